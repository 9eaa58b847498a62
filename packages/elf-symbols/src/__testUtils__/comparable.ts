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

import type { ElfReport } from '../elf/types';
import type { ReadelfFacts } from './readelf';

const TYPES = ['NONE', 'REL', 'EXEC', 'DYN', 'CORE'];

/** A report in the words of readelf. */
export function comparableReport(report: ElfReport): ReadelfFacts {
  const versionNeeds: Record<string, string[]> = {};
  for (const { library, versions } of report.versionNeeds) {
    versionNeeds[library] = [
      ...(versionNeeds[library] ?? []),
      ...versions.map(
        ({ name, index, weak }) => `${name} ${index}${weak ? ' WEAK' : ''}`,
      ),
    ];
  }
  return {
    class: report.class,
    byteOrder: report.byteOrder,
    type: TYPES[report.type] ?? '',
    interpreter: report.interpreter,
    needed: report.needed,
    soname: report.soname,
    rpath: report.rpath.length > 0 ? report.rpath.join(':') : null,
    runpath: report.runpath.length > 0 ? report.runpath.join(':') : null,
    versionNeeds,
    versionDefinitions: report.versionDefinitions.map(
      ({ name, index, base, weak, parents }) =>
        [
          `${name} ${index}${base ? ' BASE' : ''}${weak ? ' WEAK' : ''}`,
          ...parents,
        ].join(' < '),
    ),
  };
}
