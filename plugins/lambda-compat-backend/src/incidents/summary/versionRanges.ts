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

/** In the order in which people ask for them. */
const NAMESPACES = ['GLIBC', 'GLIBCXX', 'CXXABI', 'GCC', 'OPENSSL'];

/** Names that are written of one line; others are counted. */
const MAX_NAMESPACES = 12;

/**
 * Versions in short: `GLIBCXX_3.4.30–3.4.33` where they follow each other,
 * `3 × GCC` where they do not.
 *
 * @param versions - in numeric order within each namespace
 */
export function describeVersions(versions: readonly string[]): string {
  const byNamespace = new Map<string, string[]>();
  for (const version of new Set(versions)) {
    const namespace = versionNamespace(version);
    byNamespace.set(namespace, [
      ...(byNamespace.get(namespace) ?? []),
      version,
    ]);
  }
  const texts = [...byNamespace]
    .sort(([a], [b]) => compareNamespaces(a, b))
    .map(([namespace, names]) => describeNamespace(namespace, names));
  const others = texts.length - MAX_NAMESPACES;
  return others > 0
    ? `${texts.slice(0, MAX_NAMESPACES).join(', ')} and of ${others} more`
    : texts.join(', ');
}

export function compareNamespaces(a: string, b: string): number {
  const [one, other] = [a, b].map(name => {
    const index = NAMESPACES.indexOf(name);
    return index < 0 ? NAMESPACES.length : index;
  });
  if (one !== other) {
    return one - other;
  }
  return a < b ? -1 : Number(a > b);
}

function describeNamespace(namespace: string, names: string[]): string {
  const [first] = names;
  const last = names[names.length - 1];
  if (names.length === 1) {
    return first;
  }
  return names.every(
    (name, index) => index === 0 || follows(names[index - 1], name),
  )
    ? `${first}–${last.slice(namespace.length + 1)}`
    : `${names.length} × ${namespace}`;
}

/** Whether only the last number differs, by one. */
function follows(before: string, after: string): boolean {
  const [one, other] = [before, after].map(name => {
    const end = name.lastIndexOf('.') + 1;
    return { start: name.slice(0, end), number: name.slice(end) };
  });
  return (
    one.start !== '' &&
    one.start === other.start &&
    /^[0-9]{1,9}$/.test(one.number) &&
    /^[0-9]{1,9}$/.test(other.number) &&
    Number(other.number) === Number(one.number) + 1
  );
}
