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

export const SERVER_FAMILIES: readonly TagFamily[] = [
  {
    // Since 10 a version has two numbers: https://www.postgresql.org/support/versioning/
    repositories: ['docker.io/library/postgres'],
    fullVersion: /^(?:[1-9]\d\.\d+|\d\.\d+\.\d+)$/,
  },
  {
    // Release candidates were published under the final name too.
    repositories: ['docker.io/library/docker'],
    reusedVersion: /^17\.(?:03\.2|04\.0|05\.0|06\.[012]|07\.0|09\.0)$/,
  },
  {
    // Release candidates were published under the final name too.
    repositories: ['docker.io/library/mongo'],
    reusedVersion: /^(?:2\.8|3\.[0246])\.0$/,
  },
  {
    // 2.4.62-debian-12-r5 is the fifth build; without the revision the tag
    // rolls. Source: https://docs.bitnami.com/tutorials/understand-rolling-tags-containers/
    repositories: [
      'docker.io/bitnami/*',
      'docker.io/bitnamilegacy/*',
      'public.ecr.aws/bitnami/*',
    ],
    stamp: /-r\d+$/,
  },
  {
    // The rule for all, written down: X.Y.Z is full. `-alpine`, `-perl` and
    // `-musl` are variants and name no release of an operating system.
    repositories: [
      'docker.io/library/busybox',
      'docker.io/library/httpd',
      'docker.io/library/mysql',
      'docker.io/library/nginx',
      'docker.io/library/redis',
    ],
  },
];
