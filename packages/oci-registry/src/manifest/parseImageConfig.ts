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
import type { ImageConfig } from '../types';
import { isDigest, isDigestOf } from './digests';
import { isJsonObject, readJsonObject } from './json';
import { normalizePlatform } from './platforms';

/** As for descriptors of layers, of which there is one per diff_id. */
const MAX_DIFF_IDS = 1000;
const MAX_LABELS = 500;
const MAX_ENTRIES = 1000;
const MAX_TEXT_LENGTH = 32768;

/**
 * Reads an image configuration (OCI image-spec, config).
 *
 * @param digest - that the bytes must have
 * @throws RegistryError `wrong-digest`, `unexpected-answer` or `too-large`
 *
 * @public
 */
export function parseImageConfig(
  bytes: Uint8Array,
  digest: string,
): ImageConfig {
  return readImageConfig(bytes, digest, '');
}

/** @internal */
export function readImageConfig(
  bytes: Uint8Array,
  digest: string,
  registry: string,
): ImageConfig {
  const what = `the configuration ${digest}`;
  if (!isDigest(digest) || !isDigestOf(digest, bytes)) {
    throw new RegistryError(
      'wrong-digest',
      registry,
      `${what} has other bytes`,
    );
  }
  const body = readJsonObject(bytes, registry, what);
  const settings = isJsonObject(body.config) ? body.config : {};
  const user = boundedText(settings.User);
  const workingDir = boundedText(settings.WorkingDir);
  return {
    digest,
    platform: platformOf(body.os, body.architecture, body.variant, () =>
      unexpected(registry, `${what} names no platform`),
    ),
    created: createdOf(body.created),
    diffIds: diffIdsOf(body.rootfs, registry, what),
    labels: labelsOf(settings.Labels),
    env: textsOf(settings.Env) ?? [],
    entrypoint: textsOf(settings.Entrypoint),
    cmd: textsOf(settings.Cmd),
    user: user ?? '',
    workingDir: workingDir ?? '',
  };
}

function platformOf(
  os: unknown,
  architecture: unknown,
  variant: unknown,
  failure: () => RegistryError,
): string {
  if (typeof os !== 'string' || typeof architecture !== 'string') {
    throw failure();
  }
  try {
    return normalizePlatform({
      os,
      architecture,
      variant: typeof variant === 'string' ? variant : null,
    });
  } catch {
    throw failure();
  }
}

/** RFC 3339; anything else is as good as nothing. */
function createdOf(value: unknown): string | null {
  return typeof value === 'string' &&
    /^\d{4}-\d{2}-\d{2}T[\d:.]{5,24}(?:Z|[+-]\d{2}:\d{2})$/i.test(value) &&
    !Number.isNaN(Date.parse(value))
    ? value
    : null;
}

function diffIdsOf(rootfs: unknown, registry: string, what: string): string[] {
  const diffIds = isJsonObject(rootfs) ? rootfs.diff_ids : undefined;
  if (!Array.isArray(diffIds) || !diffIds.every(isDigest)) {
    throw unexpected(registry, `${what} does not say which layers it is of`);
  }
  if (diffIds.length > MAX_DIFF_IDS) {
    throw new RegistryError(
      'too-large',
      registry,
      `${what} names ${diffIds.length} layers, more than ${MAX_DIFF_IDS}`,
    );
  }
  return diffIds;
}

function labelsOf(value: unknown): Record<string, string> {
  if (!isJsonObject(value)) {
    return {};
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(
        (entry): entry is [string, string] =>
          entry[0].length <= 255 && boundedText(entry[1]) !== null,
      )
      .slice(0, MAX_LABELS),
  );
}

/** Null where there is no list; what is not text is left out. */
function textsOf(value: unknown): string[] | null {
  return Array.isArray(value)
    ? value
        .filter((text): text is string => boundedText(text) !== null)
        .slice(0, MAX_ENTRIES)
    : null;
}

function boundedText(value: unknown): string | null {
  return typeof value === 'string' && value.length <= MAX_TEXT_LENGTH
    ? value
    : null;
}

function unexpected(registry: string, message: string): RegistryError {
  return new RegistryError('unexpected-answer', registry, message);
}
