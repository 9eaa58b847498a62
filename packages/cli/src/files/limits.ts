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

/** Bounds of what one call reads; what exceeds them is named, never cut. */
export interface ReadLimits {
  /** Of one file. Real Dockerfiles stay below 64 KiB. */
  bytes: number;
  /** Build files in all. */
  files: number;
  /** Folders below the one that was named. */
  depth: number;
  /** Folder entries looked at in all; bounds the time of a search. */
  entries: number;
}

export const defaultReadLimits: ReadLimits = {
  bytes: 1024 * 1024,
  files: 10_000,
  depth: 32,
  entries: 1_000_000,
};

const numbers = new Intl.NumberFormat('en-US');

/** With thousands separators, for messages. */
export function formatCount(count: number): string {
  return numbers.format(count);
}
