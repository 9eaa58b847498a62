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
  ANNOTATION_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  ANNOTATION_VIEW_URL,
  type Entity,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { JsonValue } from '@backstage/types';
import { ANNOTATION_PREFIX } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { createHash } from 'node:crypto';
import {
  ANNOTATION_AWS_ARN,
  ANNOTATION_AWS_NAME,
  ANNOTATION_ROADIE_ARN,
  ANNOTATION_ROADIE_NAME,
} from './awsAnnotations';

/**
 * What of an entity decides what is read and how. It is stored with the due
 * work, so that an unchanged cycle asks the catalog for nothing but the list.
 */
export interface LambdaSubject {
  entityRef: string;
  kind: string;
  namespace: string;
  name: string;
  /** Only those that are read, and all below `lambda-compat/`. */
  annotations: Record<string, string>;
  /** `metadata.runtime`, put there by Roadie's AWS provider. */
  runtime: string | null;
  /** `metadata.architectures`, likewise. */
  architectures: string[];
}

/** The fields of an entity that {@link toLambdaSubject} looks at. */
export const LAMBDA_SUBJECT_FIELDS = ['kind', 'metadata'];

const ANNOTATIONS_READ = new Set([
  ANNOTATION_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  ANNOTATION_VIEW_URL,
  ANNOTATION_AWS_ARN,
  ANNOTATION_AWS_NAME,
  ANNOTATION_ROADIE_ARN,
  ANNOTATION_ROADIE_NAME,
]);

// Entities are written by many hands. The bounds keep one of them from filling
// the database; what is cut off could not have been meant.
const MAX_ANNOTATIONS = 100;
const MAX_VALUE_LENGTH = 8_192;
const MAX_ARCHITECTURES = 10;

/** Takes out of an entity what collection needs. Never throws. */
export function toLambdaSubject(entity: Entity): LambdaSubject {
  const { metadata } = entity;
  const architectures: JsonValue | undefined = metadata.architectures;
  return {
    entityRef: stringifyEntityRef(entity),
    kind: entity.kind,
    namespace: metadata.namespace ?? 'default',
    name: metadata.name,
    annotations: readAnnotations(metadata.annotations),
    runtime: readText(metadata.runtime),
    architectures: [architectures]
      .flat()
      .slice(0, MAX_ARCHITECTURES)
      .flatMap(value => readText(value) ?? []),
  };
}

/**
 * Identifies the content of a subject: as long as it stays the same, reading
 * the same files gives the same result.
 */
export function getSubjectKey(subject: LambdaSubject): string {
  const sorted = {
    ...subject,
    annotations: Object.entries(subject.annotations).sort(([a], [b]) =>
      a < b ? -1 : 1,
    ),
  };
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex');
}

function readAnnotations(
  annotations: Record<string, unknown> | undefined,
): Record<string, string> {
  const entries = Object.entries(annotations ?? {})
    .filter(
      ([key]) => ANNOTATIONS_READ.has(key) || key.startsWith(ANNOTATION_PREFIX),
    )
    .slice(0, MAX_ANNOTATIONS)
    .map(([key, value]) => [key, readText(value) ?? '']);
  return Object.fromEntries(entries);
}

function readText(value: unknown): string | null {
  if (typeof value === 'string') {
    return value.slice(0, MAX_VALUE_LENGTH);
  }
  // A YAML author who leaves the quotes out of 'false' gets a boolean past
  // providers that do not validate.
  if (typeof value === 'number' || typeof value === 'boolean') {
    return String(value);
  }
  return null;
}
