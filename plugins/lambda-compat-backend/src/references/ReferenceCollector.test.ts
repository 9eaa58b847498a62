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

import { toLambdaSubject } from '../catalog/lambdaSubject';
import type { EntityFacts } from './entityFacts';
import { ReferenceCollector } from './ReferenceCollector';
import type {
  ReadRepositoryRequest,
  ReadRepositoryResult,
  RepositoryFile,
  RepositorySource,
} from './sources/RepositorySource';

const NO_PREVIOUS = { etag: null, factsKey: null };
const signal = new AbortController().signal;

const LOCATION = 'url:https://git.test/org/repo/catalog-info.yaml';

function subject(
  annotations: Record<string, string> = {},
  metadata: Record<string, unknown> = {},
) {
  return toLambdaSubject({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: 'orders',
      annotations: {
        'backstage.io/managed-by-location': LOCATION,
        ...annotations,
      },
      ...metadata,
    } as never,
  });
}

/** A repository in memory that remembers what it was asked for. */
function createCollector(
  contents: Record<string, string | { code: 'LC303' | 'LC304' }>,
  options: { catalogFile?: string; found?: number } = {},
) {
  const requests: ReadRepositoryRequest[] = [];
  const toFile = (path: string): RepositoryFile => {
    const content = contents[path];
    const file = { path, requestedPath: path };
    if (content === undefined) {
      return { ...file, status: 'missing' };
    }
    return typeof content === 'string'
      ? { ...file, status: 'read', content }
      : { ...file, status: 'refused', ...content, message: 'Refused.' };
  };
  const source: RepositorySource = {
    async read(request): Promise<ReadRepositoryResult> {
      requests.push(request);
      if (request.etag === 'e1') {
        return { status: 'unchanged' };
      }
      const paths = request.paths ?? Object.keys(contents);
      return {
        status: 'read',
        etag: 'e1',
        source: {
          type: 'url',
          target: 'https://git.test/org/repo/',
          url: 'https://git.test/org/repo/',
          revision: null,
        },
        files: [...new Set(paths)].map(toFile),
        found: options.found ?? paths.length,
        getViewUrl: (path, line) => `https://git.test/${path}#L${line}`,
      };
    },
    async readCatalogFile() {
      return options.catalogFile === undefined
        ? undefined
        : { path: 'catalog-info.yaml', content: options.catalogFile };
    },
  };
  return {
    requests,
    collector: ReferenceCollector.create({ sources: { url: source } }),
  };
}

async function collect(
  contents: Parameters<typeof createCollector>[0],
  annotations?: Record<string, string>,
  options?: {
    catalogFile?: string;
    found?: number;
    metadata?: Record<string, unknown>;
  },
): Promise<EntityFacts> {
  const { collector } = createCollector(contents, options);
  const result = await collector.collect(
    subject(annotations, options?.metadata),
    NO_PREVIOUS,
    { signal },
  );
  if (result.status !== 'collected') {
    throw new Error(`Not collected: ${JSON.stringify(result)}`);
  }
  return result.facts;
}

