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

import { ANNOTATION_LOCATION } from '@backstage/catalog-model';
import type { ScmIntegrationRegistry } from '@backstage/integration';
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import {
  type FileHandle,
  open,
  readdir,
  realpath,
  stat,
} from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { MAX_BUILD_FILES } from '../../catalog/parseBuildFiles';
import { type AllowedFolders, isBelow } from './AllowedFolders';
import {
  compareBuildFiles,
  isBuildFile,
  isSkippedFolder,
  MAX_SEARCH_DEPTH,
} from './buildFileNames';
import {
  decodeFile,
  type FileContent,
  MAX_FILE_BYTES,
  MAX_TOTAL_BYTES,
  refuseSize,
  refuseTotal,
} from './fileContent';
import type {
  ReadRepositoryRequest,
  ReadRepositoryResult,
  RepositoryFile,
  RepositoryLocation,
  RepositorySource,
} from './RepositorySource';
import { encodePath, parseWebAddress, toPublicAddress } from './webAddress';

// Far more than a repository of a function has; a folder that is not one, such
// as a home folder, must not be walked for ever.
const MAX_ENTRIES = 20_000;

/**
 * Reads entities registered from `file:` locations, below allowed folders and
 * nowhere else.
 */
export class FolderRepositorySource implements RepositorySource {
  readonly #allowedFolders: AllowedFolders;
  readonly #integrations: ScmIntegrationRegistry;

  static create(options: {
    allowedFolders: AllowedFolders;
    integrations: ScmIntegrationRegistry;
  }): FolderRepositorySource {
    return new FolderRepositorySource(options);
  }

  private constructor(options: {
    allowedFolders: AllowedFolders;
    integrations: ScmIntegrationRegistry;
  }) {
    this.#allowedFolders = options.allowedFolders;
    this.#integrations = options.integrations;
  }

  async read(request: ReadRepositoryRequest): Promise<ReadRepositoryResult> {
    const found = await this.#findFolder(request.location.target);
    if (typeof found === 'string') {
      return { status: 'unreadable', message: found };
    }

    const { folder, displayPath } = found;
    const paths = request.paths
      ? [...new Set(request.paths)]
      : await searchBuildFiles(folder, request.signal);
    const files = await readFiles(
      folder,
      paths.slice(0, MAX_BUILD_FILES),
      request.signal,
    );
    const etag = hash({ files, found: paths.length });
    if (etag === request.etag) {
      return { status: 'unchanged' };
    }

    const view = request.viewUrl ? parseWebAddress(request.viewUrl) : undefined;
    const base = view && toPublicAddress(view);
    return {
      status: 'read',
      etag,
      source: {
        type: 'file',
        target: displayPath,
        url: base ? this.#integrations.resolveUrl({ url: './', base }) : null,
        revision: null,
      },
      files,
      found: paths.length,
      getViewUrl: (path, lineNumber) =>
        base
          ? this.#integrations.resolveUrl({
              url: encodePath(path),
              base,
              lineNumber,
            })
          : null,
    };
  }

  async readCatalogFile(
    location: RepositoryLocation,
  ): Promise<{ path: string; content: string } | undefined> {
    const file = await this.#allowedFolders.find(location.target);
    if (typeof file === 'string') {
      return undefined;
    }
    const path = basename(file.realPath);
    const read = await readFile(file.realPath, path);
    return read.status === 'read' ? { path, content: read.content } : undefined;
  }

  async #findFolder(
    target: string,
  ): Promise<{ folder: string; displayPath: string } | string> {
    const place = await this.#allowedFolders.find(target);
    if (place === 'outside') {
      return `The entity is registered from a folder of the portal's machine that lambdaCompat.sources.allowedFolders does not allow, so its files are not read. The annotation ${ANNOTATION_LOCATION} names it.`;
    }
    if (place === 'missing') {
      return `The folder that the annotation ${ANNOTATION_LOCATION} names does not exist.`;
    }
    const status = await stat(place.realPath).catch(() => undefined);
    if (status?.isDirectory()) {
      return { folder: place.realPath, displayPath: place.displayPath };
    }
    // A file location names the catalog file. Its folder is the repository.
    const parent = await this.#allowedFolders.find(dirname(place.realPath));
    return typeof parent === 'string'
      ? `The folder of the entity's catalog file is not allowed by lambdaCompat.sources.allowedFolders.`
      : { folder: parent.realPath, displayPath: parent.displayPath };
  }
}

