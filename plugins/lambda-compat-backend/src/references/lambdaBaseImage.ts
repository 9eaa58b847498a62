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

import type { Architecture } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import {
  canonicalImage,
  type NormalizedReference,
} from '@lambda-compat/image-references';
import { LAMBDA_RUNTIME_IDS } from '../catalog/lambdaRuntimeIds';

/** What an image made by AWS for Lambda says about the function. */
export interface LambdaBaseImage {
  /** Null for tags that do not say, such as `latest`. */
  runtime: string | null;
  /** Null for images of several architectures. */
  architecture: Architecture | null;
  /** `build` for the images in which SAM builds; they are never deployed. */
  use: 'run' | 'build';
}

const ARCHITECTURE_SUFFIX = /-(x86_64|arm64)$/;
// As in `3.12.2025.10.02.14`: the moment at which AWS built the image.
const BUILD_STAMP = /\.\d{4}\.\d{2}\.\d{2}(\.\d{2})?$/;

/**
 * Recognises `public.ecr.aws/lambda/*`, its copies on Docker Hub, and
 * `public.ecr.aws/sam/build-*`. Source: "Create a Lambda function using a
 * container image" in the AWS Lambda Developer Guide and the ECR Public
 * galleries `lambda` and `sam`.
 */
export function readLambdaBaseImage(
  reference: NormalizedReference,
): LambdaBaseImage | undefined {
  const { registry, repository } = canonicalImage(reference);
  if (registry !== 'public.ecr.aws') {
    return undefined;
  }
  const tag = reference.tag ?? '';
  const architecture =
    (ARCHITECTURE_SUFFIX.exec(tag)?.[1] as Architecture | undefined) ?? null;

  const build = /^sam\/build-(.+)$/.exec(repository);
  if (build) {
    return { runtime: toKnown(build[1]), architecture, use: 'build' };
  }
  const run = /^lambda\/([a-z]+)$/.exec(repository);
  if (run) {
    const version = tag
      .replace(ARCHITECTURE_SUFFIX, '')
      .replace(BUILD_STAMP, '');
    return {
      runtime: toKnown(toRuntimeId(run[1], version)),
      architecture,
      use: 'run',
    };
  }
  return undefined;
}

function toRuntimeId(language: string, version: string): string {
  switch (language) {
    case 'nodejs':
    case 'go':
      return `${language}${version}.x`;
    case 'provided':
      // `alami` is Amazon Linux 1, whose runtime has no suffix.
      return version === 'alami' ? 'provided' : `provided.${version}`;
    default:
      return `${language}${version}`;
  }
}

function toKnown(id: string): string | null {
  return LAMBDA_RUNTIME_IDS.includes(id) ? id : null;
}
