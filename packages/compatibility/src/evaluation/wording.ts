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

import type { ElfReport } from '@lambda-compat/elf-symbols';
import type { Evaluation, JudgedObject } from './types';

/** `will not start on provided.al2023 (arm64)`, of a program or a library. */
export function failure(
  { target }: Evaluation,
  { selection, object }: JudgedObject,
): string {
  return selection.by === 'kernel' && object.loadedBy === null
    ? `will not start on ${target}`
    : `cannot be loaded on ${target}`;
}

/** `Whether x starts on …`, for what is not known. */
export function doubt(
  { target }: Evaluation,
  { selection, object, file }: JudgedObject,
): string {
  const verb =
    selection.by === 'kernel' && object.loadedBy === null
      ? `${file.path} starts`
      : `${file.path} can be loaded`;
  return `Whether ${verb} on ${target} is not known`;
}

/** Says of a file what loads it, where that is another file. */
export function loadedBy(
  { filesByPlace }: Evaluation,
  { object }: JudgedObject,
): string {
  const by =
    object.loadedBy === null ? null : filesByPlace.get(object.loadedBy);
  return by ? `, which ${by.path} loads,` : '';
}

/** Says of a file that is assumed to be loaded that nothing shows it. */
export function ifLoaded({ selection, object }: JudgedObject): string {
  return selection.assumed && object.loadedBy === null
    ? ' Nothing in the artifact shows that it is loaded; if it is, it fails.'
    : '';
}

/** `, and 3 more`, or nothing. */
export function andMore(count: number): string {
  return count > 0 ? ` and ${count} more` : '';
}

/** Joins names as in a sentence: `a, b and c`. */
export function listOf(names: string[], most = 4): string {
  const shown = names.slice(0, most);
  if (names.length > most) {
    return `${shown.join(', ')}${andMore(names.length - most)}`;
  }
  return shown.length > 1
    ? `${shown.slice(0, -1).join(', ')} and ${shown[shown.length - 1]}`
    : shown.join('');
}

const KINDS: Record<ElfReport['kind'], string> = {
  executable: 'executable',
  pie: 'executable',
  static: 'executable',
  'static-pie': 'executable',
  shared: 'library',
  relocatable: 'object file',
  core: 'core file',
  debug: 'debug information',
  other: 'ELF file',
};

/** Such as `static Go executable, go1.25.7`. */
export function describeReport(report: ElfReport): string {
  const words: string[] = [];
  if (report.static) {
    words.push('static');
  }
  if (report.libc.kind === 'musl') {
    words.push('musl');
  }
  if (report.go) {
    words.push('Go');
  } else if (report.rust) {
    words.push('Rust');
  }
  words.push(KINDS[report.kind]);
  const release = report.go?.version ?? report.rust?.version;
  const details = [
    ...(release
      ? [report.rust && !report.go ? `rustc ${release}` : release]
      : []),
    ...(report.go?.cgoEnabled && !report.static ? ['cgo'] : []),
    report.machine,
    ...(report.packer ? [`packed with ${report.packer}`] : []),
  ];
  return `${words.join(' ')}, ${details.join(', ')}`;
}

/** A moment to the minute: `2025-04-01 18:04 UTC`; as written if it is none. */
export function momentOf(iso: string): string {
  const time = Date.parse(iso);
  return Number.isNaN(time)
    ? iso
    : `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
