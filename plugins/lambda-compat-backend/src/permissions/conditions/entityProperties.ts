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

import { DEFAULT_NAMESPACE, type Entity } from '@backstage/catalog-model';

/** The catalog's index leaves out longer keys, and empties longer values. */
const MAX_INDEXED_LENGTH = 200;

/** Fields that the index takes from the entity in its own way. */
const SEPARATE_FIELDS = new Set([
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'metadata.etag',
]);

type Scalar = string | number | boolean | null | undefined;

/**
 * Whether the catalog's index of an entity holds a property, in any letter
 * case. Items of a list are values of the list's own path, and each text item
 * is also a property with the value true: `metadata.tags.java`.
 *
 * @param path - begins with `metadata.` or `spec.`
 */
export function hasEntityProperty(
  entity: Entity,
  path: string,
  value?: string,
): boolean {
  const key = path.toLowerCase();
  if (key.length > MAX_INDEXED_LENGTH) {
    return false;
  }
  const wanted = value?.toLowerCase();
  for (const [name, content] of readProperties(entity)) {
    if (
      name.toLowerCase() === key &&
      (wanted === undefined || toIndexedText(content) === wanted)
    ) {
      return true;
    }
  }
  return false;
}

function* readProperties(entity: Entity): Generator<[string, Scalar]> {
  const { metadata, spec } = entity;
  yield ['metadata.name', metadata.name];
  yield ['metadata.namespace', metadata.namespace || DEFAULT_NAMESPACE];
  yield ['metadata.uid', metadata.uid];
  yield* readNested('metadata', metadata);
  yield* readNested('spec', spec);
}

function* readNested(
  path: string,
  content: unknown,
): Generator<[string, Scalar]> {
  if (SEPARATE_FIELDS.has(path)) {
    return;
  }
  if (Array.isArray(content)) {
    for (const item of content) {
      yield* readNested(path, item);
      if (typeof item === 'string') {
        yield [`${path}.${item}`, true];
      }
    }
  } else if (typeof content === 'object' && content !== null) {
    for (const [key, child] of Object.entries(content)) {
      yield* readNested(`${path}.${key}`, child);
    }
  } else {
    yield [path, content as Scalar];
  }
}

/** Null where the index knows the key, but no value. */
function toIndexedText(content: Scalar): string | null {
  const text = content === undefined || content === null ? null : `${content}`;
  return text !== null && text.length <= MAX_INDEXED_LENGTH
    ? text.toLowerCase()
    : null;
}
