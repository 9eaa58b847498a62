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

import type { ReportedObservation } from './ReportedObservation';

/** What one source says of one tag. */
export interface TagReport {
  /** `registry/repository:tag` */
  image: string;
  reportedBy: string;
  observations: readonly ReportedObservation[];
}

/** What was stored of a report. */
export interface ImportedHistory {
  intervals: number;
  moves: number;
}

/** Stores what others say of the time before the first look. */
export interface HistoryImportStore {
  /**
   * Those of the images that were looked at with success, so that it is known
   * before what time reports count.
   */
  listSeen(images: readonly string[]): Promise<string[]>;

  /**
   * Replaces what the same source said of the tag before. Rows that are there
   * already stay as they are, and so does all that was observed.
   *
   * @returns undefined where the tag has not been seen yet
   * @throws `InputError` where the observations contradict each other
   */
  importReport(report: TagReport): Promise<ImportedHistory | undefined>;
}
