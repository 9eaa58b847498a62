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

import { byText } from '../byText';
import { compareDigits } from './characters';

/**
 * The parts of a version of apk in the order in which they may follow each
 * other (apk-package(5)): `number{.number}{letter}{_suffix{number}}{~hash}{-r
 * number}`. Of two versions that are the same up to a point, the one that goes
 * on with the earlier kind of part is the newer.
 */
const KINDS = [
  'first-number',
  'number',
  'letter',
  'suffix',
  'suffix-number',
  'hash',
  'revision',
  'end',
  'invalid',
] as const;

type Kind = (typeof KINDS)[number];

interface Part {
  kind: Kind;
  text: string;
}

/** Suffixes before the release, then those after it, oldest first. */
const BEFORE = ['alpha', 'beta', 'pre', 'rc'];
const SUFFIXES = [...BEFORE, 'cvs', 'svn', 'git', 'hg', 'p'];

/**
 * Orders versions as apk-tools 3 does. Text that is no version ends the
 * comparison where it begins.
 *
 * @internal
 */
export function compareApkVersions(a: string, b: string): number {
  const left = readParts(a);
  const right = readParts(b);
  for (let index = 0; ; index += 1) {
    const one = left[index];
    const other = right[index];
    if (one.kind !== other.kind) {
      return compareKinds(one, other);
    }
    if (one.kind === 'end' || one.kind === 'invalid') {
      return 0;
    }
    const order = compareParts(one, other);
    if (order !== 0) {
      return order;
    }
  }
}

function compareKinds(one: Part, other: Part): number {
  if (isBefore(one)) {
    return -1;
  }
  if (isBefore(other)) {
    return 1;
  }
  return KINDS.indexOf(other.kind) - KINDS.indexOf(one.kind);
}

function isBefore(part: Part): boolean {
  return part.kind === 'suffix' && BEFORE.includes(part.text);
}

function compareParts(one: Part, other: Part): number {
  switch (one.kind) {
    case 'suffix':
      return SUFFIXES.indexOf(one.text) - SUFFIXES.indexOf(other.text);
    case 'first-number':
    case 'suffix-number':
    case 'revision':
      return compareDigits(one.text, other.text);
    case 'number':
      // A leading zero makes it a fraction: 1.05 is before 1.1.
      return one.text.startsWith('0') || other.text.startsWith('0')
        ? byText(one.text, other.text)
        : compareDigits(one.text, other.text);
    default:
      return byText(one.text, other.text);
  }
}

/** What may follow each kind of part, with how it is written. */
const FOLLOWING: Array<{ after: Kind[]; kind: Kind; pattern: RegExp }> = [
  { after: ['first-number', 'number'], kind: 'letter', pattern: /([a-z])/y },
  { after: ['first-number', 'number'], kind: 'number', pattern: /\.(\d+)/y },
  { after: ['suffix'], kind: 'suffix-number', pattern: /(\d+)/y },
  {
    after: ['first-number', 'number', 'letter', 'suffix', 'suffix-number'],
    kind: 'suffix',
    pattern: /_([a-z]+)/y,
  },
  {
    after: ['first-number', 'number', 'letter', 'suffix', 'suffix-number'],
    kind: 'hash',
    pattern: /~([0-9a-f]+)/y,
  },
  {
    after: [
      'first-number',
      'number',
      'letter',
      'suffix',
      'suffix-number',
      'hash',
    ],
    kind: 'revision',
    pattern: /-r(\d+)/y,
  },
];

/** The parts of a version; the last one is `end` or `invalid`. */
function readParts(version: string): Part[] {
  const first = /^\d+/.exec(version)?.[0];
  if (first === undefined) {
    return [{ kind: 'invalid', text: '' }];
  }
  const parts: Part[] = [{ kind: 'first-number', text: first }];
  let position = first.length;
  let kind: Kind = 'first-number';
  while (position < version.length) {
    const next = readNext(version, position, kind);
    if (!next) {
      parts.push({ kind: 'invalid', text: '' });
      return parts;
    }
    parts.push(next.part);
    kind = next.part.kind;
    position = next.end;
  }
  parts.push({ kind: 'end', text: '' });
  return parts;
}

function readNext(
  version: string,
  position: number,
  last: Kind,
): { part: Part; end: number } | undefined {
  for (const { after, kind, pattern } of FOLLOWING) {
    if (!after.includes(last)) {
      continue;
    }
    pattern.lastIndex = position;
    const match = pattern.exec(version);
    if (match && (kind !== 'suffix' || SUFFIXES.includes(match[1]))) {
      return { part: { kind, text: match[1] }, end: pattern.lastIndex };
    }
  }
  return undefined;
}
