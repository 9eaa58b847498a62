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
  compareVersionNames,
  versionNamespace,
} from '@lambda-compat/lambda-runtimes';

/** Namespaces in the order in which people ask for them. */
const FIRST = ['GLIBC', 'GLIBCXX', 'CXXABI', 'GCC', 'OPENSSL'];

/**
 * Orders namespaces: those of the C and C++ libraries before the others.
 *
 * @internal
 */
export function compareNamespaces(a: string, b: string): number {
  const order = rank(a) - rank(b);
  if (order !== 0 || a === b) {
    return order;
  }
  return a < b ? -1 : 1;
}

/**
 * Orders versions for showing: by namespace, then by number.
 *
 * @internal
 */
export function compareShownVersions(a: string, b: string): number {
  return (
    compareNamespaces(versionNamespace(a), versionNamespace(b)) ||
    compareVersionNames(a, b)
  );
}

function rank(namespace: string): number {
  const index = FIRST.indexOf(namespace);
  return index < 0 ? FIRST.length : index;
}
