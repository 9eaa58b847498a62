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

import { NotAllowedError } from '@backstage/errors';
import { act, renderHook, waitFor } from '@testing-library/react';

import { useRequest } from './useRequest';

/** Answers when the test says so. */
function deferred() {
  const calls: Array<{
    signal: AbortSignal;
    resolve: (value: string) => Promise<void>;
    reject: (error: Error) => Promise<void>;
  }> = [];
  const ask = (signal: AbortSignal) =>
    new Promise<string>((resolve, reject) => {
      calls.push({
        signal,
        resolve: value => act(async () => resolve(value)),
        reject: error => act(async () => reject(error)),
      });
    });
  return { ask, calls };
}

function render(question: string | null) {
  const { ask, calls } = deferred();
  const hook = renderHook(
    (props: { question: string | null }) => useRequest(props.question, ask),
    { initialProps: { question } },
  );
  return {
    calls,
    ask: (next: string | null) => hook.rerender({ question: next }),
    now: () => hook.result.current,
    unmount: hook.unmount,
  };
}

describe('useRequest', () => {
  it('keeps the old answer until the new one is there, and cancels what is not wanted any more', async () => {
    const { ask, calls, now } = render('a');
    expect(now()).toMatchObject({ isLoading: true, isBusy: true });
    await calls[0].resolve('answer a');
    expect(now()).toMatchObject({
      value: 'answer a',
      isLoading: false,
      isBusy: false,
    });

    ask('b');
    expect(now()).toMatchObject({
      value: 'answer a',
      isLoading: false,
      isBusy: true,
    });
    ask('c');
    expect(calls[1].signal.aborted).toBe(true);
    await calls[2].resolve('answer c');
    // Too late: it must not replace the newer answer.
    await calls[1].resolve('answer b');
    expect(now()).toMatchObject({ value: 'answer c', isBusy: false });
  });

  it('asks once for the same question, and not at all for none', async () => {
    const { ask, calls, now } = render(null);
    expect(calls).toHaveLength(0);
    expect(now()).toMatchObject({ isLoading: false, isBusy: false });
    ask('a');
    ask('a');
    expect(calls).toHaveLength(1);
  });

  it('shows no answer to another question beside an error', async () => {
    const { ask, calls, now } = render('a');
    await calls[0].resolve('answer a');
    ask('b');
    await calls[1].reject(new Error('Out of order'));
    expect(now().value).toBeUndefined();
    expect(now().error?.message).toBe('Out of order');

    ask('c');
    expect(now()).toMatchObject({ error: undefined, isLoading: true });
  });

  it('keeps what it has where the same question fails, unless reading is forbidden', async () => {
    const { calls, now } = render('a');
    await calls[0].resolve('answer a');
    act(() => now().retry());
    await waitFor(() => expect(calls).toHaveLength(2));
    await calls[1].reject(new Error('Out of order'));
    expect(now()).toMatchObject({ value: 'answer a', isBusy: false });
    expect(now().error?.message).toBe('Out of order');

    act(() => now().retry());
    expect(now()).toMatchObject({ error: undefined, isBusy: true });
    await calls[2].reject(new NotAllowedError('No'));
    expect(now().value).toBeUndefined();
    expect(now().error?.name).toBe('NotAllowedError');
  });

  it('cancels when nobody looks any more', () => {
    const { calls, unmount } = render('a');
    unmount();
    expect(calls[0].signal.aborted).toBe(true);
  });
});
