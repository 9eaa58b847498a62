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
  CONFIG,
  descriptor,
  digestOf,
  DOCKER_LIST,
  DOCKER_MANIFEST,
  OCI_INDEX,
  OCI_MANIFEST,
} from '../__testUtils__/images';
import { isRegistryError } from '../errors';
import type { RegistryErrorCode } from '../types';
import { parseImageConfig } from './parseImageConfig';
import { parseManifest } from './parseManifest';

function bytesOf(value: unknown): Buffer {
  return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
}

function codeOf(work: () => unknown): RegistryErrorCode | 'none' {
  try {
    work();
  } catch (error) {
    if (isRegistryError(error)) {
      return error.code;
    }
    throw error;
  }
  return 'none';
}

const IMAGE = {
  schemaVersion: 2,
  config: descriptor('c', 'application/vnd.oci.image.config.v1+json'),
  layers: [descriptor('a', 'application/vnd.oci.image.layer.v1.tar+gzip')],
};

const INDEX = { schemaVersion: 2, manifests: [descriptor('1', OCI_MANIFEST)] };

describe('the type of a manifest', () => {
  it.each<[string, object, string | null, string]>([
    ['is that of Content-Type', IMAGE, DOCKER_MANIFEST, DOCKER_MANIFEST],
    [
      'is that of Content-Type without its parameters',
      INDEX,
      `${OCI_INDEX.toUpperCase()} ; charset=utf-8`,
      OCI_INDEX,
    ],
    [
      'is that of the body where Content-Type only says JSON',
      { ...INDEX, mediaType: DOCKER_LIST },
      'application/json',
      DOCKER_LIST,
    ],
    [
      'is that of its shape where nothing is said: index',
      INDEX,
      null,
      OCI_INDEX,
    ],
    [
      'is that of its shape where nothing is said: image',
      IMAGE,
      null,
      OCI_MANIFEST,
    ],
  ])('%s', (_, body, contentType, mediaType) => {
    expect(parseManifest(bytesOf(body), contentType)).toMatchObject({
      mediaType,
      digest: digestOf(JSON.stringify(body)),
      size: JSON.stringify(body).length,
    });
  });

  it.each<[string, unknown, string | null, RegistryErrorCode]>([
    [
      'said twice, differently',
      { ...INDEX, mediaType: OCI_INDEX },
      DOCKER_LIST,
      'wrong-type',
    ],
    ['not asked for', INDEX, 'application/vnd.other', 'wrong-type'],
    ['a page for people', INDEX, 'text/html', 'wrong-type'],
    ['an index, looks like an image', IMAGE, OCI_INDEX, 'wrong-type'],
    ['an image, looks like an index', INDEX, OCI_MANIFEST, 'wrong-type'],
    ['both', { ...INDEX, ...IMAGE }, OCI_INDEX, 'wrong-type'],
    ['neither', { schemaVersion: 2 }, null, 'wrong-type'],
    ['schema 1', { schemaVersion: 1, fsLayers: [] }, null, 'legacy-manifest'],
    [
      'schema 1 by Content-Type',
      INDEX,
      'application/vnd.docker.distribution.manifest.v1+prettyjws',
      'legacy-manifest',
    ],
  ])('is refused where it is %s', (_, body, contentType, code) => {
    expect(codeOf(() => parseManifest(bytesOf(body), contentType))).toBe(code);
  });
});

describe('an index', () => {
  it('is sorted into platforms, attestations, indexes and the rest', () => {
    const attestation = (digit: string, subject: unknown) =>
      descriptor(digit, OCI_MANIFEST, {
        platform: { os: 'unknown', architecture: 'unknown' },
        annotations: {
          'vnd.docker.reference.type': 'attestation-manifest',
          'vnd.docker.reference.digest': subject,
        },
      });
    const index = parseManifest(
      bytesOf({
        schemaVersion: 2,
        manifests: [
          descriptor('1', OCI_MANIFEST, {
            platform: { os: 'linux', architecture: 'arm64', variant: 'v8' },
          }),
          attestation('2', `sha256:${'1'.repeat(64)}`),
          attestation('3', 'nothing'),
          descriptor('4', OCI_INDEX),
          descriptor('5', OCI_MANIFEST),
          descriptor('6', OCI_MANIFEST, { artifactType: 'application/x' }),
          descriptor('7', OCI_MANIFEST, {
            platform: { os: 'unknown', architecture: 'unknown' },
          }),
          descriptor('8', 'application/vnd.in-toto+json'),
          descriptor('9', DOCKER_MANIFEST, {
            platform: {
              os: 'windows',
              architecture: 'amd64',
              'os.version': '10.0.20348.1',
            },
          }),
          descriptor('a', OCI_MANIFEST, {
            platform: { os: 'li nux', architecture: 'amd64' },
          }),
          descriptor('b', OCI_MANIFEST, {
            platform: { os: 'linux', architecture: 'arm64' },
          }),
        ],
        annotations: { kept: 'x', left: 7 },
      }),
      null,
    );
    if (index.kind !== 'index') {
      throw new Error('It is no index');
    }

    const digits = (list: Array<{ digest: string }>) =>
      list.map(({ digest }) => digest.at(-1)).join('');
    expect(digits(index.manifests)).toBe('159ab');
    expect(index.manifests.map(({ platform }) => platform)).toEqual([
      'linux/arm64',
      null,
      'windows/amd64',
      null,
      'linux/arm64',
    ]);
    expect(index.manifests[2].osVersion).toBe('10.0.20348.1');
    expect(digits(index.attestations)).toBe('23');
    expect(index.attestations.map(({ subject }) => subject)).toEqual([
      `sha256:${'1'.repeat(64)}`,
      null,
    ]);
    expect(digits(index.indexes)).toBe('4');
    expect(digits(index.others)).toBe('678');
    expect(index.annotations).toEqual({ kept: 'x' });
  });
});

