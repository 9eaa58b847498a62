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

import type { ScmIntegrationRegistry } from '@backstage/integration';
import { encodePath, parseWebAddress, toPublicAddress } from './webAddress';

/** The folder of an entity on a source control host. */
export interface RepositoryAddress {
  host: string;
  /** Of the integration, for example `github`; null where there is none. */
  hostType: string | null;
  /** Of the folder, for reading. Ends with `/`, or its `path` parameter does. */
  folderUrl: string;
  /** The same with nothing in it that grants access. */
  publicFolderUrl: string;
  /** From the root of the repository to the folder: empty, or ends with `/`. */
  prefix: string;
}

/**
 * Takes apart the target of a `url:` location.
 *
 * @param target - a folder, or a catalog file whose folder is meant
 * @returns undefined for what is not an http or https address
 */
export function parseRepositoryAddress(
  target: string,
  integrations: ScmIntegrationRegistry,
): RepositoryAddress | undefined {
  const url = parseWebAddress(target);
  if (!url) {
    return undefined;
  }
  const hostType = integrations.byUrl(url)?.type ?? null;
  url.hash = '';
  nameDefaultBranch(url, hostType);
  endWithSlash(url);

  const folderUrl = integrations.resolveUrl({ url: './', base: `${url}` });
  return {
    host: url.host,
    hostType,
    folderUrl,
    publicFolderUrl: toPublicAddress(new URL(folderUrl)),
    prefix: hostType ? findPrefix(folderUrl, integrations) : '',
  };
}

/**
 * The integrations find the root of a repository by counting characters, and
 * count wrong where there are escapes or a query. They get neither.
 */
function findPrefix(
  folderUrl: string,
  integrations: ScmIntegrationRegistry,
): string {
  const url = new URL(folderUrl);
  if (!isAzure(url)) {
    url.search = '';
    url.pathname = url.pathname.replace(/[^/]*%[^/]*/g, 'x');
  }
  const rootUrl = integrations.resolveUrl({ url: '/', base: `${url}` });
  return getPathBelow(rootUrl, folderUrl) ?? '';
}

/** The address of a file below the folder, for reading or for people. */
export function getFileUrl(
  address: RepositoryAddress,
  path: string,
  integrations: ScmIntegrationRegistry,
  options: { base?: string; line?: number } = {},
): string {
  const url = integrations.resolveUrl({
    url: encodePath(path),
    base: options.base ?? address.folderUrl,
    lineNumber: options.line,
  });
  // GitLab's reader knows files only as blobs; people save a redirect.
  if (address.hostType === 'github' || address.hostType === 'gitlab') {
    return url.replace(/\/tree\//, '/blob/');
  }
  return url;
}

/** The path of `url` below `folderUrl`, decoded; undefined where it is not. */
export function getPathBelow(
  folderUrl: string,
  url: string,
): string | undefined {
  const folder = getPath(new URL(folderUrl));
  const path = getPath(new URL(url));
  const start = folder.endsWith('/') ? folder : `${folder}/`;
  if (!path.startsWith(start)) {
    return undefined;
  }
  try {
    return decodeURIComponent(path.slice(start.length));
  } catch {
    return undefined;
  }
}

/** The last part of the path of an address. */
export function getFileName(url: string): string {
  return getPath(new URL(url)).split('/').pop() ?? '';
}

function getPath(url: URL): string {
  return isAzure(url) ? url.searchParams.get('path') ?? '/' : url.pathname;
}

/** Azure names the file in a parameter. */
function isAzure(url: URL): boolean {
  return url.pathname.includes('/_git/');
}

/**
 * `https://github.com/org/repo` means its default branch. The readers want a
 * branch in the address; both hosts understand `HEAD`.
 */
function nameDefaultBranch(url: URL, hostType: string | null): void {
  const path = url.pathname.replace(/(\.git)?\/*$/, '');
  if (hostType === 'github' && path.split('/').length === 3) {
    url.pathname = `${path}/tree/HEAD/`;
  }
  if (
    hostType === 'gitlab' &&
    !/\/(tree|blob|raw)\//.test(`${url.pathname}/`) &&
    !url.pathname.includes('/-/')
  ) {
    url.pathname = `${path}/-/tree/HEAD/`;
  }
}

function endWithSlash(url: URL): void {
  const path = url.searchParams.get('path');
  if (path !== null) {
    url.searchParams.set('path', toFolder(path));
  } else {
    url.pathname = toFolder(url.pathname);
  }
}

function toFolder(path: string): string {
  return path.endsWith('/') || /\.ya?ml$/i.test(path) ? path : `${path}/`;
}
