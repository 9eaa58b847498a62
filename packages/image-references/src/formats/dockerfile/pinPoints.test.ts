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
import { readDockerfile, writeDigest } from './testing';

const OLD = `sha256:${'a'.repeat(64)}`;
const NEW = `sha256:${'b'.repeat(64)}`;

describe('a digest goes', () => {
  it.each<[string, string[], string[], string]>([
    [
      'behind an image',
      ['FROM alpine:3 AS x'],
      ['FROM alpine:3@NEW AS x'],
      'literal',
    ],
    [
      'inside of quotes',
      ['FROM "alpine:3"'],
      ['FROM "alpine:3@NEW"'],
      'literal',
    ],
    [
      'behind a port',
      ['FROM host:5000/a/b'],
      ['FROM host:5000/a/b@NEW'],
      'literal',
    ],
    [
      'in a flag',
      ['FROM a', 'COPY --from="nginx:1" x y'],
      ['FROM a', 'COPY --from="nginx:1@NEW" x y'],
      'literal',
    ],
    [
      'in a mount',
      ['FROM a', 'RUN --mount=type=bind,"from=go:1",target=/x ls'],
      ['FROM a', 'RUN --mount=type=bind,"from=go:1@NEW",target=/x ls'],
      'literal',
    ],
    [
      'in a trigger',
      ['FROM a', 'ONBUILD COPY --from=nginx:1 x y'],
      ['FROM a', 'ONBUILD COPY --from=nginx:1@NEW x y'],
      'literal',
    ],
    [
      'on the line of the last character',
      ['FROM alp\\', 'ine:3 \\', 'AS x'],
      ['FROM alp\\', 'ine:3@NEW \\', 'AS x'],
      'literal',
    ],
    [
      'in the default of an argument',
      ['ARG I="python:3.12"', 'FROM ${I} AS x'],
      ['ARG I="python:3.12@NEW"', 'FROM ${I} AS x'],
      'arg-default',
    ],
    [
      'in the default of the argument behind it',
      ['ARG V=3.12', 'ARG I=python:$V', 'FROM $I'],
      ['ARG V=3.12@NEW', 'ARG I=python:$V', 'FROM $I'],
      'arg-default',
    ],
    [
      'in the default of an argument that two stages share',
      ['ARG I=python:3.12', 'FROM $I AS x', 'FROM $I'],
      ['ARG I=python:3.12@NEW', 'FROM $I AS x', 'FROM $I'],
      'arg-default',
    ],
    [
      'in the default of a substitution',
      ['FROM ${I:-python:${V:-3.12}}'],
      ['FROM ${I:-python:${V:-3.12@NEW}}'],
      'substitution-default',
    ],
    [
      'behind a variable that names another image too',
      ['ARG V=3.12', 'FROM node:$V AS x', 'FROM python:$V'],
      ['ARG V=3.12', 'FROM node:$V AS x', 'FROM python:$V@NEW'],
      'literal',
    ],
    [
      'behind a variable that is not at the end elsewhere',
      ['ARG V=3.12', 'FROM python:$V-slim AS x', 'FROM python:$V'],
      ['ARG V=3.12', 'FROM python:$V-slim AS x', 'FROM python:$V@NEW'],
      'literal',
    ],
    [
      'behind a variable that a stage declares again',
      ['ARG V=3.12', 'FROM python:${V}', 'ARG V', 'RUN echo $V'],
      ['ARG V=3.12', 'FROM python:${V}@NEW', 'ARG V', 'RUN echo $V'],
      'literal',
    ],
    [
      'behind a variable that is changed',
      ['ARG V=3.12.1', 'FROM python:${V%.*}'],
      ['ARG V=3.12.1', 'FROM python:${V%.*}@NEW'],
      'literal',
    ],
    [
      'behind a variable that is used in an argument as well',
      ['ARG V=3.12', 'ARG L=v$V', 'FROM python:$V AS x', 'FROM alpine:$L'],
      ['ARG V=3.12', 'ARG L=v$V', 'FROM python:$V@NEW AS x', 'FROM alpine:$L'],
      'literal',
    ],
    [
      'behind an empty value',
      ['ARG S=', 'FROM python:3${S}'],
      ['ARG S=', 'FROM python:3${S}@NEW'],
      'literal',
    ],
    [
      'in the place of the digest that is there',
      [`FROM python:3@${OLD} AS x`],
      ['FROM python:3@NEW AS x'],
      'literal',
    ],
    [
      'in the place of the digest in an argument',
      [`ARG I=python:3@${OLD}`, 'FROM $I'],
      ['ARG I=python:3@NEW', 'FROM $I'],
      'arg-default',
    ],
    [
      'in the place of the digest that a variable completes',
      [`ARG D=${'a'.repeat(64)}`, 'FROM python:3@sha256:$D'],
      [`ARG D=${'a'.repeat(64)}`, 'FROM python:3@NEW'],
      'literal',
    ],
    [
      'behind the frontend',
      ['# syntax=x/y:1', 'FROM a'],
      ['# syntax=x/y:1@NEW', 'FROM a'],
      'literal',
    ],
  ])('%s', (_what, lines, expected, via) => {
    const { content, references } = readDockerfile(lines);
    const position = references.findIndex(
      reference =>
        reference.pinPoint &&
        writeDigest(content, reference, '@NEW') === expected.join('\n'),
    );

    expect(position).not.toBe(-1);
    expect(references[position].pinPoint?.via).toBe(via);
    const again = readDockerfile(
      writeDigest(content, references[position], `@${NEW}`),
    );
    expect(again.errors).toEqual([]);
    expect(again.references[position]).toMatchObject({
      pinClass: 'digest',
      normalized: { digest: NEW },
    });
  });

  it('to all references that share the argument', () => {
    const { content, references } = readDockerfile([
      'ARG I=python:3',
      'FROM $I AS x',
      'FROM $I',
    ]);
    const again = readDockerfile(
      writeDigest(content, references[0], `@${NEW}`),
    );

    expect(
      again.references.map(({ normalized }) => normalized?.digest),
    ).toEqual([NEW, NEW]);
  });

  it.each<[string, string[], FindImageReferencesOptions, string]>([
    ['a stage', ['FROM a AS x', 'FROM x'], {}, 'It names a stage of this file'],
    ['scratch', ['FROM scratch'], {}, 'scratch is empty'],
    ['a missing value', ['FROM a:1$X'], {}, 'It depends on X'],
    ['a platform', ['FROM a:$TARGETARCH'], {}, 'It depends on TARGETARCH'],
    [
      'a build argument',
      ['ARG I=a', 'FROM $I'],
      { buildArgs: { I: 'b' } },
      'The value of I is given from outside',
    ],
    [
      'a build context',
      ['FROM a'],
      { namedContexts: { a: 'docker-image://b' } },
      'The build context a',
    ],
    ['an error', ['FROM A'], {}, 'does not accept'],
    [
      'a digest that other images share',
      [`ARG D=1@${OLD}`, 'FROM b:$D AS x', 'FROM a:$D'],
      {},
      'other references use differently',
    ],
  ])('nowhere for %s, with the reason', (_what, lines, options, reason) => {
    const { references } = readDockerfile(lines, options);
    const reference = references[references.length - 1];

    expect(reference.pinPoint).toBeNull();
    expect(reference.notPinnable).toContain(reason);
  });
});
