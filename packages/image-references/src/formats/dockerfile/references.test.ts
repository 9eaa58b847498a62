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

import { readDockerfile } from './testing';

const DIGEST = `sha256:${'a'.repeat(64)}`;

describe('references in FROM', () => {
  it.each<[string, string, string]>([
    ['a tag and a digest', `python:3.13@${DIGEST}`, 'digest'],
    ['a digest alone', `python@${DIGEST}`, 'digest'],
    ['no tag', 'amazonlinux', 'floating'],
    ['latest', 'amazonlinux:latest', 'floating'],
    ['a build stamp', 'amazonlinux:2023.6.20250317.2', 'dated'],
  ])('with %s are classified', (_what, image, pinClass) => {
    const { references, errors } = readDockerfile(`FROM ${image}\n`);

    expect(errors).toEqual([]);
    expect(references[0]).toMatchObject({ kind: 'image', pinClass });
  });

  it.each<[string, string[]]>([
    ['a digest that is too short', ['FROM a@sha256:abc']],
    ['a digest in capitals', [`FROM a@sha256:${'A'.repeat(64)}`]],
    ['a bare digest', [`FROM ${'f'.repeat(64)}`]],
    ['a repository in capitals', ['FROM Alpine']],
    ['a name over 255 characters', [`FROM ${'a'.repeat(256)}`]],
    [
      'a digest that a variable makes too short',
      ['ARG D=abc', 'FROM a@sha256:$D'],
    ],
  ])('are invalid, not pinned, with %s', (_what, lines) => {
    const { references, errors } = readDockerfile(lines);

    expect(references[0]).toMatchObject({
      kind: 'invalid',
      normalized: null,
      pinClass: 'invalid',
      problems: [{ code: 'invalid-reference' }],
    });
    expect(errors).toHaveLength(1);
  });

  it('take a tag that looks like a digest for a tag', () => {
    const { references } = readDockerfile('FROM a:sha256-3876.sig\n');
    expect(references[0].normalized).toMatchObject({
      tag: 'sha256-3876.sig',
      digest: null,
    });
  });

  it('keep tag and digest', () => {
    const { references } = readDockerfile([
      `ARG D=${'a'.repeat(64)}`,
      'FROM python:3.13@sha256:$D',
    ]);

    expect(references[0].normalized).toEqual({
      registry: 'docker.io',
      repository: 'library/python',
      tag: '3.13',
      digest: DIGEST,
    });
  });

  it('stand exactly where they are said to, through continuations', () => {
    const { references } = readDockerfile(
      'FROM --platform=linux/amd64 \\\n  # comment\n  "alpine:3.20" AS x\nCOPY --link --from="ngi\\\nnx:1" a b\n',
    );

    expect(references).toMatchObject([
      {
        raw: '"alpine:3.20"',
        resolved: 'alpine:3.20',
        startLine: 1,
        endLine: 3,
        place: { startLine: 3, startColumn: 3, endLine: 3, endColumn: 16 },
      },
      {
        raw: '"nginx:1"',
        resolved: 'nginx:1',
        startLine: 4,
        endLine: 5,
        place: { startLine: 4, startColumn: 20, endLine: 5, endColumn: 6 },
      },
    ]);
  });

  it('name their platform as the builder writes it', () => {
    const { references, errors } = readDockerfile([
      'FROM --platform=Linux/AARCH64 a AS x',
      'FROM --platform=$TARGETPLATFORM b',
      'FROM --platform=$NONE c',
      'FROM --platform=a*b d',
    ]);

    expect(references.map(({ platform }) => platform)).toEqual([
      'linux/arm64',
      'linux/amd64',
      null,
      null,
    ]);
    expect(errors.map(({ line }) => line)).toEqual([3, 4]);
    expect(references[2].problems).toMatchObject([{ code: 'unset-variable' }]);
  });
});
