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

import type {
  ImageComparison,
  ImageFile,
  LibraryVersionChange,
  PackageVersionChange,
} from '@lambda-compat/image-contents';
import { printable } from '../../terminal/printable';
import type { Style } from '../../terminal/Style';
import { alignColumns } from '../columns';
import { countOf, formatBytes } from '../quantities';
import { shortDigests } from '../shortDigests';
import { wrapText } from '../wrapText';

const maxPackages = 40;
const maxValueWidth = 200;

interface ComparisonStyle {
  style: Style;
  /** Every file, not only how many. */
  files: boolean;
}

/** A comparison for people: what they want to know first stands first. */
export function formatComparison(
  comparison: ImageComparison,
  { style, files }: ComparisonStyle,
): string {
  const { colors, width } = style;
  const { from, to } = comparison;
  const name = (image: typeof from) =>
    printable(
      `${image.version ? `${image.version} ` : ''}${shortDigests(
        image.digest,
      )}`,
    );
  const blocks = [
    [
      `${lookOf(comparison, style)}  ${colors.dim(to.platform)}`,
      ...wrapText(printable(comparison.sentence), width),
      colors.dim(`${name(from)} → ${name(to)}`),
    ],
    versionLines(comparison.symbolVersions, style),
    libraryLines(comparison, style),
    packageLines(comparison, style),
    configurationLines(comparison, style),
    fileLines(comparison, style, files),
    comparison.undecided.map(text => colors.magenta(`? ${printable(text)}`)),
  ];
  return blocks
    .filter(lines => lines.length > 0)
    .map(lines => `${lines.join('\n')}\n`)
    .join('\n');
}

function lookOf({ class: found }: ImageComparison, { colors }: Style): string {
  switch (found) {
    case 'distro':
      return colors.red('! Distribution changed');
    case 'symbol-versions':
      return colors.yellow('! Symbol versions changed');
    case 'packages':
      return colors.green(
        '✓ Packages or files changed, symbol versions did not',
      );
    case 'configuration':
      return colors.green('✓ Only the configuration changed');
    default:
      return colors.green('✓ The same files');
  }
}

function versionLines(
  changes: readonly LibraryVersionChange[],
  { colors }: Style,
): string[] {
  return changes.flatMap(({ gained, highest, library, lost }) => [
    colors.bold(printable(library)),
    ...alignColumns(
      [
        ...gained.map(one => ['+', one.name, symbolsOf(one.symbols)]),
        ...lost.map(one => ['-', one.name, symbolsOf(one.symbols)]),
      ].map(row => row.map(printable)),
      '  ',
    ).map(line =>
      line.startsWith('  +') ? colors.yellow(line) : colors.magenta(line),
    ),
    ...highest.map(({ from, namespace, to }) =>
      colors.dim(
        printable(
          `  ${namespace} up to ${from ?? 'none'} before, ${to ?? 'none'} now`,
        ),
      ),
    ),
  ]);
}

function symbolsOf(count: number | null): string {
  return count === null ? '' : countOf(count, 'symbol');
}

function libraryLines(
  { libraries }: ImageComparison,
  { width }: Style,
): string[] {
  return (['added', 'removed'] as const).flatMap(kind =>
    libraries[kind].length === 0
      ? []
      : wrapText(
          `Libraries ${kind}: ${libraries[kind].map(printable).join(', ')}`,
          width,
        ),
  );
}

function packageLines(
  { packages }: ImageComparison,
  { colors }: Style,
): string[] {
  if (packages.system === null) {
    return ['Packages: neither image has a package database'];
  }
  const change = (sign: string) => (one: PackageVersionChange) =>
    [sign, one.name, one.from, '→', one.to];
  const rows = [
    ...packages.downgraded.map(change('v')),
    ...packages.upgraded.map(change('^')),
    ...packages.others.map(one => [
      '*',
      one.name,
      one.from.join(' '),
      '→',
      one.to.join(' '),
    ]),
    ...packages.added.map(one => ['+', one.name, '', '', one.version]),
    ...packages.removed.map(one => ['-', one.name, one.version, '', '']),
  ];
  const counts = [
    countOf(packages.upgraded.length, 'upgraded', 'upgraded'),
    countOf(packages.downgraded.length, 'downgraded', 'downgraded'),
    countOf(packages.added.length, 'added', 'added'),
    countOf(packages.removed.length, 'removed', 'removed'),
    countOf(packages.unchanged, 'unchanged', 'unchanged'),
  ].join(', ');
  return [
    `${colors.bold('Packages')} (${packages.system}) ${counts}`,
    ...alignColumns(
      rows.slice(0, maxPackages).map(row => row.map(printable)),
      '  ',
    ),
    ...(rows.length > maxPackages
      ? [
          colors.dim(
            `  and ${rows.length - maxPackages} more; --format json has all`,
          ),
        ]
      : []),
  ];
}

function configurationLines(
  { configuration }: ImageComparison,
  { colors }: Style,
): string[] {
  const said = (value: unknown) =>
    value === null
      ? 'none'
      : printable(
          typeof value === 'string' ? value : JSON.stringify(value),
        ).slice(0, maxValueWidth);
  const rows = [
    ...configuration.labels.map(one => ['label', one.key, one.from, one.to]),
    ...configuration.env.map(one => ['env', one.key, one.from, one.to]),
    ...(['entrypoint', 'cmd', 'user', 'workingDir'] as const).flatMap(key => {
      const changed = configuration[key];
      return changed ? [[key, '', changed.from, changed.to]] : [];
    }),
  ];
  return rows.length === 0
    ? []
    : [
        colors.bold('Configuration'),
        ...rows.map(
          ([kind, key, from, to]) =>
            `  ${printable(`${kind} ${key}`.trim())}: ${said(from)} → ${said(
              to,
            )}`,
        ),
      ];
}

function fileLines(
  { files, size }: ImageComparison,
  { colors }: Style,
  listed: boolean,
): string[] {
  const { counts } = files;
  const line = [
    countOf(counts.added, 'added', 'added'),
    countOf(counts.removed, 'removed', 'removed'),
    countOf(counts.changed, 'changed', 'changed'),
    countOf(
      counts.attributes,
      'with another mode or owner',
      'with another mode or owner',
    ),
    countOf(counts.times, 'with another time only', 'with another time only'),
  ].join(', ');
  const row = (sign: string) => (one: ImageFile) =>
    `  ${sign} ${printable(one.path)}`;
  return [
    `${colors.bold('Files')} ${line}`,
    `${colors.bold('Size')} ${formatBytes(size.from.unpacked)} → ${formatBytes(
      size.to.unpacked,
    )}, compressed ${formatBytes(size.from.compressed)} → ${formatBytes(
      size.to.compressed,
    )}`,
    ...(listed
      ? [
          ...files.added.map(row('+')),
          ...files.removed.map(row('-')),
          ...files.changed.map(({ to }) => row('~')(to)),
          ...files.attributes.map(({ to }) => row('m')(to)),
          ...(files.truncated
            ? [colors.dim('  There are more; these are the first of each.')]
            : []),
        ]
      : []),
  ];
}
