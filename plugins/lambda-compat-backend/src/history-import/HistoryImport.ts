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

import type { LoggerService } from '@backstage/backend-plugin-api';
import { InputError, stringifyError } from '@backstage/errors';
import { readFile, stat } from 'node:fs/promises';
import type {
  HistoryImportStore,
  ImportedHistory,
  TagReport,
} from './HistoryImportStore';
import { parseTagHistory } from './parseTagHistory';
import { groupByImage } from './ReportedObservation';

const MAX_FILE_BYTES = 16 * 1024 ** 2;

/** A file with history, and who reports it. */
export interface HistoryFile {
  file: string;
  reportedBy: string;
}

/**
 * Imports what files say of the time before tags were watched. What is said of
 * a tag waits until the tag has been looked at, because only then is it known
 * up to when it counts.
 */
export class HistoryImport {
  readonly #files: readonly HistoryFile[];
  readonly #store: HistoryImportStore;
  readonly #logger: LoggerService;
  readonly #now: () => number;
  #waiting: Map<string, TagReport> | undefined;

  static create(options: {
    files: readonly HistoryFile[];
    store: HistoryImportStore;
    logger: LoggerService;
    now?: () => number;
  }): HistoryImport {
    return new HistoryImport(options);
  }

  private constructor(options: {
    files: readonly HistoryFile[];
    store: HistoryImportStore;
    logger: LoggerService;
    now?: () => number;
  }) {
    this.#files = options.files;
    this.#store = options.store;
    this.#logger = options.logger.child({ type: 'HistoryImport' });
    this.#now = options.now ?? Date.now;
  }

  /**
   * Imports what can be imported by now. Files are read once; what is wrong
   * with one is logged and keeps nothing else from being imported.
   */
  async run(options: { signal: AbortSignal }): Promise<void> {
    this.#waiting ??= await this.#readFiles();
    if (this.#waiting.size === 0) {
      return;
    }
    const seen = await this.#store.listSeen([...this.#waiting.keys()]);
    const counts = { tags: 0, intervals: 0, moves: 0 };
    for (const image of seen) {
      const report = this.#waiting.get(image);
      if (options.signal.aborted || !report) {
        break;
      }
      const imported = await this.#import(report);
      if (!imported) {
        continue;
      }
      counts.tags += Number(imported.intervals > 0);
      counts.intervals += imported.intervals;
      counts.moves += imported.moves;
      this.#waiting.delete(image);
    }
    if (counts.tags > 0) {
      this.#logger.info(
        `Imported the history of ${counts.tags} tags: ${counts.intervals} intervals, ${counts.moves} moves`,
        counts,
      );
    }
  }

  /** @returns undefined where it has to wait still */
  async #import(report: TagReport): Promise<ImportedHistory | undefined> {
    const { image, reportedBy } = report;
    try {
      return await this.#store.importReport(report);
    } catch (error) {
      if (!(error instanceof InputError)) {
        throw error;
      }
      this.#logger.error(
        `The history of ${image} that ${reportedBy} reports is not imported: ${error.message}`,
      );
      return { intervals: 0, moves: 0 };
    }
  }

  async #readFiles(): Promise<Map<string, TagReport>> {
    const reports = new Map<string, TagReport>();
    for (const { file, reportedBy } of this.#files) {
      for (const [image, observations] of await this.#readFile(file)) {
        const known = reports.get(image);
        if (!known || known.reportedBy === reportedBy) {
          reports.set(image, {
            image,
            reportedBy,
            observations: [...(known?.observations ?? []), ...observations],
          });
        } else {
          this.#logger.warn(
            `What ${file} says of ${image} is left out: ${known.reportedBy} reports its history already`,
          );
        }
      }
    }
    return reports;
  }

  async #readFile(
    file: string,
  ): Promise<Map<string, TagReport['observations'][number][]>> {
    try {
      const { size } = await stat(file);
      if (size > MAX_FILE_BYTES) {
        throw new InputError(
          `It has ${size} bytes; at most ${MAX_FILE_BYTES} are read`,
        );
      }
      const content = await readFile(file, 'utf8');
      const observations = parseTagHistory(content, this.#now());
      return groupByImage(
        observations.map(observation => ({
          ...observation,
          place: `${file}: ${observation.place}`,
        })),
      );
    } catch (error) {
      const reason =
        error instanceof InputError ? error.message : stringifyError(error);
      this.#logger.error(
        `The tag history in ${file} is not imported: ${reason}`,
      );
      return new Map();
    }
  }
}
