/*
 * Copyright 2026 The lambda-compat Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

import { toError } from '@backstage/errors';
import { useCallback, useEffect, useRef, useState } from 'react';

import { explainError } from '../../report';

/**
 * What is known of an answer that a part of a page shows.
 *
 * @internal
 */
export interface RequestView<T> {
  /**
   * The answer. While another one is on its way, the one before: the reader
   * keeps something to look at, and nothing jumps.
   */
  value: T | undefined;
  /**
   * Why there is no new answer. An answer to the same question can still be
   * there, as it was before; one to another question never is.
   */
  error: Error | undefined;
  /** Nothing is known yet, an answer is on its way. */
  isLoading: boolean;
  /** An answer is on its way, whatever is shown until then. */
  isBusy: boolean;
  /** Asks again. */
  retry: () => void;
}

interface State<T> {
  /** The question that was answered last. */
  answered: string | undefined;
  value: T | undefined;
  /** The question that failed last. */
  failed: string | undefined;
  error: Error | undefined;
  /** The request that ended last; see `request` below. */
  ended: string | undefined;
}

/**
 * Asks a question whenever it changes, and cancels the one before.
 *
 * @param question - what makes the question another one, as text; null asks
 *   nothing
 * @param ask - asks it; the newest function is called, and only for a new
 *   question or a retry
 *
 * @internal
 */
export function useRequest<T>(
  question: string | null,
  ask: (signal: AbortSignal) => Promise<T>,
): RequestView<T> {
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<State<T>>({
    answered: undefined,
    value: undefined,
    failed: undefined,
    error: undefined,
    ended: undefined,
  });
  const latestAsk = useRef(ask);
  useEffect(() => {
    latestAsk.current = ask;
  });

  const request = question === null ? undefined : `${attempt} ${question}`;

  useEffect(() => {
    if (request === undefined || question === null) {
      return undefined;
    }
    const controller = new AbortController();
    const { signal } = controller;

    const perform = async () => {
      try {
        const value = await latestAsk.current(signal);
        if (!signal.aborted) {
          setState({
            answered: question,
            value,
            failed: undefined,
            error: undefined,
            ended: request,
          });
        }
      } catch (caught) {
        if (!signal.aborted) {
          const error = toError(caught);
          setState(previous => {
            // Numbers of another question must not stand beside this one, nor
            // what was loaded before the permission was taken away.
            const isKept =
              previous.answered === question &&
              explainError(error) !== 'forbidden';
            return {
              answered: isKept ? previous.answered : undefined,
              value: isKept ? previous.value : undefined,
              failed: question,
              error,
              ended: request,
            };
          });
        }
      }
    };
    perform();

    return () => controller.abort();
  }, [question, request]);

  const retry = useCallback(() => setAttempt(number => number + 1), []);
  const isBusy = request !== undefined && state.ended !== request;
  // An error of another question says nothing about this one.
  const error = state.failed === question && !isBusy ? state.error : undefined;

  return {
    value: state.value,
    error,
    isLoading: isBusy && state.value === undefined,
    isBusy,
    retry,
  };
}
