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

import { readDockerfile, summarize } from './testing';

const DIGEST = `sha256:${'a'.repeat(64)}`;

describe('stage lookup', () => {
  it.each<[string, string[], string[]]>([
    [
      'gives a stage its name after its own base is looked up',
      ['FROM golang AS golang', 'FROM golang'],
      ['image golang', 'stage 0'],
    ],
    [
      'is in lower case in FROM',
      ['FROM alpine AS Base', 'FROM base'],
      ['image alpine', 'stage 0'],
    ],
    [
      'is in any case in COPY and mounts',
      [
        'FROM a AS build',
        'FROM b',
        'COPY --from=BUILD x y',
        'RUN --mount=from=Build,target=/x ls',
      ],
      ['image a', 'image b', 'stage 0', 'stage 0'],
    ],
    [
      'takes a name with a tag for an image',
      ['FROM a AS build', 'FROM build:1'],
      ['image a', 'image build:1'],
    ],
    [
      'takes a name before it is given for an image',
      ['FROM build', 'FROM a AS build'],
      ['image build', 'image a'],
    ],
    ['knows no index in FROM', ['FROM a', 'FROM 0'], ['image a', 'image 0']],
    [
      'takes the later of two stages of one name',
      ['FROM a AS x', 'FROM b AS x', 'FROM x'],
      ['image a', 'image b', 'stage 1'],
    ],
    [
      'knows an index in COPY but not in mounts',
      [
        'FROM a',
        'FROM b',
        'COPY --from=0 x y',
        'RUN --mount=from=0,target=/x ls',
      ],
      ['image a', 'image b', 'stage 0', 'image 0'],
    ],
    [
      'knows scratch in lower case',
      ['FROM scratch AS export', 'FROM export', 'COPY --from=scratch x y'],
      ['scratch scratch', 'stage 0', 'scratch scratch'],
    ],
    [
      'reads flags in any order, number and quotes',
      [
        'FROM a',
        'COPY --chown=1:1 --link --from=nginx:1.27 x y',
        'COPY --exclude=*.md --exclude=*.txt --from="nginx:1" x y',
        'COPY --from=nginx:2 ["x y", "z"]',
        'COPY --from= x y',
      ],
      ['image a', 'image nginx:1.27', 'image nginx:1', 'image nginx:2'],
    ],
    [
      'reads mounts as CSV with keys in any case',
      [
        'FROM a',
        'RUN --mount=type=bind,FROM=golang:1.23,target=/x --mount=type=cache,"from=golang:1.24",target=/y ls',
        'RUN --mount=type=cache,target=/z ls',
        `RUN --mount='"from=q",target=/x' ls`,
      ],
      ['image a', 'image golang:1.23', 'image golang:1.24', 'image q'],
    ],
  ])('%s', (_what, lines, expected) => {
    const { references, errors } = readDockerfile(lines);

    expect(summarize(references)).toEqual(expected);
    expect(errors).toEqual([]);
  });

  it.each<[string, string[], number, string]>([
    [
      'a stage name with capitals in FROM',
      ['FROM alpine AS Base', 'FROM Base'],
      2,
      'must be lowercase',
    ],
    ['SCRATCH', ['FROM a', 'FROM SCRATCH'], 2, 'must be lowercase'],
    [
      'an index that no stage has',
      ['FROM a', 'COPY --from=3 x y'],
      2,
      'invalid stage index 3',
    ],
    [
      'a stage that is defined below',
      ['FROM a AS x', 'COPY --from=later x y', 'FROM x AS later'],
      2,
      'needs to be defined before current stage "x"',
    ],
    [
      'a mount of a stage that is defined below',
      ['FROM a AS x', 'RUN --mount=from=later,target=/x ls', 'FROM x AS later'],
      2,
      'needs to be defined before current command',
    ],
    [
      'a stage that takes files from itself',
      ['FROM a AS x', 'COPY --from=x x y'],
      2,
      'circular dependency detected on stage: x',
    ],
    [
      'a variable in COPY --from',
      ['ARG T=1', 'FROM a', 'COPY --from=nginx:${T} x y'],
      3,
      'variable expansion is not supported for --from',
    ],
    [
      'a secret from an image',
      ['FROM a', 'RUN --mount=type=secret,id=x,from=b ls'],
      2,
      'secret mount should not have a from',
    ],
  ])(
    'refuses %s and keeps the other references',
    (_what, lines, line, message) => {
      const { references, errors } = readDockerfile(lines);

      expect(errors).toHaveLength(1);
      expect(errors[0]).toMatchObject({ line });
      expect(errors[0].message).toContain(message);
      expect(
        references.map(({ kind, startLine }) => [startLine, kind]),
      ).toContainEqual([line, 'invalid']);
      expect(references.filter(({ kind }) => kind !== 'invalid')).toHaveLength(
        references.length - 1,
      );
    },
  );

  it.each<[string, string[], number, string]>([
    [
      'a variable in a mount',
      ['FROM a', 'RUN --mount=from=$G,target=/x ls'],
      2,
      "'from' doesn't support variable expansion",
    ],
    [
      'a stage name that starts with a digit',
      ['FROM a AS 1st'],
      1,
      'invalid name for build stage: "1st"',
    ],
    ['ADD --from', ['FROM a', 'ADD --from=b x y'], 2, 'unknown flag: --from'],
    [
      'ONBUILD FROM',
      ['FROM a', 'ONBUILD FROM b'],
      2,
      "FROM isn't allowed as an ONBUILD trigger",
    ],
    [
      'ONBUILD MAINTAINER',
      ['FROM a', 'ONBUILD MAINTAINER b'],
      2,
      "MAINTAINER isn't allowed as an ONBUILD trigger",
    ],
    [
      'ONBUILD ONBUILD',
      ['FROM a', 'ONBUILD ONBUILD RUN b'],
      2,
      "Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed",
    ],
  ])('refuses the whole file for %s', (_what, lines, line, message) => {
    const { references, errors } = readDockerfile(lines);

    expect(references).toEqual([]);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({ line });
    expect(errors[0].message).toContain(message);
  });

  it('counts images behind the stages, as BuildKit does', () => {
    const { references, errors } = readDockerfile([
      'FROM a',
      'COPY --from=nginx:1 x y',
      'COPY --from=1 x y',
    ]);

    expect(errors).toEqual([]);
    expect(references[2]).toMatchObject({
      kind: 'image',
      raw: '1',
      resolved: 'nginx:1',
      pinPoint: null,
    });
  });
});

