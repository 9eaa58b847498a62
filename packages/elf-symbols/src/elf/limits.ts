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
 * Bounds of what is read of one file. A real file stays far below them; one
 * that does not is reported with a problem, never refused.
 *
 * @public
 */
export interface ElfLimits {
  /** Program headers read. */
  programHeaders: number;
  /** Section headers read. */
  sectionHeaders: number;
  /** Entries of the dynamic section read. */
  dynamicEntries: number;
  /** Records of the version tables read, all kinds together. */
  versionRecords: number;
  /** Bytes of one string. */
  stringLength: number;
  /** Bytes of all strings of a report. */
  textBytes: number;
  /** Dynamic symbols read. */
  symbols: number;
}

/**
 * The bounds used unless others are given: about ten times what the largest
 * known files have.
 *
 * @public
 */
export const DEFAULT_ELF_LIMITS: ElfLimits = {
  programHeaders: 4096,
  sectionHeaders: 65_536,
  dynamicEntries: 16_384,
  versionRecords: 32_768,
  stringLength: 65_536,
  textBytes: 4 * 1024 * 1024,
  symbols: 2_000_000,
};