describe('what is refused', () => {
  const many = Array.from({ length: 1001 }, () =>
    descriptor('1', OCI_MANIFEST),
  );

  it.each<[string, unknown, RegistryErrorCode]>([
    ['no JSON', '{', 'unexpected-answer'],
    ['no object', '[]', 'unexpected-answer'],
    ['nothing', '', 'unexpected-answer'],
    ['not UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), 'unexpected-answer'],
    ['depth', `{"a":${'['.repeat(100_000)}`, 'unexpected-answer'],
    ['a list of text', { manifests: ['x'] }, 'unexpected-answer'],
    ['no list', { manifests: {} }, 'unexpected-answer'],
    [
      'a digest of nobody',
      { manifests: [{ ...descriptor('1', OCI_MANIFEST), digest: 'md5:1' }] },
      'unexpected-answer',
    ],
    [
      'a negative size',
      { manifests: [{ ...descriptor('1', OCI_MANIFEST), size: -1 }] },
      'unexpected-answer',
    ],
    [
      'a digest in a path',
      {
        manifests: [
          { ...descriptor('1', OCI_MANIFEST), digest: 'sha256:../../x' },
        ],
      },
      'unexpected-answer',
    ],
    ['an image without layers', { config: IMAGE.config }, 'unexpected-answer'],
    ['a thousand and one', { manifests: many }, 'too-large'],
  ])('%s', (_, body, code) => {
    const bytes = Buffer.isBuffer(body) ? body : bytesOf(body);

    expect(codeOf(() => parseManifest(bytes, null))).toBe(code);
  });

  it('other bytes than those of the digest, by either algorithm', () => {
    const bytes = bytesOf(INDEX);
    for (const algorithm of ['sha256', 'sha512'] as const) {
      const digest = digestOf(bytes, algorithm);
      expect(parseManifest(bytes, null, digest).digest).toBe(digest);
      for (let at = 0; at < bytes.length; at += 1) {
        const changed = Buffer.from(bytes);
        changed[at] ^= 1;
        expect(codeOf(() => parseManifest(changed, null, digest))).toBe(
          'wrong-digest',
        );
      }
    }
  });

  it('a bracket in a string is no depth', () => {
    const body = { ...INDEX, annotations: { x: '["\\'.repeat(100) } };

    expect(parseManifest(bytesOf(body), null).kind).toBe('index');
  });
});

describe('a configuration', () => {
  const config = JSON.parse(CONFIG);
  const parse = (change: object) => {
    const text = JSON.stringify({ ...config, ...change });
    return parseImageConfig(Buffer.from(text), digestOf(text));
  };

  it.each<[string, object, object]>([
    [
      'without settings',
      { config: undefined },
      { env: [], labels: {}, cmd: null, entrypoint: null, user: '' },
    ],
    ['of a time that is none', { created: 'yesterday' }, { created: null }],
    ['of no time', { created: null }, { created: null }],
    [
      'that can be repeated',
      { created: '1970-01-01T00:00:00Z' },
      { created: '1970-01-01T00:00:00Z' },
    ],
    [
      'with an entry that is no text',
      { config: { Env: ['A=1', 7, null], Entrypoint: [] } },
      { env: ['A=1'], entrypoint: [] },
    ],
  ])('%s is read', (_, change, expected) => {
    expect(parse(change)).toMatchObject(expected);
  });

  it.each<[string, object, RegistryErrorCode]>([
    ['no platform', { os: undefined }, 'unexpected-answer'],
    ['a platform of two words', { os: 'a b' }, 'unexpected-answer'],
    ['no layers', { rootfs: undefined }, 'unexpected-answer'],
    ['layers of nobody', { rootfs: { diff_ids: ['x'] } }, 'unexpected-answer'],
    [
      'too many layers',
      {
        rootfs: {
          diff_ids: Array.from({ length: 1001 }, () => digestOf('x')),
        },
      },
      'too-large',
    ],
  ])('with %s is refused', (_, change, code) => {
    expect(codeOf(() => parse(change))).toBe(code);
  });

  it('of other bytes is refused', () => {
    expect(
      codeOf(() => parseImageConfig(Buffer.from(CONFIG), digestOf('x'))),
    ).toBe('wrong-digest');
  });
});
