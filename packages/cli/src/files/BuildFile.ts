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
 * A file that a builder would read, with what is needed to show it and to
 * write it back unchanged but for the edit.
 */
export interface BuildFile {
  /** As typed, or joined to the folder that was typed; `/` on every system. */
  path: string;
  /** Absolute path; null for standard input. */
  location: string | null;
  content: string;
  /**
   * How bytes became characters. Files that are not valid UTF-8 are read as
   * Latin-1, where every byte is one character, so that writing them back
   * changes no byte that was not edited.
   */
  encoding: FileEncoding;
}

export type FileEncoding = 'utf8' | 'latin1';

/** Something that was asked for, or found, and was not read. */
export interface UnreadFile {
  path: string;
  /** Null where no single line is to blame. */
  line: number | null;
  message: string;
  /** True where it was left out by rule, not by failure. */
  skipped: boolean;
}

/** What reading yields, in the order of the paths. */
export type ReadOutcome =
  | { type: 'file'; file: BuildFile }
  | { type: 'unread'; unread: UnreadFile }
  | { type: 'nothing-found'; folder: string };
