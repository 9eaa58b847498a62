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

import { readLambdaDockerfiles } from './corpora';
import { findImageReferences } from './engine';

/** How many mutated files are read; raise it to look harder. */
const COUNT = Number(process.env.LAMBDA_COMPAT_MUTATIONS ?? 5_000);
const SEED = Number(process.env.LAMBDA_COMPAT_SEED ?? 20_261_118);
const LIMIT_MS = 1_000;

const OWN_FILES = [
  [
    '# syntax=docker/dockerfile:1',
    '# escape=\\',
    'ARG V="3.12" BASE=python:${V%.*}',
    'FROM --platform=$BUILDPLATFORM ${BASE:-alpine} AS build',
    'ARG V',
    'RUN --mount=type=bind,"from=golang:1.23",target=/x <<EOF',
    'FROM fake',
    'EOF',
    'COPY --from=nginx:1 --chown=1:1 ["a b", "c"]',
    'ONBUILD COPY --from=0 a b',
    'FROM build-${TARGETARCH} AS final',
    'HEALTHCHECK --interval=1s CMD curl \\',
    '# comment',
    '  localhost',
    '',
  ].join('\n'),
  '{% if x %}\nFROM {{ image }}\n{% endif %}\nRUN a\n',
];

/** A linear congruential generator: the same seed gives the same files. */
function createRandom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return below => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const PIECES = [
  '\n',
  '\r\n',
  '\\',
  '\\\n',
  '`',
  '"',
  "'",
  '$',
  '${',
  '${A:-',
  '${A//',
  '}',
  '{{',
  '}}',
  '{%',
  '%}',
  '<<',
  '<<EOF',
  '<<-',
  '#',
  '# escape=`\n',
  '[',
  ']',
  '--from=',
  '--mount=',
  '--platform=',
  ' AS ',
  'FROM ',
  'ARG ',
  'ONBUILD ',
  'COPY ',
  'RUN ',
  ',',
  '=',
  ':',
  '@sha256:',
  '*',
  '?',
  '\t',
  '\u00a0',
  '\u2028',
  '\ufeff',
  '\ud83d',
  '😀',
  'é',
  '\u0000',
  ' '.repeat(5_000),
  'a'.repeat(70_000),
  '${A:-'.repeat(2_000),
  '\\\n'.repeat(3_000),
  '['.repeat(3_000),
  '<<E '.repeat(500),
];

function mutate(content: string, random: (below: number) => number): string {
  let text = content;
  const changes = 1 + random(4);
  for (let change = 0; change < changes; change += 1) {
    const at = random(text.length + 1);
    const length = random(10) === 0 ? random(200) : random(4);
    const piece = random(4) === 0 ? '' : PIECES[random(PIECES.length)];
    const from = random(text.length + 1);
    const copied = random(5) === 0 ? text.slice(from, from + random(400)) : '';
    text = text.slice(0, at) + piece + copied + text.slice(at + length);
  }
  return text;
}

describe('mutated Dockerfiles', () => {
  it(`are read without an exception and under a second each: ${COUNT} of them`, () => {
    const files = [
      ...OWN_FILES,
      ...(readLambdaDockerfiles() ?? []).map(({ content }) => content),
    ];
    const random = createRandom(SEED);
    let slowest = { milliseconds: 0, content: '' };
    const broken: string[] = [];
    for (let index = 0; index < COUNT; index += 1) {
      const content = mutate(files[random(files.length)], random);
      const start = performance.now();
      const { references, errors } = findImageReferences([
        { path: random(10) === 0 ? 'Containerfile' : 'Dockerfile', content },
      ]);
      const milliseconds = performance.now() - start;
      if (milliseconds > slowest.milliseconds) {
        slowest = { milliseconds, content };
      }
      const lines = content.split('\n');
      const wrong = references.some(
        ({ place, raw }) =>
          place.startLine === place.endLine &&
          lines[place.startLine - 1].slice(
            place.startColumn - 1,
            place.endColumn - 1,
          ) !== raw,
      );
      if (
        wrong ||
        errors.some(({ message }) => message.includes('could not be read'))
      ) {
        broken.push(content);
      }
    }

    expect(broken).toEqual([]);
    expect(slowest.milliseconds).toBeLessThan(LIMIT_MS);
  }, 1_800_000);
});
