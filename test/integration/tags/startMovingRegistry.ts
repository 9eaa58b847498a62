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
import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as the server saw it. */
export interface ServedRequest {
  at: number;
  kind: 'token' | 'manifest' | 'blob' | 'other';
  method: string;
  status: number;
  /** Account that the token was issued to; empty where there was none. */
  account: string;
  /** `repository:tag`; empty where no tag was asked for. */
  image: string;
  /** What was answered; empty where nothing was. */
  digest: string;
}

/** A registry of tags that move when they are told to. */
export interface MovingRegistry {
  /** As it stands in references. */
  host: string;
  origin: string;
  /** Everything that was asked, in the order of the answers. */
  log: ServedRequest[];
  /** What the tag stands for now. */
  digestOf(image: string): string;
  /** Lets the tag stand for content that it never stood for before. */
  move(image: string): void;
  /** Lets the tag stand for the same as that many moves before. */
  moveBack(image: string, moves: number): void;
  /** Called after each answer has left. */
  onServed: (request: ServedRequest) => void;
  close(): Promise<void>;
}

interface Content {
  digest: string;
  mediaType: string;
  bytes: Buffer;
}

const INDEX = 'application/vnd.oci.image.index.v1+json';
const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const CONFIG = 'application/vnd.oci.image.config.v1+json';
const LAYER = 'application/vnd.oci.image.layer.v1.tar+gzip';

/** How long a token may be used. */
const TOKEN_SECONDS = 300;

/**
 * Starts a registry on the loopback interface that has every tag of every
 * repository, for two platforms, and answers to bearer tokens only: one for
 * each repository, as Docker Hub does it.
 *
 * @param delayMs - before each answer, as a network takes its time
 */
export async function startMovingRegistry(
  options: { delayMs?: number } = {},
): Promise<MovingRegistry> {
  const { delayMs = 0 } = options;
  const contents = new Map<string, Content>();
  const histories = new Map<string, string[]>();
  const log: ServedRequest[] = [];

  const keep = (mediaType: string, value: unknown): Content => {
    const bytes = Buffer.from(JSON.stringify(value));
    const content = { digest: digestOf(bytes), mediaType, bytes };
    contents.set(content.digest, content);
    return content;
  };
  const historyOf = (image: string): string[] => {
    let history = histories.get(image);
    if (!history) {
      history = [createImage(keep, `${image} 0`)];
      histories.set(image, history);
    }
    return history;
  };
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const registry: MovingRegistry = {
    host,
    origin: `http://${host}`,
    log,
    digestOf: image => historyOf(image).at(-1)!,
    move: image => {
      const history = historyOf(image);
      history.push(createImage(keep, `${image} ${history.length}`));
    },
    moveBack: (image, moves) => {
      const history = historyOf(image);
      history.push(history.at(-1 - moves)!);
    },
    onServed: () => {},
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  server.on('request', (request, response) => {
    setTimeout(() => {
      const served = serve(request, response, {
        origin: registry.origin,
        tagged: image => contents.get(registry.digestOf(image)),
        stored: digest => contents.get(digest),
      });
      log.push(served);
      response.once('finish', () => registry.onServed(served));
    }, delayMs);
  });
  return registry;
}

/** @returns the digest of the index */
function createImage(
  keep: (mediaType: string, value: unknown) => Content,
  seed: string,
): string {
  const manifests = ['amd64', 'arm64'].map(architecture => {
    const layer = digestOf(Buffer.from(`${seed} ${architecture}`));
    const config = keep(CONFIG, {
      os: 'linux',
      architecture,
      rootfs: { type: 'layers', diff_ids: [layer] },
    });
    const manifest = keep(MANIFEST, {
      schemaVersion: 2,
      mediaType: MANIFEST,
      config: descriptor(config),
      layers: [{ mediaType: LAYER, digest: layer, size: 1_000 }],
    });
    return {
      ...descriptor(manifest),
      platform: { os: 'linux', architecture },
    };
  });
  return keep(INDEX, { schemaVersion: 2, mediaType: INDEX, manifests }).digest;
}

function serve(
  request: IncomingMessage,
  response: ServerResponse,
  source: {
    origin: string;
    tagged(image: string): Content | undefined;
    stored(digest: string): Content | undefined;
  },
): ServedRequest {
  const { pathname, searchParams } = new URL(request.url!, source.origin);
  const served: ServedRequest = {
    at: Date.now(),
    kind: 'other',
    method: request.method!,
    status: 404,
    account: '',
    image: '',
    digest: '',
  };
  const answer = (
    status: number,
    headers: Record<string, string | number>,
    body: string | Buffer,
  ) => {
    served.status = status;
    response.writeHead(status, headers);
    response.end(request.method === 'HEAD' ? undefined : body);
    return served;
  };
  const authorization = request.headers.authorization ?? '';
  if (pathname === '/token') {
    served.kind = 'token';
    const [, basic = ''] = /^Basic (.*)$/.exec(authorization) ?? [];
    const [account] = Buffer.from(basic, 'base64').toString().split(':');
    served.account = account;
    const scope = searchParams.get('scope') ?? '';
    return answer(
      200,
      { 'content-type': 'application/json' },
      JSON.stringify({
        token: Buffer.from(`${account} ${scope}`).toString('base64url'),
        expires_in: TOKEN_SECONDS,
      }),
    );
  }
  const path = /^\/v2\/(.+)\/(manifests|blobs)\/([^/]+)$/.exec(pathname);
  if (!path) {
    return answer(404, {}, '');
  }
  const [, repository, kind, name] = path;
  served.kind = kind === 'blobs' ? 'blob' : 'manifest';
  const scope = `repository:${repository}:pull`;
  const [, token = ''] = /^Bearer (.*)$/.exec(authorization) ?? [];
  const [account, granted] = Buffer.from(token, 'base64url')
    .toString()
    .split(' ');
  if (granted !== scope) {
    return answer(
      401,
      {
        'www-authenticate': `Bearer realm="${source.origin}/token",service="moving",scope="${scope}"`,
      },
      '',
    );
  }
  served.account = account;
  const byDigest = name.includes(':');
  if (!byDigest) {
    served.image = `${repository}:${name}`;
  }
  const content = byDigest ? source.stored(name) : source.tagged(served.image);
  if (!content) {
    return answer(404, {}, '');
  }
  served.digest = content.digest;
  return answer(
    200,
    {
      'content-type': content.mediaType,
      'content-length': content.bytes.length,
      'docker-content-digest': content.digest,
    },
    content.bytes,
  );
}

function descriptor({ mediaType, digest, bytes }: Content) {
  return { mediaType, digest, size: bytes.length };
}

function digestOf(bytes: Buffer): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