describe('targets', () => {
  const LINES = [
    'FROM golang:1.23 AS build',
    'FROM fake:latest AS unused',
    'FROM build AS test',
    'COPY --from=mock:1 x y',
    'FROM debian:12 AS base',
    'FROM base AS final',
    'COPY --from=build x y',
    'RUN --mount=from=uv:1,target=/uv ls',
  ];

  it('are the last stage, and need only what it is made from', () => {
    const { references, summary } = readDockerfile(LINES);

    expect(summary).toMatchObject({
      stages: 5,
      target: { index: 4, name: 'final' },
    });
    expect(
      references.map(({ resolved, role, reachable }) => [
        resolved,
        role,
        reachable,
      ]),
    ).toEqual([
      ['golang:1.23', 'builder', true],
      ['fake:latest', 'builder', false],
      ['build', 'test', false],
      ['mock:1', 'test', false],
      ['debian:12', 'runtime', true],
      ['base', 'runtime', true],
      ['build', 'builder', true],
      ['uv:1', 'tool', true],
    ]);
  });

  it.each([
    ['a name', 'test', 'test'],
    ['a name in any case', 'TEST', 'test'],
    ['an index', '2', 'test'],
  ])('are chosen by %s', (_what, target, name) => {
    const { references, summary } = readDockerfile(LINES, { target });

    expect(summary.target).toEqual({ index: 2, name });
    expect(
      references
        .filter(({ reachable }) => reachable)
        .map(({ resolved }) => resolved),
    ).toEqual(['golang:1.23', 'build', 'mock:1']);
  });

  it('that no stage has are an error, and nothing is pulled', () => {
    const { references, errors, summary } = readDockerfile(LINES, {
      target: 'nope',
    });

    expect(summary.target).toBeNull();
    expect(errors[0].message).toContain(
      'target stage "nope" could not be found',
    );
    expect(references.some(({ reachable }) => reachable)).toBe(false);
  });

  it('need the stages of all platforms', () => {
    const { references } = readDockerfile([
      'FROM a AS base-amd64',
      'FROM b AS base-arm64',
      'FROM c AS base-s390x',
      'FROM base-${TARGETARCH}',
    ]);

    expect(references.map(({ reachable }) => reachable)).toEqual([
      true,
      true,
      false,
      true,
    ]);
  });
});

