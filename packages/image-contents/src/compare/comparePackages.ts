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

import { byText } from '../packages/byText';
import { isKeptFile } from '../packages/keptFiles';
import { comparePackageVersions } from '../packages/versions/comparePackageVersions';
import type {
  ImageFacts,
  InstalledPackage,
  PackageDatabase,
  PackageSystem,
} from '../types';
import type { PackageChanges, PackageVersionChange } from './types';

/**
 * Compares the packages of two images, by name and architecture.
 *
 * @internal
 */
export function comparePackages(
  from: ImageFacts,
  to: ImageFacts,
): PackageChanges {
  const changes: PackageChanges = {
    system: systemOf(from, to),
    added: [],
    removed: [],
    upgraded: [],
    downgraded: [],
    others: [],
    unchanged: 0,
  };
  const { system } = changes;
  if (system === null) {
    return changes;
  }
  // What another system has beside it is told as added or removed.
  const before = group(from.packageDatabases, system);
  const after = group(to.packageDatabases, system);
  for (const [key, items] of after) {
    const old = before.get(key);
    if (old) {
      compareVersions(system, old, items, changes);
    } else {
      changes.added.push(...items);
    }
  }
  for (const [key, items] of before) {
    if (!after.has(key)) {
      changes.removed.push(...items);
    }
  }
  pairOtherArchitectures(system, changes);
  // What a side seems to lack may be in the part that could not be read.
  if (!isWhole(from)) {
    changes.added = [];
  }
  if (!isWhole(to)) {
    changes.removed = [];
  }
  sortLists(changes);
  return changes;
}

/** Whether all packages of an image are known. */
function isWhole({ packageDatabases, problems }: ImageFacts): boolean {
  return (
    packageDatabases.every(({ complete }) => complete) &&
    !problems.some(
      ({ code, path }) =>
        path !== null &&
        isKeptFile(path) &&
        (code === 'sparse-file' ||
          code === 'unknown-entry-type' ||
          code === 'dangling-hardlink' ||
          code === 'package-database-too-large'),
    )
  );
}

/** The one both have, else that of the newer image. */
function systemOf(from: ImageFacts, to: ImageFacts): PackageSystem | null {
  const before = from.packageDatabases.map(({ system }) => system);
  const after = [...to.packageDatabases].sort(
    (a, b) => b.packages.length - a.packages.length,
  );
  const common = after.find(({ system }) => before.includes(system));
  return (common ?? after.at(0))?.system ?? before.at(0) ?? null;
}

function group(
  databases: PackageDatabase[],
  system: PackageSystem,
): Map<string, InstalledPackage[]> {
  const groups = new Map<string, InstalledPackage[]>();
  for (const database of databases) {
    const prefix = database.system === system ? '' : `${database.system}:`;
    for (const item of database.packages) {
      const key = `${prefix}${item.name} ${item.architecture}`;
      const items = groups.get(key);
      if (items) {
        items.push(item);
      } else {
        groups.set(key, [item]);
      }
    }
  }
  return groups;
}

function compareVersions(
  system: PackageSystem,
  before: InstalledPackage[],
  after: InstalledPackage[],
  changes: PackageChanges,
): void {
  const [old] = before;
  const [current] = after;
  const single = before.length === 1 && after.length === 1;
  const order = single
    ? comparePackageVersions(system, old.version, current.version)
    : 0;
  if (order !== 0) {
    const list = order < 0 ? changes.upgraded : changes.downgraded;
    list.push(versionChange(old, current));
    return;
  }
  const from = versionsOf(system, before);
  const to = versionsOf(system, after);
  if (from.join('\n') === to.join('\n')) {
    changes.unchanged += 1;
  } else {
    const { name, architecture } = current;
    changes.others.push({ name, architecture, from, to });
  }
}

function versionsOf(
  system: PackageSystem,
  items: InstalledPackage[],
): string[] {
  const versions = [...new Set(items.map(({ version }) => version))];
  return versions.sort(
    (a, b) => comparePackageVersions(system, a, b) || byText(a, b),
  );
}

function versionChange(
  from: InstalledPackage,
  to: InstalledPackage,
): PackageVersionChange {
  const isSame = sourceName(from.source) === sourceName(to.source);
  return {
    name: to.name,
    architecture: to.architecture,
    from: from.version,
    to: to.version,
    source: isSame ? null : { from: from.source, to: to.source },
  };
}

/** Of a source rpm without its version, which changes with the package's. */
function sourceName(source: string | null): string | null {
  return source && source.replace(/-[^-]*-[^-]*\.(?:no)?src\.rpm$/, '');
}

/** A package that went from one architecture to another, as to `noarch`. */
function pairOtherArchitectures(
  system: PackageSystem,
  changes: PackageChanges,
): void {
  const added = singles(changes.added);
  const removed = singles(changes.removed);
  const paired = new Set<InstalledPackage>();
  for (const [name, to] of added) {
    const from = removed.get(name);
    const order =
      from && to ? comparePackageVersions(system, from.version, to.version) : 0;
    if (from && to && order !== 0) {
      const list = order < 0 ? changes.upgraded : changes.downgraded;
      list.push(versionChange(from, to));
      paired.add(from).add(to);
    }
  }
  changes.added = changes.added.filter(item => !paired.has(item));
  changes.removed = changes.removed.filter(item => !paired.has(item));
}

/** Packages by name, null where there are several of it. */
function singles(
  items: InstalledPackage[],
): Map<string, InstalledPackage | null> {
  const result = new Map<string, InstalledPackage | null>();
  for (const item of items) {
    result.set(item.name, result.has(item.name) ? null : item);
  }
  return result;
}

function sortLists(changes: PackageChanges): void {
  const byName = (
    a: { name: string; architecture: string },
    b: { name: string; architecture: string },
  ) => byText(a.name, b.name) || byText(a.architecture, b.architecture);
  changes.added.sort(byName);
  changes.removed.sort(byName);
  changes.upgraded.sort(byName);
  changes.downgraded.sort(byName);
  changes.others.sort(byName);
}
