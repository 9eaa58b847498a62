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

import type { MoveOnRuntime } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { imageFit } from '@lambda-compat/compatibility';
import type { Knex } from 'knex';
import type {
  ImageFactsReader,
  StoredImage,
} from '../contents/ImageFactsReader';
import type { TagMovePlatformsRow } from '../database/tagTables';
import { PLATFORMS } from '../pins/composePin';
import { toImageProvides } from '../pins/imageProvides';
import type { ProfileSource } from '../pins/PinSuggestions';
import type { ExposedRuntime } from './readExposedRuntimes';

/** The image after a move against each of the runtimes that it concerns. */
export async function describeRuntimes(
  knex: Knex,
  runtimes: readonly ExposedRuntime[],
  platforms: readonly TagMovePlatformsRow[],
  options: { images: ImageFactsReader; profiles: ProfileSource },
): Promise<MoveOnRuntime[]> {
  const digests = platforms.flatMap(row => row.to_digest || []);
  const images = await options.images.readImages(knex, [...new Set(digests)]);
  const described: MoveOnRuntime[] = [];
  for (const one of runtimes) {
    const { architecture, components, runtime } = one;
    const profile = await options.profiles.findProfile(knex, one);
    const image = findImage(images, platforms, PLATFORMS[architecture]);
    described.push({
      runtime,
      architecture,
      profile: profile && {
        name: profile.name,
        origin: profile.origin,
        asOf: profile.asOf,
      },
      fit:
        image?.facts && profile
          ? imageFit(toImageProvides(image.facts), profile)
          : {
              answer: 'unknown',
              beyond: [],
              sentence: profile
                ? describeMissing(image)
                : `It is not known what ${runtime} on ${architecture} provides.`,
            },
      components,
    });
  }
  return described;
}

/** Builders take what a tag points to without a choice of platforms. */
function findImage(
  images: ReadonlyMap<string, StoredImage>,
  platforms: readonly TagMovePlatformsRow[],
  platform: string,
): StoredImage | undefined {
  const own =
    platforms.find(row => row.platform === platform) ??
    (platforms.length === 1 ? platforms[0] : undefined);
  return own && images.get(own.to_digest);
}

function describeMissing(image: StoredImage | undefined): string {
  if (image?.state === 'pending') {
    return 'The image after the move is being read.';
  }
  return (
    image?.reason ?? 'It is not known what the image after the move provides.'
  );
}
