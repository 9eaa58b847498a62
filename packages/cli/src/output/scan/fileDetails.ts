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
  demangle,
  type ElfReport,
  type ScannedFile,
  type VersionNeed,
} from '@lambda-compat/elf-symbols';
import {
  compareVersionNames,
  versionNamespace,
} from '@lambda-compat/lambda-runtimes';
import { cutMiddle, largest, widthOf } from '../../terminal/printable';
import type { Style } from '../../terminal/Style';
import { labelled } from '../wrapText';

const indent = 4;
const minLabelWidth = 10;
const maxLabelWidth = 28;
const maxNameWidth = 60;
/** Of one version. */
const maxSymbolsShown = 12;
/** Of a hostile file; real ones have at most a few dozen. */
const maxLines = 400;

interface Detail {
  label: string;
  text: string;
  look?: 'problem' | 'note';
}

/** What a file asks for and provides, a line for each library. */
export function formatFileDetails(file: ScannedFile, style: Style): string[] {
  const { colors, width } = style;
  const details = detailsOf(file);
  const labelWidth =
    Math.max(
      minLabelWidth,
      largest(details.map(({ label }) => widthOf(label))),
    ) + 2;
  const lines = details.flatMap(({ label, text, look }) => {
    const block = labelled(label, text, { indent, labelWidth, width });
    if (look === undefined) {
      return block;
    }
    return block.map(look === 'problem' ? colors.yellow : colors.dim);
  });
  return lines.length > maxLines
    ? [
        ...lines.slice(0, maxLines),
        `${' '.repeat(indent)}and more; --format json has all`,
      ]
    : lines;
}

function detailsOf(file: ScannedFile): Detail[] {
  const { report, error } = file;
  if (!report) {
    return [
      {
        label: 'error',
        text: error?.message ?? 'nothing is known of it',
        look: 'problem',
      },
    ];
  }
  const details: Detail[] = [];
  for (const library of librariesOf(report)) {
    details.push({
      label: cutMiddle(library, maxLabelWidth),
      text: highestNeeds(report, library),
    });
    details.push(...symbolDetails(file, library));
  }
  if (details.length === 0) {
    details.push({
      label: 'needs',
      text: report.static ? 'nothing: it is static' : 'no library',
    });
  }
  return [...details, ...otherDetails(report)];
}

/** What it names as needed, then what it only has versions of. */
function librariesOf({ needed, versionNeeds }: ElfReport): string[] {
  return [
    ...new Set([...needed, ...versionNeeds.map(({ library }) => library)]),
  ];
}

/** Of each namespace the highest version, with how many others there are. */
function highestNeeds(report: ElfReport, library: string): string {
  const highest = new Map<string, { name: string; more: number }>();
  for (const { name } of versionsOf(report.versionNeeds, library)) {
    const namespace = versionNamespace(name);
    const best = highest.get(namespace);
    if (!best) {
      highest.set(namespace, { name, more: 0 });
    } else {
      best.more += 1;
      if (compareVersionNames(name, best.name) > 0) {
        best.name = name;
      }
    }
  }
  const weak = versionsOf(report.versionNeeds, library)
    .filter(version => version.weak)
    .map(({ name }) => cutMiddle(name, maxNameWidth));
  const texts = [...highest.values()].map(
    ({ name, more }) =>
      `${cutMiddle(name, maxNameWidth)}${more > 0 ? ` (+${more})` : ''}`,
  );
  if (weak.length > 0) {
    texts.push(`weak: ${weak.join(' ')}`);
  }
  const inNeeded = report.needed.includes(library);
  if (!inNeeded) {
    texts.push('not in its list of needed libraries');
  }
  return texts.length > 0 ? texts.join(', ') : 'no version';
}

function versionsOf(needs: readonly VersionNeed[], library: string) {
  return needs
    .filter(need => need.library === library)
    .flatMap(({ versions }) => versions);
}

function symbolDetails(file: ScannedFile, library: string): Detail[] {
  return (file.versionSymbols ?? [])
    .filter(group => group.library === library && group.count > 0)
    .sort((a, b) => compareVersionNames(b.version, a.version))
    .map(({ version, symbols, count }) => {
      const shown = symbols
        .slice(0, maxSymbolsShown)
        .map(name => cutMiddle(demangle(name), 160));
      const more = count - shown.length;
      return {
        label: `  ${cutMiddle(version, maxLabelWidth)}`,
        text: `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
        look: 'note',
      };
    });
}

function otherDetails(report: ElfReport): Detail[] {
  const { interpreter, soname, rpath, runpath, problems } = report;
  const provided = report.versionDefinitions.filter(({ base }) => !base);
  const lines: [string, string | null][] = [
    ['loader', interpreter],
    ['soname', soname],
    ['RPATH', rpath.length > 0 ? rpath.join(':') : null],
    ['RUNPATH', runpath.length > 0 ? runpath.join(':') : null],
    [
      'provides',
      provided.length > 0 ? provided.map(({ name }) => name).join(' ') : null,
    ],
  ];
  return [
    ...lines.flatMap(([label, text]) =>
      text === null ? [] : [{ label, text: cutMiddle(text, 400) }],
    ),
    ...problems.map(
      ({ message }): Detail => ({
        label: 'problem',
        text: message,
        look: 'problem',
      }),
    ),
  ];
}
