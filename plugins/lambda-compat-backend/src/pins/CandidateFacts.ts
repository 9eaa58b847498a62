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

import type { ImageFacts } from '@lambda-compat/image-contents';
import type { Knex } from 'knex';
import type { ImageFactsReader } from '../contents/ImageFactsReader';
import { compareNewest, withAge } from './candidateAges';
import { toImageProvides } from './imageProvides';
import type { CandidateImage, PinnableImage } from './PinImage';

type KnownImage = Pick<CandidateImage, 'provides' | 'release' | 'created'>;

/** Of some ten kilobytes each. */
const MAX_KEPT = 500;

/**
 * What the candidates of references provide. What is known of an image does not
 * change, so it is read from the database once.
 */
export class CandidateFacts {
  readonly #reader: ImageFactsReader;
  /** By digest, oldest first. */
  readonly #kept = new Map<string, KnownImage>();

  static create(options: { reader: ImageFactsReader }): CandidateFacts {
    return new CandidateFacts(options.reader);
  }

  private constructor(reader: ImageFactsReader) {
    this.#reader = reader;
  }

  /** Fills in what is known of the images of all candidates. */
  async addTo(knex: Knex, image: PinnableImage): Promise<void> {
    const images = image.candidates.flatMap(candidate => [
      ...candidate.images.values(),
    ]);
    const missing = new Set(
      images.flatMap(({ digest }) =>
        digest === null || this.#kept.has(digest) ? [] : digest,
      ),
    );
    const found = new Map<string, KnownImage>();
    if (missing.size > 0) {
      const stored = await this.#reader.readImages(knex, [...missing]);
      for (const [digest, { facts }] of stored) {
        if (facts) {
          found.set(digest, this.#keep(digest, facts));
        }
      }
    }
    for (const one of images) {
      Object.assign(
        one,
        found.get(one.digest ?? '') ?? this.#kept.get(one.digest ?? ''),
      );
    }
  }

  #keep(digest: string, facts: ImageFacts): KnownImage {
    const known = {
      provides: toImageProvides(facts),
      release: facts.os && `${facts.os.id} ${facts.os.versionId ?? ''}`.trim(),
      created: facts.config.created,
    };
    const [oldest] = this.#kept.keys();
    if (this.#kept.size >= MAX_KEPT && oldest !== undefined) {
      this.#kept.delete(oldest);
    }
    this.#kept.set(digest, known);
    return known;
  }
}

/**
 * Leaves out digests of dated tags that are of another distribution, or release
 * of it, than anything the tag itself has pointed to: what they provide may fit,
 * but a build made for the one has nothing to do in the other.
 */
export function keepChannel(all: PinnableImage): PinnableImage {
  const image = {
    ...all,
    candidates: all.candidates.map(withAge).sort(compareNewest),
  };
  const isOwn = ({ stays }: PinnableImage['candidates'][number]) =>
    stays.length > 0;
  const releasesOf = ({ images }: PinnableImage['candidates'][number]) =>
    [...images.values()].flatMap(({ release }) => release ?? []);
  const known = new Set(image.candidates.filter(isOwn).flatMap(releasesOf));
  if (known.size === 0) {
    return image;
  }
  return {
    ...image,
    candidates: image.candidates.filter(candidate => {
      const releases = releasesOf(candidate);
      return (
        isOwn(candidate) ||
        releases.length === 0 ||
        releases.some(release => known.has(release))
      );
    }),
  };
}
