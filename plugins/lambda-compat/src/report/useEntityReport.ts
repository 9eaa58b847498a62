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
import { useApi } from '@backstage/frontend-plugin-api';
import type { EntityReport } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { useCallback, useEffect, useMemo, useState } from 'react';

import { lambdaCompatApiRef } from '../api';
import { explainError } from './explainError';
import { watchReport } from './watchReport';

/**
 * What a card or tab knows about the report it shows.
 *
 * @internal
 */
export interface EntityReportView {
  entityRef: string;
  report: EntityReport | null;
  /** Why the report could not be loaded. An earlier one can still be there. */
  error: Error | null;
  /** Why no new collection could be asked for. */
  refreshError: Error | null;
  /** Nothing is known yet, an answer is on its way. */
  isLoading: boolean;
  /** A collection is expected, the report is looked up again by itself. */
  isAwaited: boolean;
  /** The reader asked for a new collection that has not ended. */
  isRefreshing: boolean;
  /** The collection that the reader asked for has ended. */
  isRefreshed: boolean;
  /** Asks for a new collection, and shows its result. */
  refresh: () => void;
  /** Loads the report again, without a new collection. */
  reload: () => void;
}

/**
 * A new run cancels the one before. A run that was asked for on another entity
 * counts as a plain load here.
 */
interface Run {
  entityRef: string;
  kind: 'load' | 'refresh';
  after?: string | null;
}

interface State {
  entityRef: string;
  report: EntityReport | null;
  error: Error | null;
  refreshError: Error | null;
  isBusy: boolean;
}

function initialState(entityRef: string): State {
  return {
    entityRef,
    report: null,
    error: null,
    refreshError: null,
    isBusy: true,
  };
}

/**
 * Loads the report of an entity; requests end with the component.
 *
 * @internal
 */
export function useEntityReport(entityRef: string): EntityReportView {
  const api = useApi(lambdaCompatApiRef);
  const [asked, setRun] = useState<Run>({ entityRef, kind: 'load' });
  const run = useMemo<Run>(
    () => (asked.entityRef === entityRef ? asked : { entityRef, kind: 'load' }),
    [asked, entityRef],
  );
  const [kept, setState] = useState(() => initialState(entityRef));
  // A report of another entity must not be seen, not even for one frame.
  const state = kept.entityRef === entityRef ? kept : initialState(entityRef);

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const update = (change: Partial<State>) => {
      if (!signal.aborted) {
        setState(previous => ({
          ...(previous.entityRef === entityRef
            ? previous
            : initialState(entityRef)),
          ...change,
        }));
      }
    };

    const perform = async () => {
      update({ isBusy: true, refreshError: null });
      if (run.kind === 'refresh') {
        try {
          await api.refreshEntity(entityRef);
        } catch (error) {
          update({ refreshError: toError(error), isBusy: false });
          return;
        }
      }
      try {
        const looks = watchReport({
          api,
          entityRef,
          signal,
          after: run.after,
        });
        for await (const { report, isAwaited } of looks) {
          update({ report, error: null, isBusy: isAwaited });
        }
      } catch (caught) {
        const error = toError(caught);
        update({
          error,
          isBusy: false,
          // What was loaded before the permission was taken away is not kept.
          ...(explainError(error) === 'forbidden' ? { report: null } : {}),
        });
      }
    };
    perform();

    return () => controller.abort();
  }, [api, entityRef, run]);

  const attemptedAt = state.report?.attemptedAt ?? null;
  const refresh = useCallback(
    () => setRun({ entityRef, kind: 'refresh', after: attemptedAt }),
    [entityRef, attemptedAt],
  );
  const reload = useCallback(
    () => setRun({ entityRef, kind: 'load' }),
    [entityRef],
  );

  return useMemo(() => {
    const { report, error, refreshError, isBusy } = state;
    const isRefresh = run.kind === 'refresh';
    return {
      entityRef,
      report,
      error,
      refreshError,
      isLoading: isBusy && !report && !error,
      isAwaited: isBusy && Boolean(report),
      isRefreshing: isBusy && isRefresh,
      isRefreshed:
        isRefresh &&
        !isBusy &&
        !error &&
        !refreshError &&
        report?.attemptedAt !== run.after,
      refresh,
      reload,
    };
  }, [entityRef, state, run, refresh, reload]);
}
