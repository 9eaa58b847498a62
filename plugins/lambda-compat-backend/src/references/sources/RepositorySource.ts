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

import type { EntityReport } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { FileContent } from './fileContent';

/** A place in a repository, taken from an entity's location annotations. */
export interface RepositoryLocation {
  type: string;
  target: string;
}

/** What to read, and what was read before. */
export interface ReadRepositoryRequest {
  location: RepositoryLocation;
  /** `backstage.io/view-url` of the entity, for folders without an address. */
  viewUrl: string | null;
  /** Relative to the location; null to search for build files. */
  paths: readonly string[] | null;
  /** From the last result, while the same files are asked for. */
  etag: string | null;
  signal: AbortSignal;
}

/** One file that was asked for or found. */
export type RepositoryFile = {
  /** From the root of the repository where that is known. */
  path: string;
  /** As asked for; the same as `path` for files that were found. */
  requestedPath: string;
  /**
   * Last commit that touched it, milliseconds since 1970; absent where the
   * source does not say.
   */
  committedMs?: number;
} & (
  | FileContent
  /** Not there, although it was asked for. */
  | { status: 'missing' }
);

/** A repository that was read, with all that is needed to show it. */
export interface RepositoryContent {
  status: 'read';
  etag: string | null;
  source: NonNullable<EntityReport['source']>;
  files: RepositoryFile[];
  /** Build files found, `files` being the first of them. */
  found: number;
  /** Web view of a file, for people; null where there is none. */
  getViewUrl(path: string, line?: number): string | null;
}

/**
 * A repository that gave nothing this time. What was known stays known.
 */
export interface UnreadableRepository {
  status: 'unreadable';
  /** A sentence without credentials and without paths of this machine. */
  message: string;
  /** The host did not answer, so others of it will not be read either. */
  unreachable?: boolean;
  /** The host asked to be left alone for this long. */
  throttledForMs?: number;
}

/** The outcome of reading a repository. */
export type ReadRepositoryResult =
  | { status: 'unchanged' }
  | RepositoryContent
  | UnreadableRepository;

/**
 * Reads build files from one kind of location. Throws nothing but the reason of
 * an aborted signal.
 */
export interface RepositorySource {
  read(request: ReadRepositoryRequest): Promise<ReadRepositoryResult>;

  /**
   * Reads the catalog file that describes an entity.
   *
   * @returns undefined where it cannot be read
   */
  readCatalogFile(
    location: RepositoryLocation,
    options: { signal: AbortSignal },
  ): Promise<{ path: string; content: string } | undefined>;
}
