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

import { type ConformanceCase, layerDigest, layerOf } from '../case';
import { answer, body, headers } from '../server/behaviours/conditions';

const LIES = ['wrong-digest', 'unexpected-answer'] as const;

/** What can be wrong with the bytes of a blob. */
export const BLOB_CASES: readonly ConformanceCase[] = [
  {
    id: 'blob-one-byte',
    title: 'A blob with one byte changed is refused',
    source: ['image-spec, Descriptor: verification'],
    origins: () => ({
      registry: [
        body({ kind: 'blob' }, bytes => {
          const changed = Buffer.from(bytes);
          changed[5] ^= 1;
          return changed;
        }),
      ],
    }),
    steps: [{ ask: 'blob', blob: layerOf, failures: LIES }],
  },
  {
    id: 'blob-cut',
    title: 'A blob that ends early is refused',
    source: ['RFC 9112, 8', 'image-spec, Descriptor: size'],
    origins: () => ({
      registry: [
        answer({ kind: 'blob' }, async request => ({
          status: 200,
          headers: { 'X-Reference': request.reference },
          body: Buffer.alloc(4000, 'x'),
          transport: 'cut',
        })),
      ],
    }),
    steps: [
      {
        ask: 'blob',
        blob: layerOf,
        failures: ['connection', ...LIES, 'too-large'],
      },
    ],
  },
  {
    id: 'blob-shorter',
    title:
      'A blob that is whole for HTTP but shorter than its descriptor says is refused',
    source: ['image-spec, Descriptor: size'],
    origins: () => ({
      registry: [body({ kind: 'blob' }, bytes => bytes.subarray(0, 20))],
    }),
    steps: [{ ask: 'blob', blob: layerOf, failures: LIES }],
  },
  {
    id: 'blob-longer',
    title: 'A blob that is longer than its descriptor says is refused',
    source: ['image-spec, Descriptor: size'],
    origins: () => ({
      registry: [
        body({ kind: 'blob' }, bytes => Buffer.concat([bytes, bytes])),
      ],
    }),
    steps: [{ ask: 'blob', blob: layerOf, failures: [...LIES, 'too-large'] }],
  },
  {
    id: 'blob-digest-right',
    title: 'Blobs of a registry that names no digest are verified all the same',
    source: ['image-spec, Descriptor: verification'],
    origins: () => ({
      registry: [
        headers({ kind: 'blob' }, { 'Docker-Content-Digest': undefined }),
      ],
    }),
    steps: [{ ask: 'blob', blob: layerOf, digest: layerDigest }],
  },
];
