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
import { toError } from '@backstage/errors';
import type { ScmIntegrationRegistry } from '@backstage/integration';
import {
  decodeFile,
  type FileContent,
  MAX_FILE_BYTES,
  MAX_TOTAL_BYTES,
  refuseSize,
  refuseTotal,
} from './fileContent';
import { readBounded } from './readBounded';
import { getFileUrl, type RepositoryAddress } from './repositoryAddress';

/** Build files that were read; paths are relative to the entity's folder. */
export interface FilesRead {
  etag: string | null;
  files: Array<
    { path: string; committedMs?: number } & (
      | FileContent
      | { status: 'missing' }
    )
  >;
  /** Files there are, of which `files` may be the first. */
  found: number;
}

/** What is needed to read from one repository. */
export interface RepositoryReading {
  address: RepositoryAddress;
  reader: UrlReaderService;
  integrations: ScmIntegrationRegistry;
  etag: string | null;
  signal: AbortSignal;
}

/** Clocks of hosts differ from ours; what is later than this is no commit. */
const MAX_CLOCK_ERROR_MS = 300_000;

/**
 * Reads the files that an owner names: one request each, conditional where the
 * last answer had an etag. Hosts do not count answers of "not modified" against
 * their limits.
 *
 * @returns undefined where none of them has changed
 */
export async function readNamedFiles(
  paths: readonly string[],
  reading: RepositoryReading,
): Promise<FilesRead | undefined> {
  const before = parseEtags(reading.etag);
  if (before && (await areUnchanged(paths, before, reading))) {
    return undefined;
  }

  const files: FilesRead['files'] = [];
  const etags: Record<string, string | null | undefined> = {};
  let bytesLeft = MAX_TOTAL_BYTES;
  for (const path of new Set(paths)) {
    const { etag, ...file } = await readNamedFile(path, reading);
    etags[path] = etag;
    if (file.status === 'read') {
      bytesLeft -= Buffer.byteLength(file.content);
    }
    const name = reading.address.prefix + path;
    files.push({ path, ...(bytesLeft < 0 ? refuseTotal(name) : file) });
  }
  // Without the etag of every file nobody can say that nothing has changed.
  const complete = Object.values(etags).every(etag => etag !== undefined);
  return {
    etag: complete ? JSON.stringify(etags) : null,
    files,
    found: files.length,
  };
}

/**
 * Reads one file up to the bound.
 *
 * @param name - names the file in sentences
 * @throws what the reader throws
 */
export async function readUrlFile(
  url: string,
  name: string,
  options: {
    reader: UrlReaderService;
    signal: AbortSignal;
    hostType?: string | null;
  },
): Promise<FileContent & { etag: string | undefined; committedMs?: number }> {
  const response = await options.reader.readUrl(url, {
    signal: options.signal,
  });
  const bytes = await readBounded(response, MAX_FILE_BYTES, options.signal);
  const content =
    bytes.byteLength > MAX_FILE_BYTES
      ? refuseSize(name)
      : decodeFile(name, bytes);
  const committedMs =
    options.hostType === 'github'
      ? toCommitTime(response.lastModifiedAt)
      : undefined;
  return {
    ...content,
    etag: response.etag || undefined,
    ...(committedMs !== undefined && { committedMs }),
  };
}

/**
 * Of all hosts only GitHub is known to answer when the last commit touched a
 * file: `Last-Modified` of its API for contents, which the portal's reader
 * passes on. Elsewhere it is missing, or the time of an upload or of the newest
 * commit of all.
 */
function toCommitTime(lastModifiedAt: Date | undefined): number | undefined {
  const time = lastModifiedAt?.getTime() ?? NaN;
  return time > 0 && time <= Date.now() + MAX_CLOCK_ERROR_MS ? time : undefined;
}

async function readNamedFile(
  path: string,
  reading: RepositoryReading,
): Promise<
  (FileContent | { status: 'missing' }) & {
    etag: string | null | undefined;
    committedMs?: number;
  }
> {
  const url = getFileUrl(reading.address, path, reading.integrations);
  try {
    return await readUrlFile(url, reading.address.prefix + path, {
      ...reading,
      hostType: reading.address.hostType,
    });
  } catch (error) {
    if (toError(error).name === 'NotFoundError') {
      return { status: 'missing', etag: null };
    }
    throw error;
  }
}

async function areUnchanged(
  paths: readonly string[],
  before: Record<string, string | null>,
  reading: RepositoryReading,
): Promise<boolean> {
  for (const path of new Set(paths)) {
    const etag = before[path];
    if (etag === undefined || !(await isUnchanged(path, etag, reading))) {
      return false;
    }
  }
  return true;
}

async function isUnchanged(
  path: string,
  etag: string | null,
  { address, reader, integrations, signal }: RepositoryReading,
): Promise<boolean> {
  const url = getFileUrl(address, path, integrations);
  try {
    const response = await reader.readUrl(url, {
      etag: etag ?? undefined,
      signal,
    });
    response.stream?.().destroy();
    return false;
  } catch (thrown) {
    const { name } = toError(thrown);
    if (name === 'NotModifiedError') {
      return true;
    }
    if (name === 'NotFoundError') {
      return etag === null;
    }
    throw thrown;
  }
}

/** By path; null for a file that was not there. */
function parseEtags(
  etag: string | null,
): Record<string, string | null> | undefined {
  if (!etag?.startsWith('{')) {
    return undefined;
  }
  return JSON.parse(etag);
}
