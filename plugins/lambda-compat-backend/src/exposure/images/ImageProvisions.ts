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

import type {
  BuildImageFacts,
  ImageProvides,
} from '@lambda-compat/compatibility';
import type { Knex } from 'knex';
import type {
  ImageFactsReader,
  StoredImage,
} from '../../contents/ImageFactsReader';

/** What an image provides, or why that is not known. */
export type ImageProvision =
  | { provides: ImageProvides[]; unread: null }
  | { provides: null; unread: NonNullable<BuildImageFacts['unread']> };

/** The lists of an image have some thousand short texts. */
const MAX_KEPT = 200;

const PENDING = 'It is being read.';
const NOT_ASKED =
  'Nobody has read it: what is in images is read of those that watched tags point to, where that is switched on.';

/**
 * What images provide, by the digest of their platform. That never changes, and
 * thousands of functions are built on the same few images: it is kept.
 */
export class ImageProvisions {
  readonly #images: ImageFactsReader;
  readonly #kept = new Map<string, ImageProvision>();

  static create(options: { images: ImageFactsReader }): ImageProvisions {
    return new ImageProvisions(options.images);
  }

  private constructor(images: ImageFactsReader) {
    this.#images = images;
  }

  /** Of each of the digests. */
  async read(
    knex: Knex,
    digests: ReadonlySet<string>,
  ): Promise<Map<string, ImageProvision>> {
    const missing = [...digests].filter(digest => !this.#kept.has(digest));
    const stored =
      missing.length > 0
        ? await this.#images.readImages(knex, missing)
        : new Map<string, StoredImage>();
    const found = new Map<string, ImageProvision>();
    for (const digest of digests) {
      const provision =
        this.#kept.get(digest) ?? toProvision(stored.get(digest));
      found.set(digest, provision);
      this.#keep(digest, provision);
    }
    return found;
  }

  #keep(digest: string, provision: ImageProvision): void {
    if (!provision.provides) {
      return;
    }
    // What was asked for last goes last.
    this.#kept.delete(digest);
    this.#kept.set(digest, provision);
    if (this.#kept.size > MAX_KEPT) {
      const [oldest] = this.#kept.keys();
      this.#kept.delete(oldest);
    }
  }
}

function toProvision(image: StoredImage | undefined): ImageProvision {
  if (!image) {
    return {
      provides: null,
      unread: { kind: 'not-watched', reason: NOT_ASKED },
    };
  }
  if (!image.facts || image.state !== 'available') {
    const kind = image.state === 'available' ? 'pending' : image.state;
    return {
      provides: null,
      unread: { kind, reason: image.reason ?? PENDING },
    };
  }
  return {
    provides: image.facts.libraries.map(({ complete, name, versions }) => ({
      name,
      complete,
      versions: versions.map(version => version.name),
    })),
    unread: null,
  };
}
