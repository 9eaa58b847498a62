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

import { RegistryError } from '../errors';
import type {
  Descriptor,
  ImageIndex,
  ImageManifest,
  IndexedAttestation,
  IndexedManifest,
  Manifest,
} from '../types';
import { isDigest, isDigestOf, sha256Of } from './digests';
import { isJsonObject, readJsonObject } from './json';
import type { JsonObject } from './json';
import {
  isImageMediaType,
  isIndexMediaType,
  isLegacyMediaType,
  mediaTypeOf,
} from './mediaTypes';
import { legacyManifest, manifestType } from './manifestType';
import { normalizePlatform } from './platforms';

/**
 * Real indexes hold up to some 30 manifests, real images up to 127 layers;
 * what holds more is not stored or compared.
 */
const MAX_DESCRIPTORS = 1000;

/** Annotations are shown; what nobody can read is left out. */
const MAX_ANNOTATIONS = 200;
const MAX_ANNOTATION_LENGTH = 4096;

const ATTESTATION_TYPE = 'vnd.docker.reference.type';
const ATTESTATION_SUBJECT = 'vnd.docker.reference.digest';

/**
 * Reads a manifest from the bytes that a registry sent.
 *
 * @param bytes - as sent, content encoding undone: the digest is theirs
 * @param contentType - `Content-Type` of the answer, parameters included
 * @param digest - that the bytes must have; by default their sha256
 * @throws RegistryError `wrong-digest`, `wrong-type`, `legacy-manifest`,
 *   `unexpected-answer` or `too-large`
 *
 * @public
 */
export function parseManifest(
  bytes: Uint8Array,
  contentType: string | null,
  digest?: string,
): Manifest {
  return readManifest(bytes, {
    contentType,
    digests: digest === undefined ? [] : [digest],
    registry: '',
    what: 'the manifest',
  });
}

/** @internal */
export interface ManifestAnswer {
  contentType: string | null;
  /** All that the bytes must have; the first is the manifest's. */
  digests: readonly string[];
  registry: string;
  /** For errors, for example `library/node:22`. */
  what: string;
}

/** @internal */
export function readManifest(
  bytes: Uint8Array,
  answer: ManifestAnswer,
): Manifest {
  const { registry, what } = answer;
  checkDigests(bytes, answer);
  const body = readJsonObject(bytes, registry, what);
  const mediaType = manifestType(body, answer);
  const own = {
    mediaType,
    digest: answer.digests[0] ?? sha256Of(bytes),
    size: bytes.length,
    annotations: annotationsOf(body),
  };
  return isIndexMediaType(mediaType)
    ? { kind: 'index', ...own, ...readIndex(body, registry, what) }
    : { kind: 'image', ...own, ...readImage(body, registry, what) };
}

function checkDigests(bytes: Uint8Array, answer: ManifestAnswer): void {
  const { registry, what } = answer;
  for (const digest of answer.digests) {
    if (!isDigest(digest)) {
      throw new RegistryError(
        'wrong-digest',
        registry,
        `${what} has a digest that cannot be checked: only those of sha256 and sha512 can`,
      );
    }
    if (!isDigestOf(digest, bytes)) {
      // The digest of a signed schema 1 is not that of its bytes, so that it
      // must not look like a registry that lies.
      throw isLegacy(bytes, answer)
        ? legacyManifest(registry, what)
        : new RegistryError(
            'wrong-digest',
            registry,
            `${what} has bytes that are not those of ${digest}`,
          );
    }
  }
}

function isLegacy(bytes: Uint8Array, answer: ManifestAnswer): boolean {
  const sent = mediaTypeOf(answer.contentType);
  if (sent !== null && isLegacyMediaType(sent)) {
    return true;
  }
  try {
    return (
      readJsonObject(bytes, answer.registry, answer.what).schemaVersion === 1
    );
  } catch {
    return false;
  }
}

