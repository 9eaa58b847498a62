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

import type { ImageStore } from '../ImageStore';
import { answerBlob } from './answerBlob';
import { answerManifest } from './answerManifest';
import { type Exchange, sendError, sendJson } from './answers';
import { answerTags } from './answerTags';

/** A path of the pull part of the distribution specification. */
export interface RegistryPath {
  repository: string;
  kind: 'manifests' | 'blobs' | 'tags';
  /** Tag or digest; `list` for tags. */
  reference: string;
}

// Grammar of names in the distribution specification, segment by segment.
const SEGMENT = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const MAX_NAME = 255;

/** The parts of a path below `/v2/`; undefined where it has others. */
export function parseRegistryPath(pathname: string): RegistryPath | undefined {
  const segments = pathname.split('/').slice(2);
  const [kind, reference] = segments.splice(-2);
  const isKnown =
    kind === 'manifests' ||
    kind === 'blobs' ||
    (kind === 'tags' && reference === 'list');
  return isKnown && reference && segments.length > 0
    ? {
        repository: segments.join('/'),
        kind,
        // The colon of a digest; nothing else may have to be escaped here.
        reference: reference.replace(/%3a/i, ':'),
      }
    : undefined;
}

/**
 * Answers a request below `/v2/`: the pull part of the distribution
 * specification, and 405 for everything that would write.
 */
export function answerRegistry(exchange: Exchange, store: ImageStore): void {
  const { request, url } = exchange;
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    sendError(
      exchange,
      405,
      'UNSUPPORTED',
      'This registry is only read; npm run move-tag moves its tags',
      { Allow: 'GET, HEAD' },
    );
    return;
  }
  if (url.pathname === '/v2/' || url.pathname === '/v2') {
    sendJson(exchange, 200, {});
    return;
  }
  const path = parseRegistryPath(url.pathname);
  if (!path) {
    sendError(exchange, 404, 'UNSUPPORTED', 'This registry has no such path');
    return;
  }
  const { repository, kind, reference } = path;
  if (!isName(repository)) {
    sendError(exchange, 400, 'NAME_INVALID', 'This is no name of a repository');
  } else if (!store.hasRepository(repository)) {
    sendError(
      exchange,
      404,
      'NAME_UNKNOWN',
      `There is no repository ${repository}`,
    );
  } else if (kind === 'tags') {
    answerTags(exchange, store, repository);
  } else if (kind === 'blobs') {
    answerBlob(exchange, store, repository, reference);
  } else {
    answerManifest(exchange, store, repository, reference);
  }
}

function isName(text: string): boolean {
  return (
    text.length <= MAX_NAME &&
    text.split('/').every(segment => SEGMENT.test(segment))
  );
}
