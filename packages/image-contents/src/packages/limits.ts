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
 * Packages of an image that are taken; beyond it a database is not complete.
 *
 * @internal
 */
export const MAX_PACKAGES = 50_000;

/**
 * Characters of a name, version, architecture or source. A longer one is of no
 * package manager, and would be kept for every image.
 *
 * @internal
 */
export const MAX_FIELD_CHARACTERS = 1_024;

/**
 * Bytes of all files of a package database together. LayerContents are bounded
 * by `ContentsLimits.packageDatabaseBytes` already; this holds for images that
 * were put together by other means.
 *
 * @internal
 */
export const MAX_DATABASE_BYTES = 256 * 1024 * 1024;
