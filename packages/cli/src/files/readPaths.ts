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

import { stat } from 'node:fs/promises';
import { join, posix, resolve, sep } from 'node:path';
import { ReadOutcome } from './BuildFile';
import { defaultReadLimits, formatCount, ReadLimits } from './limits';
import { readFileBounded, ReadResult, readStreamBounded } from './readBounded';
import { searchFolder } from './searchFolder';
import { systemErrorSentence } from './systemErrors';

export interface ReadPathsOptions {
  cwd: string;
  stdin: AsyncIterable<Uint8Array | string>;
  /** What standard input is called in the output; `-` where not given. */
  stdinName?: string;
  limits?: Partial<ReadLimits>;
}

class Reading {
  readonly #options: ReadPathsOptions;
  readonly #limits: ReadLimits;
  readonly #budget: { entries: number };
  readonly #seen = new Set<string>();
  #full = false;

  constructor(options: ReadPathsOptions) {
    this.#options = options;
    this.#limits = { ...defaultReadLimits, ...options.limits };
    this.#budget = { entries: this.#limits.entries };
  }

  async *read(typed: string): AsyncGenerator<ReadOutcome> {
    if (typed === '-') {
      yield* this.#readStandardInput();
      return;
    }
    const path = sep === '/' ? typed : typed.replaceAll(sep, '/');
    const location = resolve(this.#options.cwd, typed);
    let isFolder: boolean;
    try {
      isFolder = (await stat(location)).isDirectory();
    } catch (error) {
      yield unread(path, null, systemErrorSentence(error));
      return;
    }
    if (isFolder) {
      yield* this.#readFolder(path, location);
    } else {
      yield* this.#readFile(path, location, true);
    }
  }

  async *#readStandardInput(): AsyncGenerator<ReadOutcome> {
    if (this.#seen.has('-')) {
      return;
    }
    this.#seen.add('-');
    const name = this.#options.stdinName ?? '-';
    let result: ReadResult;
    try {
      result = await readStreamBounded(this.#options.stdin, this.#limits.bytes);
    } catch (error) {
      const message = systemErrorSentence(error);
      result = { ok: false, line: null, message };
    }
    yield outcomeOf(result, name, null);
  }

  async *#readFolder(
    path: string,
    location: string,
  ): AsyncGenerator<ReadOutcome> {
    let nothingFound = true;
    const results = searchFolder(location, this.#limits, this.#budget);
    for await (const result of results) {
      nothingFound = false;
      const shown = posix.join(path, ...result.segments);
      if (result.type === 'problem') {
        yield unread(shown, null, result.message, result.skipped);
      } else {
        yield* this.#readFile(shown, join(location, ...result.segments), false);
      }
      if (this.#full) {
        return;
      }
    }
    if (nothingFound) {
      yield { type: 'nothing-found', folder: path };
    }
  }

  async *#readFile(
    path: string,
    location: string,
    followLinks: boolean,
  ): AsyncGenerator<ReadOutcome> {
    if (this.#full || this.#seen.has(location)) {
      return;
    }
    if (this.#seen.size >= this.#limits.files) {
      this.#full = true;
      const message = `At most ${formatCount(
        this.#limits.files,
      )} files are read in one call; this one and those after it were not. Name fewer folders.`;
      yield unread(path, null, message);
      return;
    }
    this.#seen.add(location);
    const { bytes } = this.#limits;
    const result = await readFileBounded(location, { bytes, followLinks });
    yield outcomeOf(result, path, location);
  }
}

/**
 * Reads the build files that the paths name, in their order: a file itself, a
 * folder by search, `-` from standard input. Each file comes once, however
 * often it is named. Failures are outcomes; this never throws for one.
 */
export async function* readPaths(
  paths: readonly string[],
  options: ReadPathsOptions,
): AsyncGenerator<ReadOutcome> {
  const reading = new Reading(options);
  for (const path of paths) {
    yield* reading.read(path);
  }
}

function outcomeOf(
  result: ReadResult,
  path: string,
  location: string | null,
): ReadOutcome {
  if (!result.ok) {
    return unread(path, result.line, result.message);
  }
  const { content, encoding } = result;
  return { type: 'file', file: { path, location, content, encoding } };
}

function unread(
  path: string,
  line: number | null,
  message: string,
  skipped = false,
): ReadOutcome {
  return { type: 'unread', unread: { path, line, message, skipped } };
}