function readIndex(
  body: JsonObject,
  registry: string,
  what: string,
): Pick<ImageIndex, 'manifests' | 'attestations' | 'indexes' | 'others'> {
  const manifests: IndexedManifest[] = [];
  const attestations: IndexedAttestation[] = [];
  const indexes: Descriptor[] = [];
  const others: Descriptor[] = [];
  for (const entry of listOf(body.manifests, registry, what)) {
    const descriptor = descriptorOf(entry, registry, what);
    const annotations = annotationsOf(entry);
    if (annotations[ATTESTATION_TYPE] === 'attestation-manifest') {
      const subject = annotations[ATTESTATION_SUBJECT];
      attestations.push({
        ...descriptor,
        subject: isDigest(subject) ? subject : null,
      });
    } else if (isIndexMediaType(descriptor.mediaType)) {
      indexes.push(descriptor);
    } else if (isPlatformImage(descriptor, entry)) {
      manifests.push({ ...descriptor, ...platformOf(entry) });
    } else {
      others.push(descriptor);
    }
  }
  return { manifests, attestations, indexes, others };
}

function readImage(
  body: JsonObject,
  registry: string,
  what: string,
): Pick<ImageManifest, 'config' | 'layers'> {
  return {
    config: descriptorOf(body.config, registry, what),
    layers: listOf(body.layers, registry, what).map(layer =>
      descriptorOf(layer, registry, what),
    ),
  };
}

/**
 * Artifacts are told by `artifactType`; what has the platform unknown/unknown
 * and is no attestation is none that could be run either.
 */
function isPlatformImage(descriptor: Descriptor, entry: JsonObject): boolean {
  const { platform } = entry;
  return (
    (isImageMediaType(descriptor.mediaType) ||
      isLegacyMediaType(descriptor.mediaType)) &&
    typeof entry.artifactType !== 'string' &&
    !(
      isJsonObject(platform) &&
      platform.os === 'unknown' &&
      platform.architecture === 'unknown'
    )
  );
}

/** A platform that is no platform is not known: its configuration decides. */
function platformOf(
  entry: JsonObject,
): Pick<IndexedManifest, 'platform' | 'osVersion'> {
  const { platform } = entry;
  if (!isJsonObject(platform)) {
    return { platform: null, osVersion: null };
  }
  const { os, architecture, variant } = platform;
  const osVersion = platform['os.version'];
  let text: string | null = null;
  if (typeof os === 'string' && typeof architecture === 'string') {
    try {
      text = normalizePlatform({
        os,
        architecture,
        variant: typeof variant === 'string' ? variant : null,
      });
    } catch {
      text = null;
    }
  }
  return {
    platform: text,
    osVersion:
      typeof osVersion === 'string' && /^[\w.-]{1,64}$/.test(osVersion)
        ? osVersion
        : null,
  };
}

function listOf(value: unknown, registry: string, what: string): JsonObject[] {
  if (!Array.isArray(value) || !value.every(isJsonObject)) {
    throw new RegistryError(
      'unexpected-answer',
      registry,
      `${what} holds something that is not a descriptor`,
    );
  }
  if (value.length > MAX_DESCRIPTORS) {
    throw new RegistryError(
      'too-large',
      registry,
      `${what} names ${value.length} others, more than ${MAX_DESCRIPTORS}`,
    );
  }
  return value;
}

function descriptorOf(
  value: unknown,
  registry: string,
  what: string,
): Descriptor {
  if (
    isJsonObject(value) &&
    typeof value.mediaType === 'string' &&
    value.mediaType.length <= 255 &&
    isDigest(value.digest) &&
    typeof value.size === 'number' &&
    Number.isSafeInteger(value.size) &&
    value.size >= 0
  ) {
    const { mediaType, digest, size } = value;
    return { mediaType, digest, size };
  }
  throw new RegistryError(
    'unexpected-answer',
    registry,
    `${what} holds a descriptor without a type, a size, or a digest that can be checked`,
  );
}

function annotationsOf(body: JsonObject): Record<string, string> {
  const { annotations } = body;
  if (!isJsonObject(annotations)) {
    return {};
  }
  return Object.fromEntries(
    Object.entries(annotations)
      .filter((entry): entry is [string, string] => {
        const [name, value] = entry;
        return (
          typeof value === 'string' &&
          name.length <= 255 &&
          value.length <= MAX_ANNOTATION_LENGTH
        );
      })
      .slice(0, MAX_ANNOTATIONS),
  );
}
