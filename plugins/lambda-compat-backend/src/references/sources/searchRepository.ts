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

import { toError } from '@backstage/errors';
import { MAX_BUILD_FILES } from '../../catalog/parseBuildFiles';
import {
  BUILD_FILE_GLOB,
  compareBuildFiles,
  isBuildFile,
} from './buildFileNames';
import {
  decodeFile,
  type FileContent,
  MAX_FILE_BYTES,
  MAX_TOTAL_BYTES,
  refuseSize,
  refuseTotal,
} from './fileContent';
import {
  type FilesRead,
  readUrlFile,
  type RepositoryReading,
} from './readNamedFiles';
import { getPathBelow } from './repositoryAddress';

interface Listing {
  etag: string;
  files: Array<{
    path: string;
    read(): Promise<FileContent & { committedMs?: number }>;
  }>;
}

// Archives are unpacked in memory, and a repository may be full of files that
// look like build files.
const MAX_UNPACKED_BYTES = 4 * MAX_TOTAL_BYTES;

/**
 * Looks for build files in a repository.
 *
 * @returns undefined where the repository has not changed
 */
export async function searchRepository(
  reading: RepositoryReading,
): Promise<FilesRead | undefined> {
  const listing = await list(reading);
  if (!listing) {
    return undefined;
  }
  const found = listing.files.sort((a, b) => compareBuildFiles(a.path, b.path));
  const files: FilesRead['files'] = [];
  let bytesLeft = MAX_TOTAL_BYTES;
  for (const { path, read } of found.slice(0, MAX_BUILD_FILES)) {
    const file = await read();
    if (file.status === 'read') {
      bytesLeft -= Buffer.byteLength(file.content);
    }
    const name = reading.address.prefix + path;
    files.push({ path, ...(bytesLeft < 0 ? refuseTotal(name) : file) });
  }
  return { etag: listing.etag || null, files, found: found.length };
}

async function list(reading: RepositoryReading): Promise<Listing | undefined> {
  try {
    return reading.address.hostType === 'github'
      ? await listBySearch(reading)
      : await listByTree(reading);
  } catch (error) {
    if (toError(error).name === 'NotModifiedError') {
      return undefined;
    }
    throw error;
  }
}

/**
 * On GitHub a search is one request for the commit and one for the tree. The
 * files are then read one by one, as streams, because the search itself would
 * give each of them whole.
 */
async function listBySearch(reading: RepositoryReading): Promise<Listing> {
  const { address, etag, integrations, reader, signal } = reading;
  const url = integrations.resolveUrl({
    url: BUILD_FILE_GLOB,
    base: address.folderUrl,
  });
  const result = await reader.search(url, { etag: etag ?? undefined, signal });
  return {
    etag: result.etag,
    files: result.files.flatMap(file => {
      const path = getPathBelow(address.folderUrl, file.url);
      return path !== undefined && isBuildFile(path)
        ? {
            path,
            read: async () => {
              const { etag: own, ...content } = await readUrlFile(
                file.url,
                address.prefix + path,
                { ...reading, hostType: address.hostType },
              );
              return content;
            },
          }
        : [];
    }),
  };
}

/**
 * Elsewhere a search downloads the archive and filters it. Doing that here lets
 * the size of each file be known before it is unpacked.
 */
async function listByTree(reading: RepositoryReading): Promise<Listing> {
  const { address, etag, reader, signal } = reading;
  const refused = new Map<string, FileContent>();
  let bytesLeft = MAX_UNPACKED_BYTES;
  const tree = await reader.readTree(address.folderUrl, {
    etag: etag ?? undefined,
    signal,
    filter: (path, info) => {
      if (!isBuildFile(path)) {
        return false;
      }
      const size = info?.size ?? 0;
      if (size > MAX_FILE_BYTES) {
        refused.set(path, refuseSize(address.prefix + path, size));
        return false;
      }
      bytesLeft -= size;
      if (bytesLeft < 0) {
        refused.set(path, refuseTotal(address.prefix + path));
        return false;
      }
      return true;
    },
  });
  const files = await tree.files();
  return {
    etag: tree.etag,
    files: [
      ...files
        .filter(file => isBuildFile(file.path))
        .map(file => ({
          path: file.path,
          read: async () =>
            // An empty file of an archive comes as an empty array.
            decodeFile(
              address.prefix + file.path,
              Buffer.from(await file.content()),
            ),
        })),
      ...[...refused].map(([path, content]) => ({
        path,
        read: async () => content,
      })),
    ],
  };
}
