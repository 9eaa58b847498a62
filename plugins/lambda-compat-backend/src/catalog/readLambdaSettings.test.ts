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

import type { Entity } from '@backstage/catalog-model';
import { getSubjectKey, toLambdaSubject } from './lambdaSubject';
import { readLambdaSettings } from './readLambdaSettings';

function entity(
  annotations: Record<string, unknown>,
  metadata: Record<string, unknown> = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'orders', annotations, ...metadata } as never,
  };
}

function read(
  annotations: Record<string, unknown>,
  metadata?: Record<string, unknown>,
) {
  return readLambdaSettings(toLambdaSubject(entity(annotations, metadata)));
}

describe('readLambdaSettings', () => {
  it('reads nothing from an entity without annotations', () => {
    expect(read({})).toEqual({
      enabled: true,
      buildFiles: null,
      functionNames: ['orders'],
      runtimes: [],
      architectures: [],
      packageTypes: [],
      problems: [],
    });
  });

  it('reads every annotation, with its source', () => {
    expect(
      read({
        'lambda-compat/enabled': 'false',
        'lambda-compat/dockerfile': ' ./build/Dockerfile , Dockerfile#runtime ',
        'lambda-compat/runtime': 'provided.al2023',
        'lambda-compat/architecture': 'arm64',
        'lambda-compat/package-type': 'Image',
      }),
    ).toEqual({
      enabled: false,
      buildFiles: [
        { path: 'build/Dockerfile' },
        { path: 'Dockerfile', target: 'runtime' },
      ],
      functionNames: ['orders'],
      runtimes: [
        {
          value: 'provided.al2023',
          source: 'annotation',
          detail: 'lambda-compat/runtime',
        },
      ],
      architectures: [
        {
          value: 'arm64',
          source: 'annotation',
          detail: 'lambda-compat/architecture',
        },
      ],
      packageTypes: [
        {
          value: 'image',
          source: 'annotation',
          detail: 'lambda-compat/package-type',
        },
      ],
      problems: [],
    });
  });

  it('falls back to what providers leave, behind what the owner writes', () => {
    const settings = read(
      {
        'lambda-compat/runtime': 'python3.12',
        'amazon.com/lambda-function-arn':
          'arn:aws:lambda:eu-west-1:123456789012:function:orders-prod:live',
      },
      { runtime: 'python3.11', architectures: ['arm64'] },
    );
    expect(settings.functionNames).toEqual(['orders-prod']);
    expect(settings.runtimes).toEqual([
      {
        value: 'python3.12',
        source: 'annotation',
        detail: 'lambda-compat/runtime',
      },
      { value: 'python3.11', source: 'metadata', detail: 'metadata.runtime' },
    ]);
    expect(settings.architectures).toEqual([
      { value: 'arm64', source: 'metadata', detail: 'metadata.architectures' },
    ]);
    expect(settings.problems).toEqual([]);
  });

  it.each([
    [{ 'aws.com/lambda-function-name': 'a, b,a' }, ['a', 'b']],
    [{ 'aws.amazon.com/name': 'fx' }, ['fx']],
    [{ 'aws.amazon.com/arn': 'arn:aws:s3:::bucket' }, ['orders']],
  ])('names the functions of %j', (annotations, names) => {
    expect(read(annotations).functionNames).toEqual(names);
  });

  it.each([
    ['amd64', 'x86_64', 'lambda-compat/architecture (amd64)'],
    ['AARCH64', 'arm64', 'lambda-compat/architecture (aarch64)'],
  ])('understands %s and says so', (written, value, detail) => {
    expect(
      read({ 'lambda-compat/architecture': written }).architectures,
    ).toEqual([{ value, source: 'annotation', detail }]);
  });

  it.each([
    [
      'lambda-compat/architecture',
      'arm',
      'LC102',
      "'arm' is not an architecture. Did you mean arm64?",
    ],
    [
      'lambda-compat/architecture',
      'x86',
      'LC102',
      "'x86' is not an architecture. Did you mean x86_64?",
    ],
    [
      'lambda-compat/architecture',
      'riscv',
      'LC102',
      "'riscv' is not an architecture.",
    ],
    [
      'lambda-compat/runtime',
      'python312',
      'LC102',
      "'python312' is not a Lambda runtime known here. Did you mean python3.12?",
    ],
    [
      'lambda-compat/runtime',
      'nodejs22',
      'LC102',
      "'nodejs22' is not a Lambda runtime known here. Did you mean nodejs22.x?",
    ],
    [
      'lambda-compat/runtime',
      'Python 3.12',
      'LC102',
      "'Python 3.12' is not a Lambda runtime. Did you mean python3.12?",
    ],
    [
      'lambda-compat/package-type',
      'zipfile',
      'LC102',
      "'zipfile' is not a package type. Did you mean zip?",
    ],
    [
      'lambda-compat/enabled',
      'no',
      'LC102',
      "'no' is neither 'true' nor 'false'.",
    ],
    [
      'lambda-compat/dockerfiles',
      'Dockerfile',
      'LC101',
      "'lambda-compat/dockerfiles' is not an annotation that is read. Did you mean lambda-compat/dockerfile?",
    ],
    [
      'lambda-compat/arch',
      'arm64',
      'LC101',
      "'lambda-compat/arch' is not an annotation that is read. Did you mean lambda-compat/architecture?",
    ],
    [
      'lambda-compat/xyzzy',
      '1',
      'LC101',
      "'lambda-compat/xyzzy' is not an annotation that is read.",
    ],
  ])('reports %s: %s as %s', (annotation, value, code, message) => {
    const settings = read({ [annotation]: value });
    expect(settings.problems).toEqual([
      expect.objectContaining({ annotation, code, message }),
    ]);
    expect(settings.enabled).toBe(true);
  });

  it.each([
    ['../Dockerfile', 'LC103', "'../Dockerfile' leaves the entity's folder."],
    ['a/../../b', 'LC103', "'a/../../b' leaves the entity's folder."],
    ['%2e%2e/x', 'LC103', "'%2e%2e/x' leaves the entity's folder."],
    ['a/%252e%252e/x', 'LC103', "'a/%252e%252e/x' leaves the entity's folder."],
    ['/etc/passwd', 'LC103', "'/etc/passwd' is an absolute path."],
    [
      'C:\\Dockerfile',
      'LC103',
      "'C:\\Dockerfile' is an address, not a path in the entity's repository.",
    ],
    [
      'a\\b',
      'LC103',
      "'a\\b' contains a backslash; paths are written with '/'.",
    ],
    ['a\u0000b', 'LC103', "'a\uFFFDb' contains a control character."],
    [
      'https://example.com/Dockerfile',
      'LC103',
      "'https://example.com/Dockerfile' is an address, not a path in the entity's repository.",
    ],
    [
      'build/*',
      'LC102',
      "'build/*' contains a wildcard, which is not expanded.",
    ],
    ['build/', 'LC102', "'build/' is a folder, not a file."],
    ['.', 'LC102', "'.' is a folder, not a file."],
    [
      'Dockerfile#',
      'LC102',
      "'Dockerfile#' does not name a build stage after the '#'.",
    ],
    [' , ', 'LC102', 'The annotation lambda-compat/dockerfile is empty.'],
    [
      'x'.repeat(2000),
      'LC102',
      `'${'x'.repeat(100)}…' is longer than 1024 characters.`,
    ],
  ])(
    'refuses the build file %j with %s and searches instead',
    (value, code, message) => {
      const settings = read({ 'lambda-compat/dockerfile': value });
      expect(settings.problems).toEqual([
        expect.objectContaining({
          code,
          message,
          annotation: 'lambda-compat/dockerfile',
        }),
      ]);
      expect(settings.buildFiles).toBeNull();
    },
  );

  it('uses the good entries of a list, once each and twenty at most', () => {
    const many = Array.from({ length: 25 }, (_, index) => `d${index}`);
    const settings = read({
      'lambda-compat/dockerfile': ['../x', 'd0', './d0', ...many].join(','),
    });
    expect(settings.buildFiles).toHaveLength(20);
    expect(settings.problems.map(({ message }) => message)).toEqual([
      "'../x' leaves the entity's folder.",
      "'./d0' is listed more than once.",
      "'d0' is listed more than once.",
      'The annotation lists 25 build files; the first 20 are read.',
    ]);
  });

  it('survives values that the catalog should never have let through', () => {
    const settings = read(
      {
        'lambda-compat/enabled': false,
        'lambda-compat/runtime': { a: 1 },
        'lambda-compat/architecture': null,
        'lambda-compat/dockerfile': 'x,'.repeat(100_000),
      },
      { runtime: 42, architectures: 'arm64' },
    );
    expect(settings.enabled).toBe(false);
    expect(settings.architectures).toEqual([
      { value: 'arm64', source: 'metadata', detail: 'metadata.architectures' },
    ]);
    expect(settings.buildFiles).toEqual([{ path: 'x' }]);
    expect(settings.problems.length).toBeLessThan(30);
  });
});

describe('getSubjectKey', () => {
  const key = (...args: Parameters<typeof entity>) =>
    getSubjectKey(toLambdaSubject(entity(...args)));

  it('changes with what is read, and with nothing else', () => {
    const base = key({ 'lambda-compat/runtime': 'a', 'other/x': '1' });
    expect(key({ 'other/x': '2', 'lambda-compat/runtime': 'a' })).toBe(base);
    expect(key({ 'lambda-compat/runtime': 'b' })).not.toBe(base);
    expect(
      key({ 'lambda-compat/runtime': 'a' }, { runtime: 'python3.12' }),
    ).not.toBe(base);
    expect(
      key({
        'lambda-compat/runtime': 'a',
        'backstage.io/source-location': 'url:https://x.test/',
      }),
    ).not.toBe(base);
  });
});
