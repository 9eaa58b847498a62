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

import { ServiceUnavailableError } from '@backstage/errors';
import type { ImageProvides } from '@lambda-compat/compatibility';
import { toImageProvides } from '../../pins/imageProvides';
import type { CandidateImages, FoundImage } from './CandidateImages';

/** What an image provides on one platform, or why that is not known. */
export type PlatformImage =
  | { provides: ImageProvides[]; reason: null }
  | { provides: null; reason: string };

/** The images of one answer, each asked for when a function needs it. */
export class PlatformImages {
  readonly #image: FoundImage;
  readonly #candidates: Pick<CandidateImages, 'request'>;
  readonly #asked = new Map<string, Promise<PlatformImage>>();
  readonly #digests = new Map<string, string>();

  static create(
    image: FoundImage,
    candidates: Pick<CandidateImages, 'request'>,
  ): PlatformImages {
    return new PlatformImages(image, candidates);
  }

  private constructor(
    image: FoundImage,
    candidates: Pick<CandidateImages, 'request'>,
  ) {
    this.#image = image;
    this.#candidates = candidates;
  }

  /** Of what was asked about. */
  get digest(): string {
    return this.#image.digest;
  }

  /** Of the images that were asked for, by platform. */
  get digests(): Record<string, string> {
    return Object.fromEntries(
      [...this.#digests].sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  }

  /** @throws `ServiceUnavailableError` while it is being read */
  async get(platform: string): Promise<PlatformImage> {
    const known = this.#asked.get(platform) ?? this.#ask(platform);
    this.#asked.set(platform, known);
    return known;
  }

  async #ask(platform: string): Promise<PlatformImage> {
    const image = await this.#candidates.request(this.#image, platform);
    if (!image) {
      return {
        provides: null,
        reason: 'Contents of images are not read, by configuration.',
      };
    }
    this.#digests.set(platform, image.digest);
    if (image.state === 'pending') {
      throw new ServiceUnavailableError(
        `The image '${
          this.#image.name
        }' is being read for ${platform}; ask again in some seconds`,
      );
    }
    return image.facts
      ? { provides: toImageProvides(image.facts), reason: null }
      : {
          provides: null,
          reason: image.reason ?? `What it holds for ${platform} is not known.`,
        };
  }
}
