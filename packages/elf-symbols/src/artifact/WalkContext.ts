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

import { setImmediate } from 'node:timers/promises';
import {
  type ArtifactLimits,
  DEFAULT_ARTIFACT_LIMITS,
  type SkippedEntry,
  type SkipReason,
  type WalkedEntry,
} from './types';

/**
 * How an artifact is walked.
 *
 * @public
 */
export interface WalkOptions {
  /** Bounds other than `DEFAULT_ARTIFACT_LIMITS`. */
  limits?: Partial<ArtifactLimits>;
  /** Ends the walk with the reason of the signal. */
  signal?: AbortSignal;
  /** Names the artifact in errors and in the report; its path unless given. */
  name?: string;
}

/** Steps between two rounds of the event loop. */
const STEPS = 128;

/** Entries below this size are not looked at for their ratio. */
const SMALL = 16 * 1024 * 1024;

/**
 * What the walkers of one artifact share: the bounds and how much of them is
 * used, whatever archive in which archive it was used for.
 *
 * @internal
 */
export class WalkContext {
  readonly limits: ArtifactLimits;
  /** Only the beginning of each ELF file is wanted, and no hash. */
  readonly headsOnly: boolean;
  readonly #signal: AbortSignal | undefined;
  #entries = 0;
  #nameCharacters = 0;
  #scripts = 0;
  #bytes = 0;

  constructor(options: WalkOptions, headsOnly: boolean = false) {
    this.headsOnly = headsOnly;
    this.limits = { ...DEFAULT_ARTIFACT_LIMITS, ...options.limits };
    this.#signal = options.signal;
  }

  /** Entries counted so far. */
  get entries(): number {
    return this.#entries;
  }

  /**
   * Counts an entry, and lets others run from time to time.
   *
   * @param name - what is kept of it, such as its path and that of a link
   * @returns whether it may still be looked at
   */
  async countEntry(name: string): Promise<boolean> {
    this.#signal?.throwIfAborted();
    this.#nameCharacters += name.length;
    if (
      this.#entries >= this.limits.entries ||
      this.#nameCharacters > this.limits.nameCharacters
    ) {
      return false;
    }
    this.#entries += 1;
    if (this.#entries % STEPS === 0) {
      await setImmediate();
    }
    return true;
  }

  /** Counts a script; false when there are more than Lambda would start. */
  takeScript(): boolean {
    this.#scripts += 1;
    return this.#scripts <= this.limits.scripts;
  }

  /** Counts bytes before they are unpacked; false when they are too many. */
  takeBytes(count: number): boolean {
    this.#signal?.throwIfAborted();
    if (this.#bytes + count > this.limits.totalBytes) {
      return false;
    }
    this.#bytes += count;
    return true;
  }

  /** Whether bytes come out of so few that they were made to do harm. */
  isBomb(packed: number, unpacked: number): boolean {
    return unpacked > SMALL && unpacked > packed * this.limits.compressionRatio;
  }

  /** How many bytes may come out of so few, in all. */
  room(packed: number): number {
    return Math.max(SMALL, packed * this.limits.compressionRatio);
  }

  tooManyEntries(path: string): WalkedEntry {
    return skipped(
      path,
      'limit',
      this.#entries >= this.limits.entries
        ? `more than ${this.limits.entries} entries are not looked at`
        : `more than ${this.limits.nameCharacters} characters of names are not kept`,
      true,
    );
  }

  tooManyBytes(path: string): WalkedEntry {
    return skipped(
      path,
      'limit',
      `more than ${this.limits.totalBytes} bytes are not unpacked`,
      true,
    );
  }

  tooLarge(path: string, size: number): WalkedEntry {
    return skipped(
      path,
      'limit',
      `it has ${size} bytes, at most ${this.limits.entryBytes} are unpacked`,
      true,
    );
  }

  tooDense(path: string): WalkedEntry {
    return skipped(
      path,
      'limit',
      `it unpacks to more than ${this.limits.compressionRatio} times its size`,
      true,
    );
  }
}

/**
 * A step that says why an entry was not read.
 *
 * @internal
 */
export function skipped(
  path: string,
  reason: SkipReason,
  message: string,
  hidesFiles: boolean,
): { kind: 'skipped'; skipped: SkippedEntry } {
  return { kind: 'skipped', skipped: { path, reason, message, hidesFiles } };
}
