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

import fs from 'node:fs';
import path from 'node:path';

/** The sample catalog of the demo portal. */
export const SAMPLES_FOLDER = path.resolve(
  __dirname,
  '../../packages/backend/samples',
);

/** What the samples' README says about one sample. */
export interface SampleExpectation {
  name: string;
  kind: 'component' | 'resource';
  status: string;
  pinned: number | undefined;
  total: number | undefined;
  weakest: string | undefined;
}

/** What the samples' README says about one reference. */
export interface ReferenceExpectation {
  sample: string;
  file: string;
  line: number;
  /** Digests are cut after twelve digits and end in `…`. */
  reference: string;
  origin: string;
  pinClass: string;
}

/** What the samples' README says about one problem. */
export interface ProblemExpectation {
  sample: string;
  code: string;
  /** File and line; undefined where it is about the whole repository. */
  place: string | undefined;
}

/** What the samples' README says about one group of components. */
export interface CoverageExpectation {
  grouping: string;
  /** Null for what has none. */
  key: string | null;
  direct: number;
  total: number;
  /** Only the states that count something. */
  states: Record<string, number>;
  pinned: { count: number; total: number };
}

/** The table "What each sample shows": expected values, kept by hand. */
export function readSampleExpectations(): SampleExpectation[] {
  return tableRows('What each sample shows').map(
    ([name, , foundBy, , status, pinned, weakest]) => {
      const counts = /^(\d+) of (\d+)$/.exec(pinned);
      return {
        name,
        kind: foundBy.startsWith('Resource') ? 'resource' : 'component',
        status,
        pinned: counts ? Number(counts[1]) : undefined,
        total: counts ? Number(counts[2]) : undefined,
        weakest: weakest || undefined,
      };
    },
  );
}

/** The table "Every reference". */
export function readReferenceExpectations(): ReferenceExpectation[] {
  return tableRows('Every reference').map(
    ([sample, place, reference, origin, pinClass]) => {
      const [, file, line] = /^`(.+):(\d+)`$/.exec(place)!;
      return {
        sample,
        file,
        line: Number(line),
        reference: reference.replace(/`/g, ''),
        origin: `dockerfile-${origin}`,
        pinClass,
      };
    },
  );
}

/** The table "Every problem". */
export function readProblemExpectations(): ProblemExpectation[] {
  return tableRows('Every problem').map(([sample, code, place]) => ({
    sample,
    code,
    place: /^`(.+)`$/.exec(place)?.[1],
  }));
}

/** The table "Coverage". The grouping `everything` is the summary. */
export function readCoverageExpectations(): CoverageExpectation[] {
  return tableRows('Coverage').map(
    ([grouping, key, direct, total, states, pinned]) => {
      const [, count, references] = /^(\d+) of (\d+)$/.exec(pinned)!;
      return {
        grouping,
        key: key === 'none' ? null : key,
        direct: Number(direct),
        total: Number(total),
        states: Object.fromEntries(
          states.split(', ').map(part => {
            const [number, state] = part.split(' ');
            return [state, Number(number)];
          }),
        ),
        pinned: { count: Number(count), total: Number(references) },
      };
    },
  );
}

/** What the samples' README says about the compatibility of one sample. */
export interface VerdictExpectation {
  sample: string;
  verdict: string;
  rule: string | undefined;
}

/** The table "Runtime compatibility". */
export function readVerdictExpectations(): VerdictExpectation[] {
  return tableRows('Runtime compatibility').map(([sample, verdict, rule]) => ({
    sample,
    verdict,
    rule: rule || undefined,
  }));
}

/** What the samples' README says about one move of a tag. */
export interface TagMoveExpectation {
  image: string;
  /** Reported before, made by the registry itself, or by a command. */
  move: 'told' | 'seen' | 'asked';
  /** Names of images of the sample registry; undefined for none. */
  from: string | undefined;
  to: string | undefined;
  moveClass: string;
  /** The weightiest of what came with it; undefined for nothing. */
  brought: string | undefined;
  /** Class by platform. */
  platforms: Record<string, string>;
  exposed: string[];
  /** Reason by sample. */
  notExposed: Record<string, string>;
}

/** The table "Tag history". */
export function readTagMoveExpectations(): TagMoveExpectation[] {
  return tableRows('Tag history').map(
    ([
      image,
      move,
      from,
      to,
      moveClass,
      brought,
      platforms,
      exposed,
      notExposed,
    ]) => ({
      image: image.replace(/`/g, ''),
      move: move as TagMoveExpectation['move'],
      from: from || undefined,
      to: to || undefined,
      moveClass,
      brought: brought || undefined,
      platforms: readPairs(platforms),
      exposed: exposed ? exposed.split(', ') : [],
      notExposed: readPairs(notExposed),
    }),
  );
}

/** `a b, c d` as `{ a: 'b', c: 'd' }`. */
function readPairs(text: string): Record<string, string> {
  return Object.fromEntries(
    text ? text.split(', ').map(pair => pair.split(' ')) : [],
  );
}

function tableRows(heading: string): string[][] {
  const text = fs.readFileSync(path.join(SAMPLES_FOLDER, 'README.md'), 'utf8');
  const section = text.split(`## ${heading}\n`)[1].split('\n## ')[0];
  return section
    .split('\n')
    .filter(line => line.startsWith('|'))
    .slice(2)
    .map(line =>
      line
        .split('|')
        .slice(1, -1)
        .map(cell => cell.trim()),
    );
}
