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

import fs from 'node:fs';
import path from 'node:path';
import { LoopbackServer } from './servers';

/** One request for a blob. */
export interface StorageRequest {
  path: string;
  authorization: string | undefined;
}

/**
 * The files of a registry's store as another origin, to which it redirects for
 * blobs. Like S3 it answers 400 to who brings an `Authorization`.
 */
export class BlobStorage {
  readonly requests: StorageRequest[] = [];
  readonly #server: LoopbackServer;

  /** @param folder - of the registry's filesystem driver */
  static async start(folder: string): Promise<BlobStorage> {
    const requests: StorageRequest[] = [];
    const server = await LoopbackServer.start((request, response) => {
      const { pathname } = new URL(request.url!, 'http://localhost');
      const { authorization } = request.headers;
      requests.push({ path: pathname, authorization });
      const file = path.join(folder, path.normalize(pathname));
      if (authorization !== undefined) {
        response.writeHead(400).end('Only one auth mechanism allowed');
      } else if (!fs.existsSync(file)) {
        response.writeHead(404).end();
      } else {
        response.writeHead(200, { 'Content-Length': fs.statSync(file).size });
        fs.createReadStream(file).pipe(response);
      }
    });
    return new BlobStorage(server, requests);
  }

  private constructor(server: LoopbackServer, requests: StorageRequest[]) {
    this.#server = server;
    this.requests = requests;
  }

  get origin(): string {
    return this.#server.origin;
  }

  stop(): Promise<void> {
    return this.#server.stop();
  }
}
