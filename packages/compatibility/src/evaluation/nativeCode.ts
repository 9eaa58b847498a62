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

import type { Evaluation } from './types';

/** Kinds of files that nothing loads, so that what they ask for is no matter. */
const NOT_LOADED = new Set(['relocatable', 'core', 'debug']);

/**
 * What the native code that was measured is: `none`, `static`, `linked` with at
 * least one library, or `unknown`. Anything that is not known makes it unknown:
 * a program that is taken for static and is not would not be spoken of.
 *
 * @internal
 */
export function nativeCodeOf({
  facts,
  files,
}: Pick<Evaluation, 'facts' | 'files'>):
  | 'none'
  | 'static'
  | 'linked'
  | 'unknown' {
  const { artifacts, unread } = facts;
  if (
    unread.length > 0 ||
    !artifacts.some(({ mount }) => mount !== 'layer') ||
    !artifacts.every(({ report }) => report.complete)
  ) {
    return 'unknown';
  }
  const reports = files
    .map(({ scanned }) => scanned.report)
    .filter(report => !report || !NOT_LOADED.has(report.kind));
  if (reports.length === 0) {
    return 'none';
  }
  if (reports.some(report => report && !report.static && !report.packer)) {
    return 'linked';
  }
  return reports.every(
    report => report?.static && report.complete && !report.packer,
  )
    ? 'static'
    : 'unknown';
}
