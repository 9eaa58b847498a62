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

import type { FunctionCompatibility } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { ArtifactReport } from '@lambda-compat/elf-symbols';
import type { VerdictColumns } from '../database/compatibilityTables';

/** Kinds of files that nothing loads, so that what they ask for is no matter. */
const NOT_LOADED = new Set(['relocatable', 'core', 'debug']);

/**
 * What the native code in the artifacts of a function asks for. Anything that
 * is not known makes it unknown: who takes a program for static that is not
 * would not be told of images that break it.
 *
 * @param reports - of all artifacts; null where nothing was measured
 */
export function describeNativeCode(
  reports: readonly ArtifactReport[] | null,
): NonNullable<FunctionCompatibility['nativeCode']> {
  if (!reports?.length || !reports.every(({ complete }) => complete)) {
    return 'unknown';
  }
  const files = reports
    .flatMap(report => report.files)
    .filter(({ report }) => !report || !NOT_LOADED.has(report.kind));
  if (files.length === 0) {
    return 'none';
  }
  if (files.some(({ report }) => report && !report.static && !report.packer)) {
    return 'linked';
  }
  return files.every(
    ({ report }) => report?.static && report.complete && !report.packer,
  )
    ? 'static'
    : 'unknown';
}

/** The same for all functions of an entity, as its column has it. */
export function summarizeNativeCode(
  functions: ReadonlyArray<Pick<FunctionCompatibility, 'nativeCode'>>,
): VerdictColumns['native_code'] {
  const kinds = new Set(functions.map(({ nativeCode }) => nativeCode));
  if (kinds.has('static')) {
    kinds.delete('none');
  }
  const [kind, ...others] = kinds;
  return others.length === 0 && (kind === 'none' || kind === 'static')
    ? kind
    : '';
}
