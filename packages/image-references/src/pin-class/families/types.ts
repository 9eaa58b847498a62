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
 * What is known of the tags of some repositories, beyond the rule for all:
 * three numbers are a full version, or fewer with a numbered pre-release.
 *
 * The facts come from the git history of
 * https://github.com/docker-library/official-images up to commit
 * 37079fb336f572a88700cf32e5e1f6be54a04e8f (2026-08-21) unless another source
 * is named.
 *
 * @internal
 */
export interface TagFamily {
  /**
   * Registry and repository of the origin, never of a mirror. A name that ends
   * with `*` stands for all that begin so.
   */
  repositories: readonly string[];
  /** The image is an operating system: its version is the system's release. */
  operatingSystem?: boolean;
  /** Which versions are full ones; `never` where only a stamp tells builds apart. */
  fullVersion?: RegExp | 'never';
  /** Full versions that named several releases one after the other. */
  reusedVersion?: RegExp;
  /**
   * The image has a second product inside that changes what the tag gives.
   * Without a word of this form the tag leaves it open.
   */
  companion?: RegExp;
  /** Moving words that are the name of a variant here. */
  variants?: readonly string[];
  /** Tags that carry the stamp of one build in a form of their own. */
  stamp?: RegExp;
}
