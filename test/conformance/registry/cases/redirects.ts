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
  type ConformanceCase,
  indexDigest,
  layerDigest,
  layerOf,
} from '../case';
import { requireToken } from '../server/behaviours/authentication';
import { answer, headers } from '../server/behaviours/conditions';
import { redirect } from '../server/behaviours/transfer';
import { text } from '../server/exchange';
import { atMost, none, nothingSecretTo, requests } from '../server/log';
import type { Stage } from '../server/stage';

const BLOB = { kind: 'blob' } as const;
const SPEC = 'distribution-spec, Pulling blobs: redirects';
const REFUSED = [
  'refused-address',
  'unexpected-answer',
  'too-many-redirects',
] as const;

/** As registries sign them: the query is a secret for some minutes. */
function presigned(stage: Stage) {
  return (request: { reference: string; earlier: number }) =>
    `${stage.origin('storage')}/storage/${request.reference}?signature=${
      request.earlier
    }`;
}

function refusedRedirect(
  id: string,
  title: string,
  source: readonly string[],
  to: (stage: Stage) => string | undefined,
): ConformanceCase {
  return {
    id,
    title,
    source,
    origins: stage => ({ registry: [redirect(BLOB, () => to(stage))] }),
    steps: [{ ask: 'blob', blob: layerOf, failures: REFUSED, within: 5_000 }],
    log: [none({ origin: 'stranger' })],
  };
}

