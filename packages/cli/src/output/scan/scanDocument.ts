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

import {
  type ArtifactReport,
  demangle,
  toScanJson,
} from '@lambda-compat/elf-symbols';
import { jsonDocument } from '../json';

/**
 * The document of `scan --format json`; with symbols, each file has the key
 * `symbols` beside its others.
 */
export function scanDocument(report: ArtifactReport, symbols: boolean): string {
  const { files, artifact, skipped } = toScanJson(report);
  return jsonDocument({
    files: symbols
      ? files.map((file, index) => ({
          ...file,
          symbols: (report.files[index].versionSymbols ?? []).map(
            ({ library, version, count, symbols: names }) => ({
              library,
              version,
              count,
              names: names.map(name => ({ name, demangled: demangle(name) })),
            }),
          ),
        }))
      : files,
    artifact,
    skipped,
  });
}
