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

import { TagFamily } from './types';

export const AMAZON_FAMILIES: readonly TagFamily[] = [
  {
    // 2023.6.20250317.2 is a build. 2023, 2, 2018.03, devel and with-sources
    // move with each of them: `2023` 88 times from March 2023 to August 2026.
    repositories: ['docker.io/library/amazonlinux'],
    operatingSystem: true,
    fullVersion: 'never',
  },
  {
    // 3.12 and 8.al2 are runtimes; each of their builds has a tag such as
    // 3.12.2024.07.10.11 or al2.2023.03.21.13, with -x86_64 and -arm64.
    // Source: https://gallery.ecr.aws/lambda
    repositories: ['public.ecr.aws/lambda/*'],
    fullVersion: 'never',
  },
  {
    // 1.139.0 is a version of the SAM CLI, 1.139.0-20250522205927 a build of
    // the image with it. Source: https://gallery.ecr.aws/sam
    repositories: [
      'public.ecr.aws/sam/build-*',
      'docker.io/amazon/aws-sam-cli-build-image-*',
    ],
  },
  {
    // 8u504-al2-generic, 17.0.12-al2023. RC belongs to the name of the
    // operating system there (17.0.6-al2023-RC), not to the version.
    repositories: ['docker.io/library/amazoncorretto'],
    fullVersion: /^(?:\d+\.\d+\.\d+(?:\.\d+)*|\d+u\d+)$/,
    variants: ['rc'],
  },
  {
    // Versions of the extension are whole numbers.
    // Source: https://github.com/DataDog/datadog-lambda-extension/releases
    repositories: ['public.ecr.aws/datadog/lambda-extension'],
    fullVersion: /^\d+$/,
  },
];
