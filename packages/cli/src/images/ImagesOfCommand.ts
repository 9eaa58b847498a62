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

import {
  type ImageContents,
  ImageReader,
  type LayerCache,
  type LayerContents,
} from '@lambda-compat/image-contents';
import type {
  ImageRepository,
  PlatformText,
  RegistryClient,
} from '@lambda-compat/oci-registry';
import type { NamedImage } from '../digests/resolveImage';
import { platformManifests } from '../digests/platformManifests';
import { registryFailure } from '../registries/registryFailure';
import type {
  RegistryAnswer,
  RegistrySession,
} from '../registries/RegistrySession';

/** The platforms that Lambda runs on. */
export const lambdaPlatforms: readonly PlatformText[] = [
  'linux/amd64',
  'linux/arm64',
];

/** The manifest of one platform of an image that was found. */
export interface FoundImage extends ImageRepository {
  digest: string;
  platform: PlatformText;
}

/** What a reference stands for, by platform. */
export async function findImages(
  session: RegistrySession,
  image: NamedImage,
): Promise<RegistryAnswer<FoundImage[]>> {
  return session.ask(image.registry, async client => {
    const { registry, repository } = image;
    const manifest = await client.getManifest(image);
    const found = await platformManifests(client, image, manifest);
    return found.map(({ digest, platform }) => ({
      registry,
      repository,
      digest,
      platform,
    }));
  });
}

/** Reads images; layers that several of them share are fetched once. */
export class ImagesOfCommand {
  readonly #layers = new Map<string, LayerContents>();
  readonly #readers = new Map<RegistryClient, ImageReader>();
  readonly #session: RegistrySession;

  constructor(session: RegistrySession) {
    this.#session = session;
  }

  async read(image: FoundImage): Promise<RegistryAnswer<ImageContents>> {
    return this.#session.ask(image.registry, async client => {
      const { platform } = image;
      return this.#reader(client).read(image, { platform });
    });
  }

  /** One for each client, so that images read at once share what they fetch. */
  #reader(client: RegistryClient): ImageReader {
    const known = this.#readers.get(client);
    if (known) {
      return known;
    }
    const cache: LayerCache = {
      get: async diffId => this.#layers.get(diffId),
      set: async contents => {
        this.#layers.set(contents.diffId, contents);
      },
    };
    const reader = ImageReader.create({ client, cache });
    this.#readers.set(client, reader);
    return reader;
  }
}

/** The contents of what a reference stands for on one platform. */
export async function readPlatform(
  session: RegistrySession,
  image: NamedImage,
  platform: PlatformText,
): Promise<RegistryAnswer<ImageContents>> {
  const found = await findImages(session, image);
  if (!found.ok) {
    return found;
  }
  const own = found.value.find(one => one.platform === platform);
  if (!own) {
    const has = found.value.map(one => one.platform).join(', ');
    return {
      ok: false,
      failure: registryFailure(
        'platform-missing',
        `There is no image for ${platform} in it; it has ${
          has === '' ? 'none' : has
        }.`,
      ),
    };
  }
  return new ImagesOfCommand(session).read(own);
}
