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

import { execFile, type ExecFileException } from 'node:child_process';
import type { RegistryCredentials } from '@lambda-compat/oci-registry';

/** Of one answer; what clouds issue is smaller than 8 kB. */
const maxAnswerBytes = 64 * 1024;
/** Helpers of clouds ask their cloud first. */
const defaultTimeoutMs = 20_000;

export interface CredentialHelperOptions {
  /** What the helper sees of the environment; `PATH` is where it is found. */
  env: Readonly<Record<string, string | undefined>>;
  signal?: AbortSignal;
  timeoutMs?: number;
}

/** What a helper said; reasons quote nothing of it, as it may be a secret. */
export type HelperAnswer =
  | { type: 'credentials'; credentials: RegistryCredentials }
  | { type: 'none' }
  | { type: 'failed'; reason: string };

/**
 * Asks a credential helper as Docker does: `docker-credential-<name> get`, the
 * server on standard input (github.com/docker/docker-credential-helpers).
 * Without a shell, and the name is checked, so that a configuration file
 * starts nothing that is not called so.
 */
export async function askCredentialHelper(
  name: string,
  server: string,
  options: CredentialHelperOptions,
): Promise<HelperAnswer> {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(name)) {
    return { type: 'failed', reason: 'its name is not that of a helper' };
  }
  const { timeoutMs = defaultTimeoutMs } = options;
  return new Promise(resolve => {
    const child = execFile(
      `docker-credential-${name}`,
      ['get'],
      {
        env: { ...options.env },
        signal: options.signal,
        timeout: timeoutMs,
        killSignal: 'SIGKILL',
        maxBuffer: maxAnswerBytes,
        encoding: 'utf8',
        windowsHide: true,
      },
      (error, stdout) => {
        resolve(
          error === null
            ? answerIn(stdout)
            : failureOf(error, stdout, timeoutMs),
        );
      },
    );
    // A helper that does not start, or does not read, closes its input.
    child.stdin?.on('error', () => {});
    child.stdin?.end(server);
  });
}

function failureOf(
  error: ExecFileException,
  stdout: string,
  timeoutMs: number,
): HelperAnswer {
  if (String(error.code) === 'ENOENT') {
    return { type: 'failed', reason: 'there is no such program' };
  }
  if (String(error.code) === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') {
    return { type: 'failed', reason: 'its answer is too long' };
  }
  if (error.killed) {
    const seconds = timeoutMs / 1000;
    return { type: 'failed', reason: `no answer within ${seconds} seconds` };
  }
  // The sentence by which every helper says that it knows nothing.
  if (stdout.trim() === 'credentials not found in native keychain') {
    return { type: 'none' };
  }
  const code = error.code === undefined ? '' : ` (${error.code})`;
  return { type: 'failed', reason: `it failed${code}` };
}

function answerIn(stdout: string): HelperAnswer {
  let value: unknown;
  try {
    value = JSON.parse(stdout);
  } catch {
    return { type: 'failed', reason: 'its answer is not JSON' };
  }
  const text = (key: string): string => {
    const found: unknown =
      typeof value === 'object' && value !== null
        ? Object.entries(value).find(([entry]) => entry === key)?.[1]
        : undefined;
    return typeof found === 'string' ? found : '';
  };
  const username = text('Username');
  const password = text('Secret');
  if (username === '<token>') {
    return { type: 'failed', reason: 'identity tokens are not supported' };
  }
  return username === '' || password === ''
    ? { type: 'none' }
    : { type: 'credentials', credentials: { username, password } };
}
