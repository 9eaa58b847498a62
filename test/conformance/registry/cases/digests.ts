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

import zlib from 'node:zlib';
import { type ConformanceCase, indexDigest, latestDigest } from '../case';
import { answer, body, headers } from '../server/behaviours/conditions';
import { digestOf } from '../server/digest';
import { OCI_INDEX, OCI_MANIFEST, store } from '../server/images';
import { requests } from '../server/log';

const MANIFEST = { kind: 'manifest' } as const;
const HEAD = { kind: 'manifest', method: 'HEAD' } as const;
const GET = { kind: 'manifest', method: 'GET' } as const;
const DIGEST_HEADER =
  'distribution-spec, Pulling manifests: Docker-Content-Digest';
const LIES = ['wrong-digest', 'unexpected-answer'] as const;

/** What digests of manifests can be, and of what bytes they are. */
export const DIGEST_CASES: readonly ConformanceCase[] = [
  {
    id: 'no-digest-on-head',
    title:
      'Where HEAD names no digest, one GET is made and its bytes are hashed',
    source: ['edge case 5', DIGEST_HEADER],
    origins: () => ({
      registry: [headers(HEAD, { 'Docker-Content-Digest': undefined })],
    }),
    steps: [{ ask: 'digest', digest: indexDigest }],
    log: [requests(GET, 1)],
  },
  {
    id: 'no-digest-at-all',
    title: 'Where no answer names a digest, the bytes are hashed',
    source: ['edge case 5', 'distribution-spec 1.0: the header was optional'],
    origins: () => ({
      registry: [headers(MANIFEST, { 'Docker-Content-Digest': undefined })],
    }),
    steps: [
      { ask: 'digest', digest: indexDigest },
      { ask: 'manifest', digest: indexDigest },
    ],
  },
  {
    id: 'no-digest-remembered',
    memory: true,
    title: 'That a registry names no digest in answers to HEAD is remembered',
    source: ['edge case 5'],
    origins: () => ({
      registry: [headers(HEAD, { 'Docker-Content-Digest': undefined })],
    }),
    steps: [
      { ask: 'digest', digest: indexDigest },
      { ask: 'digest', digest: indexDigest },
      {
        ask: 'digest',
        tag: 'list',
        digest: stage => stage.content.list.digest,
      },
    ],
    log: [requests(HEAD, 0, 1), requests(GET, 3)],
  },
  {
    id: 'digest-garbage',
    title: 'A digest in the header that is none is not believed',
    source: [DIGEST_HEADER, 'image-spec, Digests'],
    origins: () => ({
      registry: [headers(HEAD, { 'Docker-Content-Digest': 'sha256:latest' })],
    }),
    steps: [{ ask: 'digest', digest: indexDigest, failures: LIES }],
  },
  {
    id: 'digest-upper-case',
    title: 'A digest in upper case is not recorded as another digest',
    source: ['image-spec, Digests: sha256 is lower case'],
    origins: stage => ({
      registry: [
        headers(HEAD, {
          'Docker-Content-Digest': stage.content.index.digest
            .toUpperCase()
            .replace('SHA256', 'sha256'),
        }),
      ],
    }),
    steps: [{ ask: 'digest', digest: indexDigest, failures: LIES }],
  },
  {
    id: 'digest-twice',
    title: 'Of two different digests in the header none is believed',
    source: [DIGEST_HEADER],
    origins: stage => ({
      registry: [
        headers(HEAD, {
          'Docker-Content-Digest': [
            stage.content.list.digest,
            stage.content.index.digest,
          ],
        }),
      ],
    }),
    steps: [{ ask: 'digest', digest: indexDigest, failures: LIES }],
  },
  {
    id: 'digest-of-other-bytes',
    title:
      'A manifest whose bytes are not those of the digest in its header is refused',
    source: ['edge case 6', DIGEST_HEADER],
    origins: stage => ({
      registry: [
        headers(GET, { 'Docker-Content-Digest': stage.content.list.digest }),
      ],
    }),
    steps: [{ ask: 'manifest', failures: LIES }],
  },
  {
    id: 'manifest-one-byte',
    title: 'A manifest with one byte changed is refused',
    source: ['edge case 6', 'image-spec, Descriptor: verification'],
    origins: () => ({
      registry: [
        body(GET, bytes => {
          const changed = Buffer.from(bytes);
          changed[changed.length - 3] ^= 1;
          return changed;
        }),
      ],
    }),
    steps: [
      { ask: 'manifest', of: indexDigest, failures: LIES },
      { ask: 'manifest', failures: LIES },
    ],
  },
  {
    id: 'manifest-other-digest',
    title:
      'Asked for one digest, another manifest with its own digest is refused',
    source: ['distribution-spec, Pulling manifests', 'edge case 6'],
    origins: stage => ({
      registry: [
        answer({ ...GET, reference: stage.content.index.digest }, () => ({
          status: 200,
          headers: {
            'Content-Type': stage.content.list.mediaType,
            'Docker-Content-Digest': stage.content.list.digest,
          },
          body: stage.content.list.bytes,
        })),
      ],
    }),
    steps: [{ ask: 'manifest', of: indexDigest, failures: LIES }],
  },
  {
    id: 'sha512',
    title: 'A digest made with sha512 is kept and verified',
    source: ['edge case 7', 'image-spec, Digests: registered algorithms'],
    origins: stage => {
      const { content } = stage;
      const manifest = JSON.parse(content.amd64.manifest.bytes.toString());
      content.tag('latest', store(OCI_MANIFEST, manifest, 'sha512'));
      return {};
    },
    steps: [
      { ask: 'digest', digest: latestDigest },
      { ask: 'manifest', of: latestDigest, digest: latestDigest },
    ],
  },
  {
    id: 'sha512-wrong',
    title: 'A sha512 digest of other bytes is refused',
    source: ['edge case 7'],
    origins: stage => {
      const { content } = stage;
      const object = content.amd64.manifest;
      const digest = digestOf('other bytes', 'sha512');
      content.tag('latest', { ...object, digest });
      return {};
    },
    steps: [{ ask: 'manifest', of: latestDigest, failures: LIES }],
  },
  {
    id: 'content-encoding',
    title: 'The digest is that of the bytes after Content-Encoding is undone',
    source: ['edge case 8', 'RFC 9110, 8.4'],
    origins: () => ({
      registry: [
        body(GET, bytes => zlib.gzipSync(bytes)),
        headers(GET, { 'Content-Encoding': 'gzip' }),
      ],
    }),
    steps: [
      {
        ask: 'manifest',
        of: indexDigest,
        digest: indexDigest,
        failures: ['unexpected-answer'],
      },
    ],
  },
  {
    id: 'white-space',
    title:
      'The digest is that of the bytes as sent, not of the JSON written anew',
    source: ['edge case 8'],
    origins: stage => {
      const { content } = stage;
      const bytes = Buffer.from(` ${content.index.bytes}\n\n`);
      content.tag('latest', store(OCI_INDEX, bytes));
      return {};
    },
    steps: [{ ask: 'manifest', digest: latestDigest }],
  },
];