describe('ONBUILD', () => {
  it('pulls nothing in this build but in those based on the image', () => {
    const { references, errors } = readDockerfile([
      'FROM a',
      'ONBUILD COPY --from=img:1 x y',
      'ONBUILD RUN --mount=type=bind,from=img:2,target=/x ls',
    ]);

    expect(errors).toEqual([]);
    expect(references.slice(1)).toMatchObject([
      {
        origin: 'dockerfile-onbuild',
        resolved: 'img:1',
        deferred: true,
        reachable: true,
      },
      {
        origin: 'dockerfile-onbuild',
        resolved: 'img:2',
        deferred: true,
        reachable: true,
      },
    ]);
  });

  it('pulls in stages of the same file that are based on it', () => {
    const { references } = readDockerfile([
      'FROM alpine AS src',
      'FROM busybox AS base',
      'ONBUILD COPY --from=src x y',
      'ONBUILD COPY --from=img:1 x y',
      'FROM base',
    ]);

    expect(
      references.map(({ resolved, reachable, deferred }) => [
        resolved,
        reachable,
        deferred,
      ]),
    ).toEqual([
      ['alpine', true, false],
      ['busybox', true, false],
      ['src', true, false],
      ['img:1', true, false],
      ['base', true, false],
    ]);
  });

  it('is never set off in a stage that nothing is based on', () => {
    const { references } = readDockerfile([
      'FROM a AS base',
      'ONBUILD COPY --from=img:1 x y',
      'FROM b',
      'COPY --from=base x y',
    ]);

    expect(references[1]).toMatchObject({
      resolved: 'img:1',
      reachable: false,
      deferred: true,
    });
  });

  it('is refused when a stage of the same file sets it off', () => {
    const lines = ['FROM a AS base', 'ONBUILD COPY --from=$X x y'];

    expect(readDockerfile(lines).errors).toEqual([]);
    expect(readDockerfile([...lines, 'FROM base']).errors).toMatchObject([
      { line: 2, message: expect.stringContaining('variable expansion') },
    ]);
  });
});

describe('named contexts', () => {
  const LINES = [
    'FROM alpine:3 AS build',
    'FROM docker.io/library/debian',
    'COPY --from=build x y',
  ];

  it('take the place of images, by familiar name', () => {
    const { references } = readDockerfile(LINES, {
      namedContexts: { debian: `docker-image://debian:12@${DIGEST}` },
    });

    expect(references[1]).toMatchObject({
      kind: 'image',
      resolved: `debian:12@${DIGEST}`,
      pinClass: 'digest',
      pinPoint: null,
      notPinnable: expect.stringContaining('build context'),
    });
  });

  it('take the place of images for one platform', () => {
    const { references } = readDockerfile(LINES, {
      namedContexts: { 'debian::linux/amd64': 'docker-image://debian:1' },
    });
    expect(references[1].resolved).toBe('debian:1');
  });

  it('take the place of stages, whose own base is not pulled', () => {
    const { references } = readDockerfile(LINES, {
      namedContexts: { build: 'docker-image://alpine:edge' },
    });

    expect(references[0]).toMatchObject({
      raw: 'alpine:3',
      kind: 'image',
      resolved: 'alpine:edge',
    });
  });

  it('can be files, so that nothing is pulled', () => {
    const { references } = readDockerfile(LINES, {
      namedContexts: { debian: './rootfs' },
    });

    expect(references[1]).toMatchObject({
      kind: 'stage',
      targetStage: null,
      resolved: './rootfs',
      pinClass: 'stage',
      normalized: null,
    });
  });
});

describe("Buildah's dialect", () => {
  const LINES = [
    'ARG T=1.27',
    'FROM a AS base',
    'ARG T',
    'ARG U=nginx:$T',
    'COPY --from=$U x y',
    'RUN --mount=from=${U},target=/x ls',
    'FROM base',
    'COPY --from=$U x y',
  ];

  it.each([
    ['the file name', { path: 'images/Containerfile' }],
    ['the file name with a suffix', { path: 'Containerfile.prod' }],
    ['the option', { dialect: 'buildah' as const }],
  ])('expands variables in COPY and mounts, by %s', (_what, options) => {
    const { references, errors } = readDockerfile(LINES, options);

    expect(errors).toEqual([]);
    expect(summarize(references)).toEqual([
      'image a',
      'image nginx:1.27',
      'image nginx:1.27',
      'stage 0',
      'image nginx:1.27',
    ]);
  });

  it('knows only arguments that the stage declares', () => {
    const { references } = readDockerfile(
      ['ARG T=1', 'FROM a', 'COPY --from=nginx:1$T x y'],
      { dialect: 'buildah' },
    );

    expect(references[1]).toMatchObject({
      resolved: 'nginx:1',
      pinClass: 'unresolved',
      unresolvedVariables: ['T'],
    });
  });

  it('takes a stage that is defined below for an image', () => {
    const { references, errors } = readDockerfile(
      ['FROM a', 'COPY --from=later x y', 'FROM b AS later'],
      { dialect: 'buildah' },
    );

    expect(errors).toEqual([]);
    expect(summarize(references)[1]).toBe('image later');
  });

  it('does not pull the frontend', () => {
    const { references } = readDockerfile('# syntax=x/y\nFROM a\n', {
      dialect: 'buildah',
    });
    expect(references[0]).toMatchObject({
      origin: 'dockerfile-syntax',
      reachable: false,
    });
  });
});
