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
  type ArtifactReport,
  type ScannedFile,
  toScanJson,
} from '@lambda-compat/elf-symbols';
import { cutMiddle, largest, padTo, widthOf } from '../../terminal/printable';
import type { Style } from '../../terminal/Style';
import { countOf, formatBytes } from '../quantities';
import { labelled } from '../wrapText';
import { formatFileDetails } from './fileDetails';

const formats: Record<ArtifactReport['format'], string> = {
  file: 'a single file',
  folder: 'a folder',
  zip: 'zip',
  tar: 'tar',
  'tar.gz': 'tar.gz',
  'tar.zst': 'tar.zst',
};

/** Entries that hide nothing are said up to this many. */
const maxSkipped = 40;

/** What was scanned, for people: a block for each file, then what was not read. */
export function formatScan(report: ArtifactReport, style: Style): string {
  const { colors, width } = style;
  const sha256 = report.sha256 ? `sha256 ${report.sha256.slice(0, 12)}…` : null;
  const head = [
    colors.bold(cutMiddle(report.name, Math.floor(width / 2))),
    formats[report.format],
    formatBytes(report.size),
    countOf(report.entries, 'entry', 'entries'),
    sha256,
  ].filter(part => part !== null);
  const blocks = [[head.join(' · ')], ...fileBlocks(report, style)];
  const skipped = skippedLines(report, style);
  if (skipped.length > 0) {
    blocks.push(skipped);
  }
  blocks.push([summary(report, style)]);
  return `${blocks.map(lines => lines.join('\n')).join('\n\n')}\n`;
}

function fileBlocks(report: ArtifactReport, style: Style): string[][] {
  const { colors, width } = style;
  const rows = toScanJson(report).files.map((file, index) => ({
    scanned: report.files[index],
    cells: [
      cutMiddle(file.path, Math.floor(width / 2)),
      cutMiddle(file.machine ?? '', 12),
      describe(report.files[index], file.language),
    ],
  }));
  const widths = [0, 1].map(column =>
    largest(rows.map(({ cells }) => widthOf(cells[column]))),
  );
  return rows.map(({ scanned, cells: [path, machine, kind] }) => [
    [
      colors.bold(padTo(path, widths[0])),
      padTo(machine, widths[1]),
      scanned.report ? kind : colors.red(kind),
    ]
      .join('  ')
      .trimEnd(),
    ...formatFileDetails(scanned, style),
  ]);
}

function describe({ report }: ScannedFile, language: string | null): string {
  if (!report) {
    return 'not readable';
  }
  const { kind, libc, go, rust, packer } = report;
  const parts: string[] = [kind === 'pie' ? 'executable (pie)' : kind];
  if (go) {
    parts.push(go.version ? `Go, ${cutMiddle(go.version, 40)}` : 'Go');
  } else if (rust) {
    parts.push(rust.version ? `Rust ${cutMiddle(rust.version, 40)}` : 'Rust');
  } else if (language === 'c++') {
    parts.push('C++');
  }
  if (libc.kind !== 'none') {
    parts.push(
      libc.kind === 'unknown' ? 'C library not told' : `for ${libc.kind}`,
    );
  }
  if (packer) {
    parts.push(`packed by ${packer}`);
  }
  return parts.join(', ');
}

function skippedLines(report: ArtifactReport, style: Style): string[] {
  const { colors, width } = style;
  // What hides files comes first: it makes the list above less than it says.
  const entries = [...report.skipped].sort(
    (a, b) => Number(b.hidesFiles) - Number(a.hidesFiles),
  );
  const lines = entries.slice(0, maxSkipped).flatMap(entry => {
    const word = entry.hidesFiles ? 'not read' : 'passed over';
    const place = entry.path === '' ? '' : `${entry.path}: `;
    const text = labelled(word, `${place}${entry.message}`, {
      indent: 0,
      labelWidth: 13,
      width,
    });
    return entry.hidesFiles ? text.map(colors.red) : text.map(colors.dim);
  });
  if (entries.length > maxSkipped) {
    lines.push(
      colors.dim(
        `and ${countOf(
          entries.length - maxSkipped,
          'entry',
          'entries',
        )} more; --format json has all`,
      ),
    );
  }
  return lines;
}

function summary(report: ArtifactReport, { colors }: Style): string {
  const count = report.files.length;
  const parts = [
    colors.bold(
      count === 0 ? 'no native code found' : countOf(count, 'native file'),
    ),
  ];
  const unreadable = report.files.filter(file => !file.report).length;
  if (unreadable > 0) {
    parts.push(colors.red(`${unreadable} not readable`));
  }
  if (!report.complete) {
    parts.push(colors.red('others may be missing from this list'));
  }
  return parts.join(' · ');
}
