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

import {
  type Entity,
  parseEntityRef,
  RELATION_OWNED_BY,
  RELATION_PART_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { createHash } from 'node:crypto';

/**
 * What the catalog says about the name of an entity and its place in the
 * organization. It decides where an entity is counted and how it is listed, and
 * nothing about what is read.
 */
export interface EntityPlacement {
  title: string | null;
  /** Entity refs, sorted. */
  owners: string[];
  /** Entity ref. */
  system: string | null;
  lifecycle: string | null;
}

/** The fields of an entity that {@link toEntityPlacement} looks at. */
export const ENTITY_PLACEMENT_FIELDS = [
  'kind',
  'metadata',
  'relations',
  'spec.lifecycle',
];

const MAX_TITLE_LENGTH = 200;
const MAX_OWNERS = 20;
const MAX_LIFECYCLE_LENGTH = 60;

// The refs are parts of database keys, and PostgreSQL refuses keys above 2,704
// bytes. An entity of the catalog has at most 191 characters in its ref, so
// what is longer names none.
const MAX_REF_BYTES = 200;
const MAX_OWNERS_BYTES = 1_000;

/** Takes out of an entity where it belongs. Never throws. */
export function toEntityPlacement(entity: Entity): EntityPlacement {
  const { metadata, spec } = entity;
  return {
    title: readText(metadata.title, MAX_TITLE_LENGTH),
    owners: boundOwners(getTargets(entity, RELATION_OWNED_BY)),
    system:
      getTargets(entity, RELATION_PART_OF).find(isOfKind('system')) ?? null,
    lifecycle: readText(spec?.lifecycle, MAX_LIFECYCLE_LENGTH),
  };
}

/** Identifies the content of a placement. */
export function getPlacementKey(placement: EntityPlacement): string {
  const { title, owners, system, lifecycle } = placement;
  return createHash('sha256')
    .update(JSON.stringify([title, owners, system, lifecycle]))
    .digest('hex');
}

/**
 * What an entity is related to, as sorted entity refs. What cannot be the ref
 * of an entity is left out.
 */
export function getTargets(entity: Entity, relation: string): string[] {
  const targets = (entity.relations ?? [])
    .filter(({ type }) => type === relation)
    .flatMap(({ targetRef }) => readRef(targetRef) ?? []);
  return [...new Set(targets)].sort();
}

/** Whether a ref that was read by {@link getTargets} is of a kind. */
export function isOfKind(kind: string): (ref: string) => boolean {
  return ref => ref.startsWith(`${kind}:`);
}

function readRef(ref: unknown): string | undefined {
  // A comma separates owners where they are stored.
  if (
    typeof ref !== 'string' ||
    Buffer.byteLength(ref) > MAX_REF_BYTES ||
    /[\s,\p{Cc}]/u.test(ref)
  ) {
    return undefined;
  }
  try {
    return stringifyEntityRef(parseEntityRef(ref));
  } catch {
    return undefined;
  }
}

function boundOwners(owners: readonly string[]): string[] {
  let bytes = 0;
  return owners.slice(0, MAX_OWNERS).filter(owner => {
    bytes += Buffer.byteLength(owner) + 1;
    return bytes <= MAX_OWNERS_BYTES;
  });
}

function readText(value: unknown, maxLength: number): string | null {
  if (typeof value !== 'string') {
    return null;
  }
  // PostgreSQL keeps no zero characters, and the others would break lines.
  const text = value.replace(/\p{Cc}+/gu, ' ').trim();
  return text.slice(0, maxLength) || null;
}
