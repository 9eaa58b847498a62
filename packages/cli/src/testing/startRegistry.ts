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

import { createHash } from 'node:crypto';
import {
  createServer,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

export interface RegistryCall {
  method: string;
  /** Behind `/v2/`. */
  path: string;
  authorization: string | undefined;
}

interface StoredDocument {
  digest: string;
  mediaType: string;
  bytes: Buffer;
}

const types = {
  index: 'application/vnd.oci.image.index.v1+json',
  manifest: 'application/vnd.oci.image.manifest.v1+json',
  config: 'application/vnd.oci.image.config.v1+json',
};

/** Sign-in that everything below `private/` asks for. */
export const account = { username: 'carol', password: 'hunter2:with/colon' };
const basic = `Basic ${Buffer.from(
  `${account.username}:${account.password}`,
).toString('base64')}`;

function store(mediaType: string, value: unknown): StoredDocument {
  const bytes = Buffer.from(JSON.stringify(value));
  const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
  return { digest, mediaType, bytes };
}

function descriptor({ digest, mediaType, bytes }: StoredDocument) {
  return { mediaType, digest, size: bytes.length };
}

/** One image for one platform: its manifest and its configuration. */
function image(architecture: string, name: string) {
  const config = store(types.config, {
    os: 'linux',
    architecture,
    created: '2025-04-14T00:00:00Z',
    config: { Labels: { name } },
    rootfs: { type: 'layers', diff_ids: [`sha256:${'d'.repeat(64)}`] },
  });
  const manifest = store(types.manifest, {
    schemaVersion: 2,
    mediaType: types.manifest,
    config: descriptor(config),
    layers: [
      {
        mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
        digest: `sha256:${'1'.repeat(64)}`,
        size: 100,
      },
    ],
  });
  return { config, manifest };
}

/**
 * A registry over HTTP on the loopback interface. Every repository has the
 * tags `1` and `2` for two platforms and `single` for one, except:
 *
 * - below `private/` it wants to know {@link account};
 * - below `broken/`, `busy/`, `liar/` and `talking/` it answers 500, answers
 *   429, sends other bytes than those of the digest, announces something.
 */
export async function startRegistry() {
  const documents = new Map<string, StoredDocument>();
  const tags = new Map<string, StoredDocument>();
  for (const tag of ['1', '2']) {
    const amd64 = image('amd64', tag);
    const arm64 = image('arm64', tag);
    const index = store(types.index, {
      schemaVersion: 2,
      mediaType: types.index,
      manifests: [
        {
          ...descriptor(amd64.manifest),
          platform: { os: 'linux', architecture: 'amd64' },
        },
        {
          ...descriptor(arm64.manifest),
          platform: { os: 'linux', architecture: 'arm64', variant: 'v8' },
        },
      ],
    });
    tags.set(tag, index);
    tags.set(`${tag}-amd64`, amd64.manifest);
    tags.set(`${tag}-arm64`, arm64.manifest);
    for (const document of [
      index,
      ...Object.values(amd64),
      ...Object.values(arm64),
    ]) {
      documents.set(document.digest, document);
    }
  }
  const single = image('arm64', 'single');
  tags.set('single', single.manifest);
  for (const document of Object.values(single)) {
    documents.set(document.digest, document);
  }

  const calls: RegistryCall[] = [];
  const server = createServer((request, response) => {
    const path = (request.url ?? '').replace(/^\/v2\//, '').split('?')[0];
    const { authorization } = request.headers;
    calls.push({ method: request.method ?? '', path, authorization });
    answer(
      path,
      request,
      response,
      name => tags.get(name) ?? documents.get(name),
    );
  });
  await new Promise<void>(done => {
    server.listen(0, '127.0.0.1', done);
  });
  const { port } = server.address() as AddressInfo;
  return {
    host: `127.0.0.1:${port}`,
    calls,
    /** What a tag of any repository stands for. */
    digestOf: (tag: string): string => {
      const found = tags.get(tag);
      if (!found) {
        throw new Error(`No tag ${tag}`);
      }
      return found.digest;
    },
    close: () =>
      new Promise(done => {
        server.closeAllConnections();
        server.close(done);
      }),
  };
}

function answer(
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
  find: (name: string) => StoredDocument | undefined,
): void {
  const fail = (status: number, code: string, headers = {}) => {
    response.writeHead(status, {
      'content-type': 'application/json',
      ...headers,
    });
    const message = 'said by\x1b[2J the registry';
    response.end(JSON.stringify({ errors: [{ code, message }] }));
  };
  if (path.startsWith('private/') && request.headers.authorization !== basic) {
    fail(401, 'UNAUTHORIZED', { 'www-authenticate': 'Basic realm="here"' });
    return;
  }
  if (path.startsWith('broken/')) {
    fail(500, 'UNKNOWN');
    return;
  }
  if (path.startsWith('busy/')) {
    fail(429, 'TOOMANYREQUESTS', { 'retry-after': '3600' });
    return;
  }
  const name = path.slice(path.lastIndexOf('/') + 1);
  const document = find(name);
  if (!document) {
    fail(404, 'MANIFEST_UNKNOWN');
    return;
  }
  const bytes = path.startsWith('liar/')
    ? Buffer.from(document.bytes.toString().replace('linux', 'Linux'))
    : document.bytes;
  response.writeHead(200, {
    'content-type': document.mediaType,
    'content-length': bytes.length,
    'docker-content-digest': document.digest,
    ...(path.startsWith('talking/') && {
      warning: '299 - "This registry closes in May"',
    }),
  });
  response.end(request.method === 'HEAD' ? undefined : bytes);
}
