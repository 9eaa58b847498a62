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

/**
 * Prefix of all annotations that this project reads.
 *
 * @public
 */
export const ANNOTATION_PREFIX = 'lambda-compat/';

/**
 * `'false'` takes an entity out that the entity filter matches.
 *
 * @public
 */
export const ANNOTATION_ENABLED = 'lambda-compat/enabled';

/**
 * Comma-separated paths from the repository folder, each with an optional
 * `#stage`: `build/Dockerfile,Dockerfile#runtime`.
 *
 * @public
 */
export const ANNOTATION_DOCKERFILE = 'lambda-compat/dockerfile';

/**
 * A Lambda runtime identifier, for example `provided.al2023`.
 *
 * @public
 */
export const ANNOTATION_RUNTIME = 'lambda-compat/runtime';

/**
 * `arm64` or `x86_64`; `amd64` and `aarch64` are understood.
 *
 * @public
 */
export const ANNOTATION_ARCHITECTURE = 'lambda-compat/architecture';

/**
 * `zip` or `image`.
 *
 * @public
 */
export const ANNOTATION_PACKAGE_TYPE = 'lambda-compat/package-type';
