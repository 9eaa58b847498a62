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

import { isRegistryError, RegistryError } from '../errors';
import { headerOf } from '../headers/answerHeaders';
import type { AnswerHeaders } from '../headers/answerHeaders';
import { parseWarnings } from '../headers/warnings';
import { contentEncodingOf, contentLengthOf } from '../http/bodies';
import type { Deadline } from '../http/Deadline';
import { isDigest } from '../manifest/digests';
import { legacyManifest } from '../manifest/manifestType';
import {
  isLegacyMediaType,
  isManifestMediaType,
  MANIFEST_MEDIA_TYPES,
  mediaTypeOf,
} from '../manifest/mediaTypes';
import { readManifest } from '../manifest/parseManifest';
import type { Manifest, ResolvedTag } from '../types';
import type { Answer, Ask } from './ask';
import type { Registry } from './Registry';

const ACCEPT = MANIFEST_MEDIA_TYPES.join(', ');

/** A manifest that is asked for by tag or by digest. */
export interface ManifestRequest {
  repository: string;
  /** Tag or digest. */
  reference: string;
  maxBytes: number;
}

/**
 * What a tag points to: one HEAD. One GET where its answer names no digest or
 * no type, where HEAD is not answered, and to learn which kind of 404 it is,
 * because that is in the body.
 */
export async function resolveTag(
  registry: Registry,
  request: ManifestRequest,
  deadline: Deadline,
): Promise<ResolvedTag> {
  if (!registry.headIsSilent) {
    const resolved = await resolveByHead(registry, request, deadline);
    if (resolved !== null) {
      return resolved;
    }
  }
  const { manifest, warnings } = await fetchManifest(
    registry,
    request,
    deadline,
  );
  const { digest, mediaType, size } = manifest;
  return { digest, mediaType, size, method: 'get', warnings };
}

/** The manifest, its bytes checked against the digest that they must have. */
export async function fetchManifest(
  registry: Registry,
  request: ManifestRequest,
  deadline: Deadline,
): Promise<{ manifest: Manifest; warnings: string[] }> {
  const answer = await registry.ask(askOf(registry, request, 'GET'), deadline);
  const named = digestHeaderOf(answer.headers);
  const digests = [
    ...(request.reference.includes(':') ? [request.reference] : []),
    ...(named === null ? [] : [named]),
  ];
  const manifest = readManifest(answer.bytes, {
    contentType: headerOf(answer.headers, 'content-type'),
    digests,
    registry: registry.name,
    what: nameOf(request),
  });
  return { manifest, warnings: parseWarnings(answer.headers.warning) };
}

/**
 * Whether a digest can still be had: one HEAD. A 404 is believed where its
 * body says that the manifest or the repository is unknown, for which it takes
 * a GET.
 */
export async function hasManifest(
  registry: Registry,
  request: ManifestRequest,
  deadline: Deadline,
): Promise<boolean> {
  try {
    const { digest } = await resolveTag(registry, request, deadline);
    if (digest !== request.reference) {
      throw new RegistryError(
        'wrong-digest',
        registry.name,
        `${nameOf(request)} was answered with another digest`,
      );
    }
    return true;
  } catch (error) {
    if (
      isRegistryError(error) &&
      (error.code === 'manifest-unknown' || error.code === 'repository-unknown')
    ) {
      return false;
    }
    throw error;
  }
}

async function resolveByHead(
  registry: Registry,
  request: ManifestRequest,
  deadline: Deadline,
): Promise<ResolvedTag | null> {
  let answer: Answer;
  try {
    answer = await registry.ask(askOf(registry, request, 'HEAD'), deadline);
  } catch (error) {
    if (!isRegistryError(error)) {
      throw error;
    }
    if (error.status === 404) {
      return null;
    }
    if (error.status === 405 || error.status === 501) {
      registry.rememberSilentHead();
      return null;
    }
    throw error;
  }
  const { headers } = answer;
  const what = nameOf(request);
  const mediaType = mediaTypeOf(headerOf(headers, 'content-type'));
  if (mediaType !== null && isLegacyMediaType(mediaType)) {
    throw legacyManifest(registry.name, what);
  }
  if (mediaType !== null && !isManifestMediaType(mediaType)) {
    throw new RegistryError(
      'wrong-type',
      registry.name,
      `${what} is of a type that was not asked for`,
    );
  }
  const digest = digestHeaderOf(headers);
  if (digest === null || mediaType === null) {
    registry.rememberSilentHead();
    return null;
  }
  if (!isDigest(digest)) {
    throw new RegistryError(
      'wrong-digest',
      registry.name,
      `${what} has a digest that cannot be checked: only those of sha256 and sha512 can`,
    );
  }
  return {
    digest,
    mediaType,
    size: contentEncodingOf(headers) === null ? contentLengthOf(headers) : null,
    method: 'head',
    warnings: parseWarnings(headers.warning),
  };
}

function askOf(
  registry: Registry,
  request: ManifestRequest,
  method: 'HEAD' | 'GET',
): Ask {
  const { repository, reference } = request;
  return {
    url: registry.urlOf(`/v2/${repository}/manifests/${reference}`),
    method,
    kind: 'manifest',
    accept: ACCEPT,
    what: nameOf(request),
    maxBytes: request.maxBytes,
    repository,
    authorization: undefined,
  };
}

function nameOf({ repository, reference }: ManifestRequest): string {
  const separator = reference.includes(':') ? '@' : ':';
  return `${repository}${separator}${reference}`;
}

/**
 * Null for none. What is no digest is found out later; so are two that differ,
 * of which neither is believed.
 */
function digestHeaderOf(headers: AnswerHeaders): string | null {
  const values = [headers['docker-content-digest'] ?? []]
    .flat()
    .map(value => value.trim().slice(0, 256))
    .filter(value => value !== '');
  return values.length === 0 ? null : [...new Set(values)].join(', ');
}
