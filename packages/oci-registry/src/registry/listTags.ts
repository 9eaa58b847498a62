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

import type { Deadline } from '../http/Deadline';
import { parseNextLink } from '../headers/links';
import { RegistryError } from '../errors';
import { readJsonObject } from '../manifest/json';
import type { Registry } from './Registry';

/** What Amazon ECR allows at most; others give fewer where they want to. */
const PAGE_SIZE = 1000;
const MAX_PAGES = 1000;

const TAG = /^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}$/;

export interface TagListing {
  repository: string;
  /** Of one page. */
  maxBytes: number;
  /** Of tags. */
  limit: number;
}

/**
 * All tags, page after page as `Link` says, at the registry's own origin only.
 *
 * @throws RegistryError
 */
export async function listTags(
  registry: Registry,
  listing: TagListing,
  deadline: Deadline,
): Promise<string[]> {
  const { repository, limit } = listing;
  const path = `/v2/${repository}/tags/list`;
  const tags = new Set<string>();
  const seen = new Set<string>();
  let url = registry.urlOf(`${path}?n=${Math.min(limit, PAGE_SIZE)}`);
  for (let page = 0; page < MAX_PAGES && tags.size < limit; page += 1) {
    seen.add(url.href);
    const answer = await registry.ask(
      {
        url,
        method: 'GET',
        kind: 'tags',
        accept: 'application/json',
        what: `the tags of ${repository}`,
        maxBytes: listing.maxBytes,
        repository,
        authorization: undefined,
      },
      deadline,
    );
    for (const tag of readTags(answer.bytes, registry.name, repository)) {
      tags.add(tag);
    }
    const link = parseNextLink(answer.headers.link);
    if (link === undefined) {
      break;
    }
    url = nextUrl(link, url, registry.name);
    if (seen.has(url.href)) {
      throw unexpected(
        registry.name,
        `the tags of ${repository} come in pages that lead back to the first ones`,
      );
    }
  }
  return [...tags].slice(0, limit);
}

/** `{"tags": null}` is a repository whose last tag was deleted. */
function readTags(
  bytes: Uint8Array,
  registry: string,
  repository: string,
): string[] {
  const what = `the list of tags of ${repository}`;
  const { tags } = readJsonObject(bytes, registry, what);
  if (tags === null || tags === undefined) {
    return [];
  }
  if (!Array.isArray(tags)) {
    throw unexpected(registry, `${what} is not a list`);
  }
  return tags.filter(
    (tag): tag is string => typeof tag === 'string' && TAG.test(tag),
  );
}

function nextUrl(link: string, from: URL, registry: string): URL {
  const url = URL.canParse(link, from) ? new URL(link, from) : null;
  if (
    url === null ||
    url.origin !== from.origin ||
    url.username !== '' ||
    url.password !== ''
  ) {
    throw unexpected(registry, 'names a next page of tags that is not its own');
  }
  url.hash = '';
  return url;
}

function unexpected(registry: string, message: string): RegistryError {
  return new RegistryError('unexpected-answer', registry, message);
}