describe('ReferenceCollector', () => {
  it('stores each reference with its place, its link and its plan', async () => {
    const facts = await collect({
      Dockerfile:
        'FROM amazonlinux:2023 AS build\nRUN make\nFROM public.ecr.aws/lambda/provided:al2023@sha256:' +
        `${'a'.repeat(64)}\nCOPY --from=build /out /var/task\n`,
    });
    expect(facts.searched).toEqual([
      'Dockerfile',
      'Dockerfile.*',
      '*.Dockerfile',
      'Containerfile',
      'Containerfile.*',
    ]);
    expect(facts.files).toEqual([
      {
        path: 'Dockerfile',
        url: 'https://git.test/Dockerfile#Lundefined',
        status: 'read',
        message: null,
        line: null,
        target: '1',
      },
    ]);
    expect(facts.references).toMatchObject([
      {
        raw: 'amazonlinux:2023',
        role: 'builder',
        reachable: true,
        url: 'https://git.test/Dockerfile#L1',
        pin: { kind: 'plan', plan: { path: 'Dockerfile' } },
      },
      { pinClass: 'digest', role: 'runtime', pin: { kind: 'pinned' } },
      { kind: 'stage', pin: { kind: 'not-fixable' } },
    ]);
    expect(new Set(facts.references.map(({ id }) => id)).size).toBe(3);
    expect(facts.functions).toEqual([
      {
        name: 'orders',
        runtime: {
          value: 'provided.al2023',
          source: 'dockerfile',
          detail: 'Dockerfile:3',
        },
        architecture: {
          value: 'x86_64',
          source: 'assumed',
          detail: 'the default of AWS Lambda',
        },
        packageType: {
          value: 'image',
          source: 'dockerfile',
          detail: 'Dockerfile:3',
        },
      },
    ]);
    expect(facts.problems).toEqual([]);
  });

  it.each([
    [
      'a builder of a runtime, where the final image says nothing',
      {
        Dockerfile:
          'FROM public.ecr.aws/sam/build-python3.12 AS b\nFROM scratch\nCOPY --from=b /a /a\n',
      },
      {},
      { value: 'python3.12', source: 'dockerfile', detail: 'Dockerfile:1' },
    ],
    [
      'nothing, where builders disagree',
      {
        Dockerfile:
          'FROM public.ecr.aws/sam/build-python3.12 AS b\nFROM public.ecr.aws/sam/build-python3.11 AS c\nFROM scratch\nCOPY --from=b /a /a\nCOPY --from=c /a /b\n',
      },
      {},
      null,
    ],
    [
      'nothing, where no file says it',
      { Dockerfile: 'FROM node:22\n' },
      {},
      null,
    ],
    [
      'nothing of a stage that is not built',
      {
        Dockerfile:
          'FROM public.ecr.aws/lambda/python:3.12 AS other\nFROM scratch\n',
      },
      {},
      null,
    ],
    [
      'the annotation before all else',
      { Dockerfile: 'FROM public.ecr.aws/lambda/python:3.12\n' },
      { 'lambda-compat/runtime': 'python3.12' },
      {
        value: 'python3.12',
        source: 'annotation',
        detail: 'lambda-compat/runtime',
      },
    ],
  ])('takes the runtime from %s', async (_, files, annotations, runtime) => {
    const facts = await collect(files, annotations);
    expect(facts.functions[0].runtime).toEqual(runtime);
    expect(facts.problems).toEqual([]);
  });

  it.each([
    [
      'FROM --platform=linux/arm64 public.ecr.aws/lambda/python:3.12\n',
      'Dockerfile:1',
    ],
    ['FROM public.ecr.aws/lambda/python:3.12-arm64\n', 'Dockerfile:1'],
    ['FROM arm64v8/amazonlinux:2023\n', 'Dockerfile:1'],
  ])('reads the architecture of %j', async (Dockerfile, detail) => {
    const facts = await collect({ Dockerfile });
    expect(facts.functions[0].architecture).toEqual({
      value: 'arm64',
      source: 'dockerfile',
      detail,
    });
  });

  it('reports with both places where sources disagree', async () => {
    const facts = await collect(
      { Dockerfile: '\nFROM public.ecr.aws/lambda/python:3.12\n' },
      { 'lambda-compat/runtime': 'python3.11' },
    );
    expect(facts.functions[0].runtime?.value).toBe('python3.11');
    expect(facts.problems).toEqual([
      {
        code: 'LC201',
        severity: 'warning',
        message:
          'The runtime is python3.11 by the annotation lambda-compat/runtime, but python3.12 by Dockerfile:2.',
        fix: 'Change one of them, so that both say the same.',
        file: 'Dockerfile',
        line: 2,
        annotation: 'lambda-compat/runtime',
      },
    ]);

    const metadata = await collect(
      { Dockerfile: 'FROM scratch\n' },
      { 'lambda-compat/architecture': 'arm64' },
      { metadata: { architectures: ['x86_64'] } },
    );
    expect(metadata.problems).toMatchObject([
      {
        code: 'LC201',
        message:
          'The architecture is arm64 by the annotation lambda-compat/architecture, but x86_64 by metadata.architectures.',
      },
    ]);

    const files = await collect({
      Dockerfile: 'FROM public.ecr.aws/lambda/python:3.12\n',
      'Dockerfile.old': 'FROM public.ecr.aws/lambda/python:3.9\n',
    });
    expect(files.functions[0].runtime).toBeNull();
    expect(files.problems).toMatchObject([
      {
        code: 'LC201',
        message:
          'The runtime is python3.12 by Dockerfile:1, but python3.9 by Dockerfile.old:1.',
        file: 'Dockerfile.old',
      },
    ]);
  });

  it('finds the line of a mistaken annotation in the catalog file', async () => {
    const annotations = {
      'lambda-compat/architecture': 'arm',
      'lambda-compat/dockerfile': 'Dockerfile#nope,absent/Dockerfile',
    };
    const catalogFile = `kind: Component
metadata:
  name: orders
  annotations:
    lambda-compat/architecture: arm
    lambda-compat/dockerfile: Dockerfile#nope,absent/Dockerfile
`;
    const files = { Dockerfile: 'FROM node:22 AS build\n' };
    const facts = await collect(files, annotations, { catalogFile });
    expect(
      facts.problems.map(({ code, message, file, line }) => [
        code,
        message,
        file,
        line,
      ]),
    ).toEqual([
      [
        'LC102',
        "'arm' is not an architecture. Did you mean arm64?",
        'catalog-info.yaml',
        5,
      ],
      ['LC302', "Dockerfile has no stage 'nope'.", 'catalog-info.yaml', 6],
      ['LC301', 'absent/Dockerfile does not exist.', 'catalog-info.yaml', 6],
    ]);
    expect(facts.files).toMatchObject([
      { path: 'Dockerfile', status: 'invalid', target: 'nope' },
      { path: 'absent/Dockerfile', status: 'failed', url: null },
    ]);

    const without = await collect(files, annotations);
    expect(without.problems[0]).not.toHaveProperty('file');
  });

  it('builds one file to several stages and lists each reference once', async () => {
    const facts = await collect(
      { Dockerfile: 'FROM a AS one\nFROM b AS two\nFROM c AS three\n' },
      { 'lambda-compat/dockerfile': 'Dockerfile#one,Dockerfile#two' },
    );
    expect(facts.files.map(({ target }) => target)).toEqual(['one', 'two']);
    expect(
      facts.references.map(({ raw, reachable }) => [raw, reachable]),
    ).toEqual([
      ['a', true],
      ['b', true],
      ['c', false],
    ]);
  });

  it('says what is wrong with one file and keeps what the others give', async () => {
    const facts = await collect({
      Dockerfile: 'FROM node:22\n',
      'Dockerfile.broken': 'FROM node:22\nRUN --nope\n',
      'Dockerfile.j2': 'FROM {{ base }}\n',
      'Dockerfile.open': 'ARG TAG\nFROM node:${TAG}\n',
      'big/Dockerfile': { code: 'LC304' },
    });
    expect(facts.files.map(({ path, status }) => [path, status])).toEqual([
      ['Dockerfile', 'read'],
      ['Dockerfile.broken', 'invalid'],
      ['Dockerfile.j2', 'template'],
      ['Dockerfile.open', 'read'],
      ['big/Dockerfile', 'failed'],
    ]);
    expect(
      facts.problems.map(({ code, file, line }) => [code, file, line]),
    ).toEqual([
      ['LC305', 'Dockerfile.broken', 2],
      ['LC401', 'Dockerfile.j2', 1],
      ['LC402', 'Dockerfile.open', 2],
      ['LC304', 'big/Dockerfile', 1],
    ]);
    expect(facts.problems[2].message).toBe(
      "'node:${TAG}' depends on TAG, which has no value in the file. Without it the builder stops.",
    );
    expect(facts.references.map(({ raw }) => raw)).toContain('node:22');
  });

  it('bounds what a hostile repository can make it store', async () => {
    const facts = await collect(
      {
        Dockerfile: Array.from(
          { length: 3_000 },
          (_, index) => `FROM image${index}`,
        ).join('\n'),
      },
      {},
      { found: 34 },
    );
    expect(facts.references).toHaveLength(1_000);
    expect(facts.problems.map(({ message }) => message)).toEqual([
      '34 build files were found; the first 20 are read.',
      'The build files hold 3000 references; the first 1000 are kept.',
    ]);
  });

  it('reads again only what may have changed', async () => {
    const files = { Dockerfile: 'FROM node:22\n' };
    const { collector, requests } = createCollector(files);
    const first = await collector.collect(subject(), NO_PREVIOUS, { signal });
    if (first.status !== 'collected') {
      throw new Error(first.status);
    }
    await expect(
      collector.collect(subject(), first, { signal }),
    ).resolves.toEqual({ status: 'unchanged' });

    // The files are the same, but they are now read for another function.
    const changed = subject({ 'lambda-compat/architecture': 'arm64' });
    await expect(
      collector.collect(changed, first, { signal }),
    ).resolves.toMatchObject({ status: 'collected' });
    expect(requests.map(({ etag }) => etag)).toEqual([null, 'e1', null]);

    // The line of a mistake moves without the build files changing.
    const mistaken = await collector.collect(
      subject({ 'lambda-compat/architecture': 'arm' }),
      NO_PREVIOUS,
      { signal },
    );
    expect(mistaken).toMatchObject({ status: 'collected', etag: null });
  });

  it.each([
    ['cvs:somewhere', /^Locations of type 'cvs' cannot be read\.$/],
    ['constructor:x', /^Locations of type 'constructor' cannot be read\.$/],
    ['nonsense', /neither backstage\.io\/source-location nor/],
  ])('does not read from %s', async (location, message) => {
    const { collector } = createCollector({});
    await expect(
      collector.collect(
        subject({ 'backstage.io/managed-by-location': location }),
        NO_PREVIOUS,
        { signal },
      ),
    ).resolves.toEqual({
      status: 'failed',
      code: 'LC303',
      message: expect.stringMatching(message),
    });
  });
});
