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

import { findRuntime } from '@lambda-compat/lambda-runtimes';

/** The image that AWS publishes of a runtime. */
export interface RuntimeImage {
  registry: string;
  repository: string;
  tag: string;
}

const REGISTRY = 'public.ecr.aws';

/**
 * Where AWS publishes the image of a runtime (ECR Public, gallery `lambda`):
 * `provided:al2023` for `provided.al2023`, `python:3.13` for `python3.13`,
 * `nodejs:22` for `nodejs22.x`. Undefined for what is no runtime, and for those
 * that were gone before there were images.
 */
export function findRuntimeImage(id: string): RuntimeImage | undefined {
  const runtime = findRuntime(id);
  if (!runtime?.packageTypes.includes('image')) {
    return undefined;
  }
  const tag = toTag(id, runtime.family);
  return tag === undefined
    ? undefined
    : {
        registry: REGISTRY,
        repository: `lambda/${runtime.family}`,
        tag: runtime.preview ? `${tag}-preview` : tag,
      };
}

function toTag(id: string, family: string): string | undefined {
  const version = id.slice(family.length);
  switch (family) {
    case 'provided':
      // Amazon Linux 1, whose runtime has no suffix.
      return version === '' ? 'alami' : version.slice(1);
    case 'nodejs':
    case 'go':
      // Images came with Node.js 10, whose numbers have no dot.
      return /^(\d+)\.x$/.exec(version)?.[1];
    default:
      return version || undefined;
  }
}
