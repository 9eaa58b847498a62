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

import { spec } from '../../schema/openapi.generated';

/** The part of JSON schema that query parameters are described with. */
export interface ValueSchema {
  type: 'string' | 'integer';
  /** What is expected, to go on from "must be". */
  description?: string;
  enum?: readonly string[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  default?: string | number;
}

/** @see QueryParameter */
export interface ListSchema {
  type: 'array';
  maxItems: number;
  items: ValueSchema;
}

/** A query parameter, as the OpenAPI document describes it. */
export interface QueryParameter {
  name: string;
  required: boolean;
  schema: ValueSchema | ListSchema;
}

/** By name, in the order of the document. */
export type QueryParameters = ReadonlyMap<string, QueryParameter>;

/** The only path about one entity whose query is read here. */
const ENTITY_TAGS_PATH = '/v1/entities/{kind}/{namespace}/{name}/tag-history';

/** Paths that are written to. */
const WRITTEN_PATHS = ['/v1/reports', '/v1/registry-events'] as const;

/** The paths whose queries are read here: those about the organization. */
export type CheckedPath =
  | Exclude<
      keyof typeof spec.paths,
      `/v1/entities/${string}` | (typeof WRITTEN_PATHS)[number]
    >
  | typeof ENTITY_TAGS_PATH;

/** @see CheckedPath */
export const CHECKED_PATHS = Object.keys(spec.paths).filter(
  (path): path is CheckedPath =>
    path === ENTITY_TAGS_PATH ||
    (!path.startsWith('/v1/entities/') &&
      !WRITTEN_PATHS.some(written => written === path)),
);

/** The query parameters of a path. */
export function getQueryParameters(path: CheckedPath): QueryParameters {
  const parameters: ReadonlyArray<{ $ref: string }> =
    spec.paths[path].get.parameters;
  return new Map(
    parameters
      .map(({ $ref }) => resolve($ref) as Documented)
      .filter(documented => documented.in === 'query')
      .map(({ name, schema, required = false }) => [
        name,
        { name, required, schema: resolveSchema(schema) },
      ]),
  );
}

interface Documented {
  name: string;
  in: string;
  required?: boolean;
  schema: object;
}

function resolveSchema(schema: object): ValueSchema | ListSchema {
  const resolved = '$ref' in schema ? resolve(String(schema.$ref)) : schema;
  return 'items' in resolved
    ? {
        ...(resolved as ListSchema),
        items: resolveSchema(resolved.items as object) as ValueSchema,
      }
    : (resolved as ValueSchema);
}

/** Follows a reference such as `#/components/schemas/ProblemCode`. */
function resolve(ref: string): object {
  let target: unknown = spec;
  for (const name of ref.replace(/^#\//, '').split('/')) {
    target = (target as Record<string, unknown>)[name];
  }
  return target as object;
}