/** Where a registry sends those who ask. */
export const REDIRECT_CASES: readonly ConformanceCase[] = [
  {
    id: 'redirect-blob',
    title: 'A blob is fetched from where the registry redirects to',
    source: [SPEC],
    origins: stage => ({ registry: [redirect(BLOB, presigned(stage))] }),
    steps: [{ ask: 'blob', blob: layerOf, digest: layerDigest }],
  },
  {
    id: 'redirect-no-token',
    title: 'The token of the registry does not go along to storage',
    source: [SPEC, 'edge case 33: S3 answers 400'],
    origins: stage => ({
      registry: [requireToken(stage), redirect(BLOB, presigned(stage))],
    }),
    steps: [{ ask: 'blob', blob: layerOf, digest: layerDigest }],
    log: [nothingSecretTo('storage')],
  },
  {
    id: 'redirect-other-port',
    title: 'Another port of the same host is another origin',
    source: ['RFC 6454, 4', 'edge case 33'],
    registry: () => ({ credentials: { username: 'reader', password: 'x' } }),
    origins: stage => ({ registry: [redirect(BLOB, presigned(stage))] }),
    steps: [{ ask: 'blob', blob: layerOf, digest: layerDigest }],
    log: [nothingSecretTo('storage')],
  },
  {
    id: 'redirect-challenge',
    title: 'A 401 after a redirect to another origin gets no credentials',
    source: ['edge case 33', 'go-containerregistry#2359'],
    registry: () => ({ credentials: { username: 'reader', password: 'x' } }),
    origins: stage => ({
      registry: [redirect(BLOB, presigned(stage))],
      storage: [
        answer({}, () => ({
          ...text(401, 'who are you'),
          headers: { 'WWW-Authenticate': 'Basic realm="storage"' },
        })),
      ],
    }),
    steps: [
      {
        ask: 'blob',
        blob: layerOf,
        failures: ['no-access', 'unexpected-answer'],
      },
    ],
    log: [nothingSecretTo('storage'), none({ kind: 'token' })],
  },
  {
    id: 'redirect-cookie',
    memory: true,
    title: 'Cookies of the registry are not taken along',
    source: ['RFC 6265', 'edge case 33'],
    origins: stage => ({
      registry: [
        headers({}, { 'Set-Cookie': 'session=secret; Path=/' }),
        redirect(BLOB, presigned(stage)),
      ],
    }),
    steps: [
      { ask: 'digest', digest: indexDigest },
      { ask: 'blob', blob: layerOf, digest: layerDigest },
    ],
    log: [nothingSecretTo('storage')],
  },
  {
    id: 'redirect-asked-anew',
    title: 'A presigned address is asked for anew each time',
    source: ['edge case 34'],
    origins: stage => ({ registry: [redirect(BLOB, presigned(stage))] }),
    steps: [
      { ask: 'blob', blob: layerOf, digest: layerDigest },
      { ask: 'blob', blob: layerOf, digest: layerDigest },
    ],
    log: [requests({ kind: 'blob', origin: 'registry' }, 2)],
  },
  ...[301, 302, 303, 308].map(
    (status): ConformanceCase => ({
      id: `redirect-${status}`,
      title: `A blob may be redirected with ${status}`,
      source: ['RFC 9110, 15.4'],
      origins: stage => ({
        registry: [redirect(BLOB, presigned(stage), status)],
      }),
      steps: [{ ask: 'blob', blob: layerOf, digest: layerDigest }],
    }),
  ),
  {
    id: 'redirect-relative',
    title: 'A Location without a host is one of the same origin',
    source: ['RFC 9110, 10.2.2'],
    origins: stage => ({
      registry: [
        requireToken(stage),
        redirect({ kind: 'blob', first: 1 }, request => request.url.pathname),
      ],
    }),
    steps: [{ ask: 'blob', blob: layerOf, digest: layerDigest }],
  },
  {
    id: 'redirect-manifest',
    title: 'A manifest may be redirected, with HEAD as with GET',
    source: ['RFC 9110, 15.4'],
    origins: stage => ({
      registry: [
        redirect(
          { kind: 'manifest' },
          request => `${stage.origin('second')}${request.url.pathname}`,
        ),
      ],
    }),
    steps: [
      { ask: 'digest', digest: indexDigest },
      { ask: 'manifest', digest: indexDigest },
    ],
    log: [nothingSecretTo('second')],
  },
  {
    id: 'redirect-five',
    title: 'Five redirects are followed',
    source: ['edge case 33: at most 5'],
    origins: () => ({
      registry: [
        redirect(
          { kind: 'blob', first: 5 },
          request => `${request.url.pathname}?hop=${request.earlier}`,
        ),
      ],
    }),
    steps: [{ ask: 'blob', blob: layerOf, digest: layerDigest }],
  },
  {
    id: 'redirect-loop',
    title: 'Redirects without an end are left after a few',
    source: ['edge case 33: at most 5', 'RFC 9110, 15.4'],
    origins: () => ({
      registry: [redirect({}, request => request.url.pathname)],
    }),
    steps: [
      { ask: 'blob', blob: layerOf, failures: REFUSED },
      { ask: 'digest', failures: REFUSED },
    ],
    log: [atMost({ kind: 'blob' }, 11), atMost({ kind: 'manifest' }, 22)],
  },
  refusedRedirect(
    'redirect-nowhere',
    'A redirect without Location is no answer',
    ['RFC 9110, 15.4'],
    () => undefined,
  ),
  refusedRedirect(
    'redirect-file',
    'A redirect to a file is not followed',
    ['edge case 33'],
    () => 'file:///etc/passwd',
  ),
  refusedRedirect(
    'redirect-metadata',
    'A redirect to the metadata service of a cloud is not followed',
    ['edge cases 32, 33'],
    () => 'http://169.254.169.254/latest/meta-data/iam/',
  ),
  refusedRedirect(
    'redirect-metadata-mapped',
    'A redirect to the metadata service, spelled in IPv6, is not followed',
    ['edge case 32'],
    () => 'http://[::ffff:a9fe:a9fe]/latest/meta-data/',
  ),
  {
    id: 'redirect-downgrade',
    title:
      'A redirect from TLS to none is refused, or takes nothing secret along',
    source: ['RFC 9110, 17.2', 'edge case 33'],
    registry: stage => ({
      host: stage.host('secure'),
      endpoint: stage.origin('secure'),
      ca: stage.certificate,
    }),
    origins: stage => ({ secure: [redirect(BLOB, presigned(stage))] }),
    steps: [
      {
        ask: 'blob',
        host: stage => stage.host('secure'),
        blob: layerOf,
        failures: REFUSED,
        digest: layerDigest,
      },
    ],
    log: [nothingSecretTo('storage')],
  },
  {
    id: 'redirect-expired',
    title:
      'A storage that refuses a presigned address does not make the image disappear',
    source: ['edge case 34'],
    origins: stage => ({
      registry: [redirect(BLOB, presigned(stage))],
      storage: [answer({}, () => text(403, 'Request has expired'))],
    }),
    steps: [
      {
        ask: 'blob',
        blob: layerOf,
        failures: ['no-access', 'unexpected-answer', 'server-error'],
      },
    ],
  },
];
