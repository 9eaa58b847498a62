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

import type { OsRelease } from '../types';
import type {
  ConfigurationChanges,
  FileChanges,
  ImageComparison,
  LibraryVersionChange,
  PackageChanges,
} from './types';
import { namespaceOf, numberOf } from './versionNames';

/** Libraries and groups of versions that are named before `and N more`. */
const MAX_LIBRARIES = 2;
const MAX_GROUPS = 5;

/**
 * Says in one sentence what changed, the weightiest first: the release of the
 * distribution and symbol versions, else packages and files, else the
 * configuration.
 *
 * @internal
 */
export function describeComparison(
  comparison: Omit<ImageComparison, 'sentence'>,
): string {
  const said = describeClass(comparison);
  return comparison.undecided.length === 0
    ? said
    : `${said}; not everything could be compared`;
}

function describeClass(comparison: Omit<ImageComparison, 'sentence'>): string {
  const { symbolVersions, libraries, distro } = comparison;
  switch (comparison.class) {
    case 'distro':
    case 'symbol-versions': {
      const parts = symbolVersions.slice(0, MAX_LIBRARIES).map(describeLibrary);
      const others = symbolVersions.length - parts.length;
      if (others > 0) {
        parts.push(
          `${count(others, 'more library', 'more libraries')} changed`,
        );
      }
      if (symbolVersions.length === 0) {
        parts.push(...describeLibraries(libraries));
      }
      return [
        ...(distro.changed ? [describeDistro(distro)] : []),
        ...parts,
      ].join('; ');
    }
    case 'packages':
      return describePackages(comparison.packages, comparison.files);
    case 'configuration':
      return `Only the configuration changed: ${describeConfiguration(
        comparison.configuration,
      )}`;
    default:
      if (comparison.undecided.length > 0) {
        return 'No change is known';
      }
      return 'Nothing changed but times: the image was built again from the same content';
  }
}

function describeLibrary({
  library,
  gained,
  lost,
}: LibraryVersionChange): string {
  const parts: string[] = [];
  if (gained.length > 0) {
    parts.push(`gained ${describeVersions(gained.map(({ name }) => name))}`);
  }
  if (lost.length > 0) {
    parts.push(`lost ${describeVersions(lost.map(({ name }) => name))}`);
  }
  return `${library} ${parts.join(' and ')}`;
}

/** Three and more that follow each other as a range, in the order given. */
function describeVersions(names: string[]): string {
  const groups: string[][] = [];
  for (const name of names) {
    const last = groups.at(-1);
    if (last && follows(last[last.length - 1], name)) {
      last.push(name);
    } else {
      groups.push([name]);
    }
  }
  // The namespace with the most news first: GLIBCXX before CXXABI.
  const news = new Map<string, number>();
  names.forEach(name =>
    news.set(namespaceOf(name), (news.get(namespaceOf(name)) ?? 0) + 1),
  );
  const words = groups
    .sort((a, b) => weightOf(b[0], news) - weightOf(a[0], news))
    .flatMap(group =>
      group.length > 2 ? [`${group[0]} to ${group[group.length - 1]}`] : group,
    );
  const rest = words.length - MAX_GROUPS;
  return join(
    rest > 0 ? [...words.slice(0, MAX_GROUPS), `${rest} more`] : words,
  );
}

function weightOf(name: string, news: Map<string, number>): number {
  return news.get(namespaceOf(name)) ?? 0;
}

/** Whether a version is the next one: only its last number is one higher. */
function follows(before: string, after: string): boolean {
  const a = numberOf(before);
  const b = numberOf(after);
  const last = (a?.length ?? 0) - 1;
  return (
    a !== undefined &&
    b !== undefined &&
    namespaceOf(before) === namespaceOf(after) &&
    a.length === b.length &&
    a.every(
      ([number, letter], index) =>
        letter === b[index][1] &&
        b[index][0] - number === (index === last ? 1 : 0),
    )
  );
}

function describeLibraries({
  added,
  removed,
}: ImageComparison['libraries']): string[] {
  const parts: string[] = [];
  if (added.length > 0) {
    parts.push(`${listed(added)} ${added.length === 1 ? 'was' : 'were'} added`);
  }
  if (removed.length > 0) {
    const verb = removed.length === 1 ? 'was' : 'were';
    parts.push(`${listed(removed)} ${verb} removed`);
  }
  return parts;
}

function listed(names: string[]): string {
  const rest = names.length - MAX_GROUPS;
  return join(
    rest > 0 ? [...names.slice(0, MAX_GROUPS), `${rest} more`] : names,
  );
}

function describeDistro({ from, to }: ImageComparison['distro']): string {
  return `${releaseName(from)} became ${releaseName(to)}`;
}

/** `Amazon Linux 2023`, `Debian GNU/Linux 12`. */
function releaseName(release: OsRelease | null): string {
  if (!release) {
    return 'a system without os-release';
  }
  const { name, prettyName, versionId } = release;
  return versionId === null ? prettyName : `${name} ${versionId}`;
}

function describePackages(
  packages: PackageChanges,
  files: FileChanges,
): string {
  const parts = [
    [packages.upgraded.length, 'upgraded'],
    [packages.downgraded.length, 'downgraded'],
    [packages.added.length, 'added'],
    [packages.removed.length, 'removed'],
    [packages.others.length, 'in other versions'],
  ]
    .filter(([number]) => Number(number) > 0)
    .map(([number, verb], index) =>
      index === 0
        ? `${count(Number(number), 'package', 'packages')} ${verb}`
        : `${number} ${verb}`,
    );
  if (parts.length > 0) {
    return `${join(parts)}; symbol versions did not change`;
  }
  const { added, removed, changed, attributes } = files.counts;
  const number = added + removed + changed + attributes;
  return `${count(
    number,
    'file',
    'files',
  )} changed; packages and symbol versions did not`;
}

function describeConfiguration(changes: ConfigurationChanges): string {
  const parts: string[] = [];
  if (changes.labels.length > 0) {
    parts.push(count(changes.labels.length, 'label', 'labels'));
  }
  if (changes.env.length > 0) {
    parts.push(
      count(
        changes.env.length,
        'environment variable',
        'environment variables',
      ),
    );
  }
  if (changes.entrypoint) {
    parts.push('the entry point');
  }
  if (changes.cmd) {
    parts.push('the command');
  }
  if (changes.user) {
    parts.push('the user');
  }
  if (changes.workingDir) {
    parts.push('the working folder');
  }
  return join(parts);
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}

function join(words: string[]): string {
  return words.length < 2
    ? words.join('')
    : `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`;
}
