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

/**
 * The hash of a version name (gABI, "Hash Table"). Unlike the one of the
 * reader it needs nothing of Node.js, so that it also runs in a browser.
 *
 * @internal
 */
export function versionHash(name: string): number {
  let hash = 0;
  for (const byte of new TextEncoder().encode(name)) {
    hash = (hash * 16 + byte) % 0x1_0000_0000;
    const high = Math.floor(hash / 0x1000_0000);
    hash = ((hash ^ (high << 4)) & 0x0fff_ffff) >>> 0;
  }
  return hash;
}
