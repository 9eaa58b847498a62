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
import {
  type ConformanceCase,
  configOf,
  indexDigest,
  latestDigest,
  layerOf,
} from '../case';
import { requireToken } from '../server/behaviours/authentication';
import { answer, body, headers } from '../server/behaviours/conditions';
import { endless } from '../server/behaviours/transfer';
import { OCI_INDEX, OCI_MANIFEST, store } from '../server/images';
import { bytesSent } from '../server/log';

const LIMITS = 'limits of the README';
const GET = { kind: 'manifest', method: 'GET' } as const;
const MEBIBYTE = 1024 * 1024;
/** What a client may have taken when it stops, buffers on the way included. */
const TAKEN = bytesSent(16 * MEBIBYTE);
const IN_TIME = { within: 10_000 };

/** Bytes without an end. */
export const LIMIT_CASES: readonly ConformanceCase[] = [
  {
    id: 'manifest-large',
    title: 'A manifest of nearly 4 MiB is read',
    source: ['distribution-spec, Pushing manifests: at least 4 MiB'],
    origins: stage => {
      const { content } = stage;
      content.tag(
        'latest',
        content.addIndex([{ object: content.amd64.manifest }], OCI_INDEX, {
          annotations: { padding: 'x'.repeat(4 * MEBIBYTE - 2_000) },
        }),
      );
      return {};
    },
    steps: [
      { ask: 'digest', digest: latestDigest },
      { ask: 'manifest', digest: latestDigest },
    ],
  },
  {
    id: 'manifest-too-large',
    title: 'A manifest of 1 GiB is refused before it is read',
    source: [LIMITS],
    origins: () => ({
      registry: [
        body(GET, endless),
        headers(GET, { 'Content-Length': String(1024 * MEBIBYTE) }),
      ],
    }),
    steps: [{ ask: 'manifest', failures: ['too-large'], ...IN_TIME }],
    log: [TAKEN],
  },
  {
    id: 'manifest-endless',
    title: 'A manifest that does not end is refused after some MiB',
    source: [LIMITS],
    origins: () => ({ registry: [body(GET, endless)] }),
    steps: [{ ask: 'manifest', failures: ['too-large'], ...IN_TIME }],
    log: [TAKEN],
  },
  {
    id: 'manifest-bomb',
    title: 'A manifest that Content-Encoding makes endless is refused',
    source: [LIMITS, 'edge case 8'],
    origins: () => {
      const member = zlib.gzipSync(Buffer.alloc(MEBIBYTE, ' '));
      const bomb = Buffer.concat(Array.from({ length: 512 }, () => member));
      return {
        registry: [
          body(GET, () => bomb),
          headers(GET, { 'Content-Encoding': 'gzip' }),
        ],
      };
    },
    steps: [
      {
        ask: 'manifest',
        failures: ['too-large', 'wrong-digest', 'unexpected-answer'],
        ...IN_TIME,
      },
    ],
  },
  {
    id: 'manifest-deep',
    title: 'JSON of a million levels is refused, not followed down',
    source: [LIMITS],
    origins: stage => {
      const levels = '['.repeat(MEBIBYTE) + ']'.repeat(MEBIBYTE);
      const bytes = Buffer.from(
        `{"schemaVersion":2,"mediaType":"${OCI_INDEX}","manifests":${levels}}`,
      );
      stage.content.tag('latest', store(OCI_INDEX, bytes));
      return {};
    },
    steps: [
      {
        ask: 'platforms',
        failures: ['unexpected-answer', 'too-large', 'wrong-type'],
        platforms: () => ({}),
        ...IN_TIME,
      },
    ],
  },
  {
    id: 'manifest-many-layers',
    title: 'A manifest of fifteen thousand layers is no reason to hang',
    source: [LIMITS, 'at most 127 layers'],
    origins: stage => {
      const { content } = stage;
      const manifest = JSON.parse(content.amd64.manifest.bytes.toString());
      const [layer] = manifest.layers;
      manifest.layers = Array.from({ length: 15_000 }, () => layer);
      content.tag('latest', store(OCI_MANIFEST, manifest));
      return {};
    },
    steps: [
      {
        ask: 'manifest',
        digest: latestDigest,
        failures: ['too-large', 'unexpected-answer'],
        ...IN_TIME,
      },
    ],
  },
  {
    id: 'config-too-large',
    title: 'A configuration that says it has 64 MiB is refused',
    source: [LIMITS],
    steps: [
      {
        ask: 'config',
        blob: stage => ({ ...configOf(stage), size: 64 * MEBIBYTE }),
        failures: ['too-large'],
        ...IN_TIME,
      },
    ],
  },
  {
    id: 'config-endless',
    title: 'A configuration that does not end is refused',
    source: [LIMITS],
    origins: () => ({ registry: [body({ kind: 'blob' }, endless)] }),
    steps: [
      {
        ask: 'config',
        blob: configOf,
        failures: ['too-large', 'wrong-digest', 'unexpected-answer'],
        ...IN_TIME,
      },
    ],
    log: [TAKEN],
  },
  {
    id: 'blob-endless',
    title: 'A blob that does not end is left where its descriptor says it ends',
    source: [LIMITS, 'image-spec, Descriptor: size'],
    origins: () => ({ registry: [body({ kind: 'blob' }, endless)] }),
    steps: [
      {
        ask: 'blob',
        blob: layerOf,
        failures: ['too-large', 'wrong-digest', 'unexpected-answer'],
        ...IN_TIME,
      },
    ],
    log: [TAKEN],
  },
  {
    id: 'token-endless',
    title: 'An answer of the token service that does not end is refused',
    source: [LIMITS],
    origins: stage => ({
      registry: [requireToken(stage)],
      tokens: [body({}, endless)],
    }),
    steps: [
      {
        ask: 'digest',
        failures: ['too-large', 'unexpected-answer', 'no-access'],
        ...IN_TIME,
      },
    ],
    log: [TAKEN],
  },
  {
    id: 'error-endless',
    title: 'An error page that does not end is not read to its end',
    source: [LIMITS],
    origins: () => ({
      registry: [
        answer({}, () => ({
          status: 404,
          headers: { 'Content-Type': 'text/html' },
          body: endless(Buffer.from('<html>')),
        })),
      ],
    }),
    steps: [
      {
        ask: 'manifest',
        failures: ['not-found', 'too-large', 'unexpected-answer'],
        ...IN_TIME,
      },
    ],
    log: [TAKEN],
  },
  {
    id: 'headers-huge',
    title: 'Headers of a megabyte are refused',
    source: ['RFC 9110, 5.4'],
    origins: () => ({
      registry: [headers({}, { 'X-Padding': 'x'.repeat(MEBIBYTE) })],
    }),
    steps: [
      {
        ask: 'digest',
        failures: ['connection', 'unexpected-answer', 'too-large'],
        digest: indexDigest,
        ...IN_TIME,
      },
    ],
  },
];
