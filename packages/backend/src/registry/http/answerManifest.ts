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
import { type Exchange, sendBytes, sendError } from './answers';

const DIGEST = /^sha256:[0-9a-f]{64}$/;
const MAX_ACCEPTED_TYPES = 64;
const DIGEST_OF_NOTHING = `sha256:${'1ee7'.repeat(16)}`;

/** Answers GET and HEAD of `/v2/<name>/manifests/<tag or digest>`. */
export function answerManifest(
  exchange: Exchange,
  store: ImageStore,
  repository: string,
  reference: string,
): void {
  if (reference.includes(':') && !DIGEST.test(reference)) {
    sendError(exchange, 400, 'DIGEST_INVALID', `${reference} is no digest`);
    return;
  }
  const digest = findDigest(exchange, store, repository, reference);
  const manifest = digest && store.findManifest(repository, digest);
  if (!digest || !manifest) {
    sendError(
      exchange,
      404,
      'MANIFEST_UNKNOWN',
      `${repository} has no ${reference}`,
    );
    return;
  }
  if (!accepts(exchange.request.headers.accept, manifest.mediaType)) {
    sendError(
      exchange,
      404,
      'MANIFEST_UNKNOWN',
      `${reference} is a ${manifest.mediaType}, which the Accept header does not name`,
    );
    return;
  }
  const named = exchange.lies ? DIGEST_OF_NOTHING : digest;
  sendBytes(
    exchange,
    200,
    {
      'Content-Type': manifest.mediaType,
      'Docker-Content-Digest': named,
      ETag: `"${named}"`,
    },
    manifest.bytes,
  );
}

function findDigest(
  exchange: Exchange,
  store: ImageStore,
  repository: string,
  reference: string,
): string | undefined {
  if (exchange.lies && reference === DIGEST_OF_NOTHING) {
    // Who believed the name is given something under it.
    const [tag] = store.listTags(repository);
    return store.findTag(repository, tag);
  }
  return DIGEST.test(reference)
    ? reference
    : store.findTag(repository, reference);
}

/**
 * Whether an Accept header lets this type through. Without one everything is
 * let through (RFC 9110, 12.5.1), so that a person can look with curl.
 */
function accepts(header: string | undefined, mediaType: string): boolean {
  if (!header?.trim()) {
    return true;
  }
  return header
    .split(',', MAX_ACCEPTED_TYPES)
    .map(part => part.split(';'))
    .filter(([, ...parameters]) => !parameters.some(isRefusal))
    .map(([type]) => type.trim().toLowerCase())
    .some(type => ['*/*', 'application/*', mediaType].includes(type));
}

function isRefusal(parameter: string): boolean {
  return /^q=0(\.0{0,3})?$/.test(parameter.trim().toLowerCase());
}
