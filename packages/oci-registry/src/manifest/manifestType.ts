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
import type { JsonObject } from './json';
import {
  isImageMediaType,
  isIndexMediaType,
  isLegacyMediaType,
  isManifestMediaType,
  mediaTypeOf,
} from './mediaTypes';

/**
 * The type of a manifest: what `Content-Type` and the body say, which must
 * agree; where neither says anything, its shape (OCI image-spec: `mediaType`
 * of an index is optional).
 *
 * @throws RegistryError `legacy-manifest` or `wrong-type`
 */
export function manifestType(
  body: JsonObject,
  answer: { contentType: string | null; registry: string; what: string },
): string {
  const { registry, what } = answer;
  const sent = mediaTypeOf(answer.contentType);
  const written = typeof body.mediaType === 'string' ? body.mediaType : null;
  if (
    (sent !== null && isLegacyMediaType(sent)) ||
    (written !== null && isLegacyMediaType(written)) ||
    body.schemaVersion === 1
  ) {
    throw legacyManifest(registry, what);
  }
  if (sent !== null && written !== null && sent !== written) {
    throw new RegistryError(
      'wrong-type',
      registry,
      `${what} says in its body that it is of another type than its Content-Type`,
    );
  }
  const shape = shapeOf(body);
  const type = written ?? sent ?? shape;
  if (type === null || !isManifestMediaType(type)) {
    throw new RegistryError(
      'wrong-type',
      registry,
      `${what} is of a type that was not asked for`,
    );
  }
  // A document that is both was made to be read differently by different
  // readers (OCI image-spec, "Guidelines for manifest and index").
  if (
    shape === null ||
    isIndexMediaType(type) !== isIndexMediaType(shape) ||
    isImageMediaType(type) !== isImageMediaType(shape)
  ) {
    throw new RegistryError(
      'wrong-type',
      registry,
      `${what} does not look like the type it says it is`,
    );
  }
  return type;
}

export function legacyManifest(registry: string, what: string): RegistryError {
  return new RegistryError(
    'legacy-manifest',
    registry,
    `${what} is a Docker manifest of schema 1, whose digest cannot be checked`,
  );
}

function shapeOf(body: JsonObject): string | null {
  const index = body.manifests !== undefined;
  const image = body.layers !== undefined || body.config !== undefined;
  if (index === image) {
    return null;
  }
  return index
    ? 'application/vnd.oci.image.index.v1+json'
    : 'application/vnd.oci.image.manifest.v1+json';
}