async function searchBuildFiles(
  root: string,
  signal: AbortSignal,
): Promise<string[]> {
  const found: string[] = [];
  let folders = [''];
  let entriesLeft = MAX_ENTRIES;
  for (let depth = 0; depth <= MAX_SEARCH_DEPTH; depth++) {
    const below: string[] = [];
    for (const folder of folders) {
      signal.throwIfAborted();
      const entries = await readdir(join(root, folder), {
        withFileTypes: true,
      }).catch(() => []);
      for (const entry of entries.slice(0, entriesLeft)) {
        const path = folder ? `${folder}/${entry.name}` : entry.name;
        // Links to folders are not followed: they can form circles.
        if (entry.isDirectory()) {
          if (!isSkippedFolder(entry.name)) {
            below.push(path);
          }
        } else if (isBuildFile(path)) {
          found.push(path);
        }
      }
      entriesLeft = Math.max(0, entriesLeft - entries.length);
    }
    folders = below;
  }
  return found.sort(compareBuildFiles);
}

async function readFiles(
  folder: string,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<RepositoryFile[]> {
  const files: RepositoryFile[] = [];
  let bytesLeft = MAX_TOTAL_BYTES;
  for (const path of paths) {
    signal.throwIfAborted();
    const file = await readFileBelow(folder, path);
    if (file.status === 'read') {
      bytesLeft -= Buffer.byteLength(file.content);
    }
    const kept = bytesLeft < 0 ? refuseTotal(path) : file;
    files.push({ path, requestedPath: path, ...kept });
  }
  return files;
}

async function readFileBelow(
  folder: string,
  path: string,
): Promise<FileContent | { status: 'missing' }> {
  const written = resolve(folder, path);
  let real: string;
  try {
    real = await realpath(written);
  } catch {
    // Also a link to nothing, or through a file as if it were a folder.
    return { status: 'missing' };
  }
  if (!isBelow(real, folder) || !isBelow(written, folder)) {
    return {
      status: 'refused',
      code: 'LC304',
      message: `${path} is a symbolic link that leaves the entity's folder, so it is not followed.`,
    };
  }
  return readFile(real, path);
}

/** @param name - names the file in sentences */
async function readFile(realPath: string, name: string): Promise<FileContent> {
  // Without O_NONBLOCK the opening of a named pipe waits for a writer. With
  // O_NOFOLLOW a link put here after the check is not followed either.
  const flags =
    constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  let handle: FileHandle | undefined;
  try {
    handle = await open(realPath, flags);
    const status = await handle.stat();
    if (!status.isFile()) {
      return {
        status: 'refused',
        code: 'LC304',
        message: `${name} is not a regular file, so it is not read.`,
      };
    }
    if (status.size > MAX_FILE_BYTES) {
      return refuseSize(name, status.size);
    }
    const bytes = Buffer.alloc(MAX_FILE_BYTES + 1);
    let length = 0;
    while (length < bytes.byteLength) {
      const { bytesRead } = await handle.read(bytes, length);
      if (bytesRead === 0) {
        break;
      }
      length += bytesRead;
    }
    return decodeFile(name, bytes.subarray(0, length));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    return {
      status: 'refused',
      code: 'LC303',
      message: `${name} could not be read by the portal (${code}).`,
    };
  } finally {
    await handle?.close();
  }
}

function hash(value: unknown): string {
  const digest = createHash('sha256').update(JSON.stringify(value));
  return `content:${digest.digest('hex')}`;
}
