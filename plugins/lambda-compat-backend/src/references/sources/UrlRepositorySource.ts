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

import type { UrlReaderService } from '@backstage/backend-plugin-api';
import type { ScmIntegrationRegistry } from '@backstage/integration';
import { describeReadError } from './describeReadError';
import { untilAborted } from './readBounded';
import { type FilesRead, readNamedFiles, readUrlFile } from './readNamedFiles';
import {
  getFileUrl,
  getFileName,
  parseRepositoryAddress,
  type RepositoryAddress,
} from './repositoryAddress';
import type {
  ReadRepositoryRequest,
  ReadRepositoryResult,
  RepositoryLocation,
  RepositorySource,
} from './RepositorySource';
import { searchRepository } from './searchRepository';

const COMMIT = /^[0-9a-f]{40}([0-9a-f]{24})?$/;

/** Reads repositories through the portal's URL reader and its integrations. */
export class UrlRepositorySource implements RepositorySource {
  readonly #reader: UrlReaderService;
  readonly #integrations: ScmIntegrationRegistry;

  static create(options: {
    reader: UrlReaderService;
    integrations: ScmIntegrationRegistry;
  }): UrlRepositorySource {
    return new UrlRepositorySource(options);
  }

  private constructor(options: {
    reader: UrlReaderService;
    integrations: ScmIntegrationRegistry;
  }) {
    this.#reader = options.reader;
    this.#integrations = options.integrations;
  }

  async read(request: ReadRepositoryRequest): Promise<ReadRepositoryResult> {
    const { etag, paths, signal } = request;
    const address = this.#parseAddress(request.location);
    if (!address) {
      return {
        status: 'unreadable',
        message:
          "The entity's source location is not an http or https address.",
      };
    }
    const reading = {
      address,
      reader: this.#reader,
      integrations: this.#integrations,
      etag,
      signal,
    };
    try {
      const read = await untilAborted(
        paths ? readNamedFiles(paths, reading) : searchRepository(reading),
        signal,
      );
      return read ? this.#toContent(address, read) : { status: 'unchanged' };
    } catch (error) {
      signal.throwIfAborted();
      return describeReadError(error, address.host);
    }
  }

  async readCatalogFile(
    location: RepositoryLocation,
    { signal }: { signal: AbortSignal },
  ): Promise<{ path: string; content: string } | undefined> {
    const address = this.#parseAddress(location);
    if (!address) {
      return undefined;
    }
    try {
      const path = address.prefix + getFileName(location.target);
      const file = await untilAborted(
        readUrlFile(location.target, path, { reader: this.#reader, signal }),
        signal,
      );
      return file.status === 'read'
        ? { path, content: file.content }
        : undefined;
    } catch {
      signal.throwIfAborted();
      return undefined;
    }
  }

  #parseAddress({ target }: RepositoryLocation): RepositoryAddress | undefined {
    try {
      return parseRepositoryAddress(target, this.#integrations);
    } catch {
      // The integrations refuse addresses whose path climbs.
      return undefined;
    }
  }

  #toContent(
    address: RepositoryAddress,
    { etag, files, found }: FilesRead,
  ): ReadRepositoryResult {
    return {
      status: 'read',
      etag,
      source: {
        type: 'url',
        target: address.publicFolderUrl,
        url: address.publicFolderUrl,
        revision: etag && COMMIT.test(etag) ? etag : null,
      },
      files: files.map(file => ({
        ...file,
        requestedPath: file.path,
        path: address.prefix + file.path,
      })),
      found,
      getViewUrl: (path, line) =>
        getFileUrl(
          address,
          path.slice(address.prefix.length),
          this.#integrations,
          { base: address.publicFolderUrl, line },
        ),
    };
  }
}
