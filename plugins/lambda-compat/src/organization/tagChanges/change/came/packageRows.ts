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

import type { PackageChanges } from '../types';

/** One package that changed, whatever became of it. */
export interface PackageRow {
  kind: 'upgraded' | 'downgraded' | 'added' | 'removed' | 'others';
  name: string;
  architecture: string;
  /** Null where it was not there. */
  from: string | null;
  to: string | null;
}

// What native code is linked with, and what names the release, under the names
// that distributions give them.
const FIRST = [
  /^libstdc\+\+\d*$/,
  /^libgcc(-s1|\d*)$/,
  /^(system-release|base-files)$/,
  /^(glibc|libc6|musl)$/,
];

function rankOf(name: string): number {
  const rank = FIRST.findIndex(pattern => pattern.test(name));
  return rank === -1 ? FIRST.length : rank;
}

/** All packages that changed: what breaks builds first, then by name. */
export function packageRows(packages: PackageChanges): PackageRow[] {
  const rows: PackageRow[] = [
    ...packages.upgraded.map(one => ({ kind: 'upgraded' as const, ...one })),
    ...packages.downgraded.map(one => ({
      kind: 'downgraded' as const,
      ...one,
    })),
    ...packages.others.map(({ from, to, ...one }) => ({
      kind: 'others' as const,
      ...one,
      from: from.join(', ') || null,
      to: to.join(', ') || null,
    })),
    ...packages.added.map(({ version, ...one }) => ({
      kind: 'added' as const,
      ...one,
      from: null,
      to: version,
    })),
    ...packages.removed.map(({ version, ...one }) => ({
      kind: 'removed' as const,
      ...one,
      from: version,
      to: null,
    })),
  ];
  return rows.sort(
    (a, b) =>
      rankOf(a.name) - rankOf(b.name) ||
      a.name.localeCompare(b.name) ||
      a.architecture.localeCompare(b.architecture),
  );
}

/** What makes a row itself. */
export function packageKey(row: PackageRow): string {
  return `${row.kind} ${row.name} ${row.architecture} ${row.from} ${row.to}`;
}
