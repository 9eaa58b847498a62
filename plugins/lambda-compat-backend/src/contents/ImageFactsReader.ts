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

import type { MoveComparison } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { ImageFacts } from '@lambda-compat/image-contents';
import type { Knex } from 'knex';

/** What is known of the contents of a platform image. */
export interface StoredImage {
  /** Of the platform's manifest. */
  digest: string;
  platform: string;
  /** `pending`: it is due or being read; `failed` ones are tried again. */
  state: 'pending' | 'available' | 'too-large' | 'failed';
  /** Why it is not there, as a sentence. */
  reason: string | null;
  /** Null unless available. */
  facts: ImageFacts | null;
}

/** Reads what is known of images; see `DatabaseImageFactsStore`. */
export interface ImageFactsReader {
  /**
   * @param knex - a transaction where one is open
   * @param digests - of platform manifests; those that nobody asked for are
   *   not in the result
   */
  readImages(
    knex: Knex,
    digests: readonly string[],
  ): Promise<Map<string, StoredImage>>;
}

/** Compares images, or says why they cannot be compared yet. */
export interface ImageComparisons {
  /**
   * From what is stored. Nothing is fetched: an image that is not known is made
   * due where `from` and `to` are digests of a watched tag.
   */
  compare(options: {
    from: string;
    to: string;
    platform: string;
  }): Promise<MoveComparison>;
}

/** Makes images due that somebody wants to know of. */
export interface ImageRequests {
  /**
   * @param image - repository as in completed references
   * @returns the state of each platform image by its platform; undefined where
   *   contents are not read by configuration
   */
  requestImage(image: {
    registry: string;
    repository: string;
    digest: string;
    platform: string;
  }): Promise<StoredImage | undefined>;
}
