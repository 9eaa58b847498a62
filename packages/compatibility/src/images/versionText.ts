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

import { versionNamespace } from '@lambda-compat/lambda-runtimes';
import { listOf } from '../evaluation/wording';
import { compareShownVersions } from './versionOrder';

/** Items in a sentence; the whole set is in the data. */
const MAX_ITEMS = 12;

/**
 * Versions as in a sentence, those that follow each other as a span:
 * `GLIBCXX_3.4.30 to 3.4.33`, `CXXABI_1.3.14 and 1.3.15`. The namespace stands
 * once where there is only one.
 *
 * @internal
 */
export function versionsText(versions: readonly string[]): string {
  const runs: string[][] = [];
  for (const version of [...versions].sort(compareShownVersions)) {
    const run = runs[runs.length - 1];
    if (run && follows(run[run.length - 1], version)) {
      run.push(version);
    } else {
      runs.push([version]);
    }
  }
  const items = runs.flatMap(run =>
    run.length > 2 ? [`${run[0]} to ${numberOf(run[run.length - 1])}`] : run,
  );
  const one = new Set(versions.map(versionNamespace)).size === 1;
  const [first, ...others] = items;
  return listOf(one ? [first, ...others.map(shortened)] : items, MAX_ITEMS);
}

/**
 * What stands behind the namespace: `3.4.30` of `GLIBCXX_3.4.30`.
 *
 * @internal
 */
export function numberOf(version: string): string {
  const namespace = versionNamespace(version);
  return namespace === version ? version : version.slice(namespace.length + 1);
}

/** The namespace stands once, but before what is no number. */
function shortened(item: string): string {
  const number = numberOf(item);
  return /^\d/.test(number) ? number : item;
}

/** Whether the last part of the number is one more, the others being equal. */
function follows(before: string, after: string): boolean {
  const a = /^([\d.]{0,60}\.)(\d{1,9})$/.exec(numberOf(before));
  const b = /^([\d.]{0,60}\.)(\d{1,9})$/.exec(numberOf(after));
  return (
    versionNamespace(before) === versionNamespace(after) &&
    a !== null &&
    b !== null &&
    a[1] === b[1] &&
    Number(b[2]) === Number(a[2]) + 1
  );
}
