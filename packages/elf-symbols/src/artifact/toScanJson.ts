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

import type {
  ArtifactFormat,
  ArtifactReport,
  ScannedFile,
  SkipReason,
} from './types';

/**
 * One ELF file in the stable JSON form of `scan`.
 *
 * @public
 */
export interface ScanJsonFile {
  path: string;
  machine: string | null;
  interpreter: string | null;
  static: boolean | null;
  soname: string | null;
  needed: string[];
  rpath: string[];
  runpath: string[];
  /** For each library the versions needed, weak ones included. */
  versionNeeds: Record<string, string[]>;
  /** The versions provided; the name of the file itself is none. */
  versionsProvided: string[];
  /** `go`, `rust`, `c++`, or null where nothing tells. */
  language: string | null;
  /** Why the file could not be read, or what of it is not known; else null. */
  error: string | null;
}

/**
 * What was scanned, in the stable JSON form of `scan`.
 *
 * @public
 */
export interface ScanJson {
  artifact: {
    format: ArtifactFormat;
    /** See {@link WalkEnd}. */
    sha256: string | null;
    size: number;
    /** Number of entries looked at. */
    entries: number;
    /** Whether no ELF file can be missing from `files`. */
    complete: boolean;
  };
  files: ScanJsonFile[];
  /** What was not read, and links that lead out or nowhere. */
  skipped: { path: string; reason: SkipReason; message: string }[];
}

/**
 * The stable JSON form of a report, as `lambda-compat scan --format json`
 * prints it. It leaves out what a verdict does not need.
 *
 * @public
 */
export function toScanJson(report: ArtifactReport): ScanJson {
  const { format, sha256, size, entries, complete } = report;
  return {
    artifact: { format, sha256, size, entries, complete },
    files: report.files.map(toFile),
    skipped: report.skipped.map(({ path, reason, message }) => ({
      path,
      reason,
      message,
    })),
  };
}

function toFile({ path, report, error }: ScannedFile): ScanJsonFile {
  if (!report) {
    return {
      path,
      machine: null,
      interpreter: null,
      static: null,
      soname: null,
      needed: [],
      rpath: [],
      runpath: [],
      versionNeeds: {},
      versionsProvided: [],
      language: null,
      error: error?.message ?? null,
    };
  }
  const versionNeeds = new Map<string, string[]>();
  for (const { library, versions } of report.versionNeeds) {
    const names = versionNeeds.get(library);
    if (names) {
      names.push(...versions.map(({ name }) => name));
    } else {
      versionNeeds.set(
        library,
        versions.map(({ name }) => name),
      );
    }
  }
  const hiding = report.problems.find(({ hidesNeeds }) => hidesNeeds);
  return {
    path,
    machine: report.machine,
    interpreter: report.interpreter,
    static: report.static,
    soname: report.soname,
    needed: report.needed,
    rpath: report.rpath,
    runpath: report.runpath,
    versionNeeds: Object.fromEntries(versionNeeds),
    versionsProvided: report.versionDefinitions
      .filter(({ base }) => !base)
      .map(({ name }) => name),
    language: languageOf(report),
    error: hiding?.message ?? null,
  };
}

function languageOf(report: NonNullable<ScannedFile['report']>): string | null {
  if (report.go) {
    return 'go';
  }
  if (report.rust) {
    return 'rust';
  }
  return report.needed.some(name => /^lib(?:std)?c\+\+\.so/.test(name))
    ? 'c++'
    : null;
}
