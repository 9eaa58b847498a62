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

import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerControl } from './control/answerControl';
import type { SampleBuilds } from './control/answerBuild';
import { answerFault } from './faults/answerFault';
import { SampleFaults } from './faults/SampleFaults';
import { type Exchange, sendError } from './http/answers';
import { answerRegistry, parseRegistryPath } from './http/answerRegistry';
import type { SampleDeclaration } from './images/SampleImage';
import { SampleStories } from './SampleStories';
import type { SampleTags } from './SampleTags';

// Never more than this machine can ask.
const HOST = '127.0.0.1';

/** What a sample registry is made of. */
export interface SampleRegistryOptions {
  declaration: SampleDeclaration;
  tags: SampleTags;
  builds?: SampleBuilds;
  /** 0 takes any that is free. */
  port: number;
  onError: (error: unknown) => void;
}

/**
 * A registry that is only read, with images that are made for the sample
 * portal. `/sample` moves its tags and makes it misbehave.
 */
export class SampleRegistry {
  readonly #tags: SampleTags;
  readonly #builds: SampleBuilds;
  readonly #faults = new SampleFaults();
  readonly #stories: SampleStories;
  readonly #server: Server;
  readonly #onError: (error: unknown) => void;

  /** @throws the error of `listen`, for example `EADDRINUSE` */
  static async start(options: SampleRegistryOptions): Promise<SampleRegistry> {
    const registry = new SampleRegistry(options);
    registry.#server.listen(options.port, HOST);
    await once(registry.#server, 'listening');
    return registry;
  }

  private constructor(options: SampleRegistryOptions) {
    this.#tags = options.tags;
    this.#builds = options.builds ?? {};
    this.#onError = options.onError;
    this.#stories = new SampleStories(
      options.declaration.stories,
      ({ repository, tag }, to) =>
        options.tags
          .move(
            repository,
            tag,
            to === null ? { kind: 'delete' } : { kind: 'image', image: to },
          )
          .catch(options.onError),
    );
    for (const repository of options.declaration.repositories) {
      if (repository.private) {
        this.#faults.set(repository.name, 'no-access');
      }
    }
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch(error => {
        this.#onError(error);
        response.destroy();
      });
    });
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://${HOST}:${port}`;
  }

  /** Ends open requests too. */
  async close(): Promise<void> {
    this.#stories.close();
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  async #answer(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const url = parseUrl(request.url);
    const exchange: Exchange = { request, response, url, lies: false };
    response.setHeader('X-Content-Type-Options', 'nosniff');
    if (isBelow(url, '/v2')) {
      response.setHeader('Docker-Distribution-Api-Version', 'registry/2.0');
      await this.#answerRegistry(exchange);
    } else if (isBelow(url, '/sample')) {
      await answerControl(exchange, {
        tags: this.#tags,
        faults: this.#faults,
        builds: this.#builds,
      });
    } else {
      sendError(exchange, 404, 'UNSUPPORTED', 'This registry has no such path');
    }
  }

  async #answerRegistry(exchange: Exchange): Promise<void> {
    const path = parseRegistryPath(exchange.url.pathname);
    const fault = path && this.#faults.find(path.repository);
    if (fault && (await answerFault(exchange, fault))) {
      return;
    }
    exchange.lies = fault === 'lying';
    if (path?.kind === 'manifests') {
      this.#stories.looked(path.repository, path.reference);
    }
    answerRegistry(exchange, this.#tags.store);
  }
}

function isBelow(url: URL, folder: string): boolean {
  return url.pathname === folder || url.pathname.startsWith(`${folder}/`);
}

/** Of a request line; an address that cannot be read is the root, which is not found. */
function parseUrl(address: string | undefined): URL {
  const base = 'http://registry.invalid';
  const text = address?.startsWith('/') ? `${base}${address}` : base;
  return URL.canParse(text) ? new URL(text) : new URL(base);
}
