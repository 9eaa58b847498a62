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

import type { FindImageReferencesOptions } from '../../types';
import { readDockerfile, summarize } from './testing';

/** What the last FROM of a file comes to. */
function lastFrom(
  lines: readonly string[],
  options?: FindImageReferencesOptions,
) {
  const { references, errors } = readDockerfile(lines, options);
  const reference = references[references.length - 1];
  return { reference, errors, summary: summarize([reference])[0] };
}

describe('variables in FROM', () => {
  it.each<[string, string[], string]>([
    [
      'arguments before the first FROM, not those of stages',
      ['ARG V=12', 'FROM alpine:3', 'ARG V=11', 'ENV V=10', 'FROM debian:${V}'],
      'image debian:12',
    ],
    [
      'double quotes around a default',
      ['ARG V="3.12"', 'FROM p:$V'],
      'image p:3.12',
    ],
    [
      'single quotes around a default',
      ["ARG V='3.12'", 'FROM p:$V'],
      'image p:3.12',
    ],
    [
      'two arguments in one line',
      ['ARG I=python V=3.12', 'FROM $I:$V'],
      'image python:3.12',
    ],
    ['words behind a default', ['ARG V=3 # c', 'FROM p:$V'], 'image p:3'],
    [
      'the later of two defaults',
      ['ARG V=1', 'ARG V=2', 'FROM p:$V'],
      'image p:2',
    ],
    [
      'a name that is declared again',
      ['ARG V=1', 'ARG V', 'FROM p:$V'],
      'image p:1',
    ],
    [
      'arguments inside of arguments',
      ['ARG A=3.12', 'ARG B=python:${A}', 'FROM ${B}'],
      'image python:3.12',
    ],
    [
      'arguments as they stand when they are used',
      ['ARG A=1', 'ARG B=p:$A', 'ARG A=2', 'FROM $B'],
      'image p:1',
    ],
    ['the default of :- for nothing', ['FROM p:${V:-d}'], 'image p:d'],
    [
      'the default of :- for an empty value',
      ['ARG V=', 'FROM p:${V:-d}'],
      'image p:d',
    ],
    [
      'no default of - for an empty value',
      ['ARG V=', 'FROM p:1${V-d}'],
      'image p:1',
    ],
    [
      'the alternative of :+',
      ['ARG V=x', 'FROM p:1${V:+-slim}'],
      'image p:1-slim',
    ],
    ['no alternative of :+', ['ARG V=', 'FROM p:1${V:+-slim}'], 'image p:1'],
    [
      'the alternative of +',
      ['ARG V=', 'FROM p:1${V+-slim}'],
      'image p:1-slim',
    ],
    ['nested defaults', ['FROM ${B:-python:${P:-3.12}}'], 'image python:3.12'],
    ['% for a suffix', ['ARG V=3.12.1', 'FROM p:${V%.*}'], 'image p:3.12'],
    ['%% for a suffix', ['ARG V=3.12.1', 'FROM p:${V%%.*}'], 'image p:3'],
    ['# for a prefix', ['ARG V=v1-2-3', 'FROM p:${V#*-}'], 'image p:2-3'],
    ['## for a prefix', ['ARG V=v1-2-3', 'FROM p:${V##*-}'], 'image p:3'],
    ['/ for one', ['ARG V=3_12_1', 'FROM p:${V/_/.}'], 'image p:3.12_1'],
    ['// for all', ['ARG V=3_12_1', 'FROM p:${V//_/.}'], 'image p:3.12.1'],
    ['quotes around the image', ['FROM "alpine:3.20"'], 'image alpine:3.20'],
    [
      'stage names that come out of a variable',
      ['ARG SDK=8', 'FROM a AS sdk-8', 'FROM sdk-${SDK}'],
      'stage 0',
    ],
    [
      'an argument over a predefined one',
      ['ARG TARGETARCH=riscv64', 'FROM img-$TARGETARCH'],
      'image img-riscv64',
    ],
    ['a backtick as escape', ['# escape=`', 'FROM `alpine'], 'image alpine'],
  ])('take %s', (_what, lines, expected) => {
    const { summary, errors } = lastFrom(lines);

    expect(summary).toBe(expected);
    expect(errors).toEqual([]);
  });

  it.each<[string, string[], string, string, string]>([
    [
      'nothing in the place of a tag suffix',
      ['FROM alpine:3${S}'],
      'image alpine:3',
      'S',
      'unresolved',
    ],
    [
      'a tag that ends in a dash',
      ['FROM x:6-$ARCH'],
      'image x:6-',
      'ARCH',
      'unresolved',
    ],
    [
      'an image without its registry',
      ['ARG R', 'FROM ${R}lambda/python:3.12'],
      'image lambda/python:3.12',
      'R',
      'unresolved',
    ],
    [
      'what an argument is missing',
      ['ARG A=p:1-$B', 'FROM $A'],
      'image p:1-',
      'B',
      'unresolved',
    ],
  ])('leave %s and say so', (_what, lines, expected, variable, pinClass) => {
    const { reference, summary, errors } = lastFrom(lines);

    expect(summary).toBe(expected);
    expect(errors).toEqual([]);
    expect(reference).toMatchObject({
      pinClass,
      unresolvedVariables: [variable],
      pinPoint: null,
      problems: [{ code: 'unset-variable' }],
      steps: expect.arrayContaining([
        { variable, value: null, source: 'unset' },
      ]),
    });
  });

  it.each<[string, string[], string, string]>([
    [
      'no tag behind the colon',
      ['FROM alpine:${V}'],
      'invalid-reference',
      'invalid alpine:',
    ],
    ['no name at all', ['FROM $BASE'], 'blank-reference', 'invalid'],
    [
      'a variable that :? asks for',
      ['FROM p:${V:?give-V}'],
      'required-variable',
      'invalid',
    ],
    [
      'a variable that ? asks for',
      ['FROM p:${V?}'],
      'required-variable',
      'invalid',
    ],
    [
      'a dollar in single quotes',
      ["FROM 'alpine:$V'"],
      'invalid-reference',
      'invalid alpine:$V',
    ],
    [
      'an escaped dollar',
      ['FROM alpine:\\$V'],
      'invalid-reference',
      'invalid alpine:$V',
    ],
    [
      'a substitution that does not end',
      ['FROM alpine:${V'],
      'substitution-error',
      'invalid',
    ],
    [
      'an unknown operator',
      ['FROM alpine:${V=1}'],
      'substitution-error',
      'invalid',
    ],
    [
      'an argument that cannot be expanded',
      ['ARG A=${B:?}', 'FROM $A'],
      'blank-reference',
      'invalid',
    ],
  ])('are refused for %s, with the line', (_what, lines, code, expected) => {
    const { reference, summary, errors } = lastFrom(lines);

    expect(summary).toBe(expected);
    expect(reference.problems.map(problem => problem.code)).toContain(code);
    expect(errors.map(({ line }) => line)).toContain(lines.length);
  });

  it('are as given from outside, where the file declares them', () => {
    const { reference, summary } = lastFrom(['ARG V=1', 'FROM p:$V$W'], {
      buildArgs: { V: '2', W: '3' },
    });

    expect(summary).toBe('image p:2');
    expect(reference.steps).toEqual([
      { variable: 'V', value: '2', source: 'build-arg' },
      { variable: 'W', value: null, source: 'unset' },
    ]);
  });

  it('give one candidate for each platform', () => {
    const { reference, summary } = lastFrom(['FROM img-${TARGETARCH}:1']);

    expect(summary).toBe('image img-amd64:1');
    expect(
      reference.candidates.map(({ resolved, condition }) => [
        resolved,
        condition,
      ]),
    ).toEqual([
      ['img-amd64:1', 'TARGETARCH=amd64'],
      ['img-arm64:1', 'TARGETARCH=arm64'],
    ]);
    expect(reference.notPinnable).toContain('TARGETARCH');
  });

  it('give one value only where the platforms do not differ in it', () => {
    const { reference } = lastFrom(['FROM img-${TARGETOS}:1']);
    expect(reference.candidates).toEqual([]);
  });

  it('know what the builder knows of itself and the target', () => {
    const { reference } = lastFrom(
      [
        'ARG A=$BUILDOS-$TARGETOS-$TARGETVARIANT-$TARGETSTAGE',
        'FROM --platform=$BUILDPLATFORM img:$A AS last',
      ],
      { platforms: ['linux/arm/v7'] },
    );

    expect(reference).toMatchObject({
      resolved: 'img:linux-linux-v7-last',
      platform: 'linux/arm/v7',
    });
  });

  it('lead to the value in steps with their places', () => {
    const { content, references } = readDockerfile([
      'ARG A="3.12"',
      'ARG B=python:${A}',
      'FROM ${B}${C:--slim}',
    ]);

    expect(references[0].steps).toEqual([
      {
        variable: 'B',
        value: 'python:3.12',
        source: 'arg-default',
        place: {
          file: 'Dockerfile',
          startLine: 2,
          startColumn: 7,
          endLine: 2,
          endColumn: 18,
        },
      },
      {
        variable: 'A',
        value: '3.12',
        source: 'arg-default',
        place: {
          file: 'Dockerfile',
          startLine: 1,
          startColumn: 7,
          endLine: 1,
          endColumn: 13,
        },
      },
      {
        variable: 'C',
        value: '-slim',
        source: 'substitution-default',
        place: {
          file: 'Dockerfile',
          startLine: 3,
          startColumn: 15,
          endLine: 3,
          endColumn: 20,
        },
      },
    ]);
    expect(content.split('\n')[2].slice(14, 19)).toBe('-slim');
  });

  it('are not followed deeper than 1,000 levels', () => {
    const nest = (depth: number) =>
      `FROM ${'${A:-'.repeat(depth)}alpine${'}'.repeat(depth)}`;

    expect(lastFrom([nest(1_000)]).summary).toBe('image alpine');
    expect(lastFrom([nest(1_001)]).errors[0].message).toContain(
      'nested deeper than 1,000 levels',
    );
  });

  it('do not grow without end', () => {
    const lines = Array.from(
      { length: 40 },
      (_unused, index) => `ARG A${index + 1}=$A${index}$A${index}`,
    );
    const { reference, errors } = lastFrom(['ARG A0=x', ...lines, 'FROM $A40']);

    expect(reference.kind).toBe('invalid');
    expect(errors[0].message).toContain('longer than 65,536 characters');
  });
});
