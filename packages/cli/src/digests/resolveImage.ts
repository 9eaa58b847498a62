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

import type { NormalizedReference } from '@lambda-compat/image-references';
import type {
  ImageRepository,
  PlatformText,
  RegistryClient,
} from '@lambda-compat/oci-registry';
import { registryFailure } from '../registries/registryFailure';
import type {
  RegistryAnswer,
  RegistrySession,
} from '../registries/RegistrySession';
import { platformManifests } from './platformManifests';

/** Platforms that are asked for; `all` is every one that the image has. */
export type WantedPlatforms = readonly PlatformText[] | 'all';

/** One digest of a reference. */
export interface ResolvedImage {
  digest: string;
  /** `index` stands for all platforms, `manifest` for one. */
  level: 'index' | 'manifest';
  /** Null for an index, and where nobody asked for platforms. */
  platform: PlatformText | null;
  /** The index that the manifest was found in. */
  indexDigest: string | null;
  mediaType: string;
  /** In bytes; null where the registry did not say. */
  size: number | null;
  /** What the registry announces about itself. */
  warnings: readonly string[];
}

/** A reference that names content: by digest where it has one, else by tag. */
export type NamedImage = ImageRepository &
  ({ digest: string } | { tag: string });

/** What a builder would ask for: of tag and digest, the digest counts. */
export function namedImage(reference: NormalizedReference): NamedImage {
  const { registry, repository, tag, digest } = reference;
  return digest === null
    ? { registry, repository, tag: tag ?? 'latest' }
    : { registry, repository, digest };
}

/** What a tag or digest stands for, as one answer. */
export async function resolveImage(
  session: RegistrySession,
  image: NamedImage,
): Promise<RegistryAnswer<ResolvedImage>> {
  return session.ask(image.registry, async client => {
    if ('tag' in image) {
      const { digest, mediaType, size, warnings } = await client.resolveTag(
        image,
      );
      const level = isIndex(mediaType) ? 'index' : 'manifest';
      const found = { digest, level, mediaType, size, warnings } as const;
      return { ...found, platform: null, indexDigest: null };
    }
    const manifest = await client.getManifest(image);
    return {
      digest: manifest.digest,
      level: manifest.kind === 'index' ? 'index' : 'manifest',
      platform: null,
      indexDigest: null,
      mediaType: manifest.mediaType,
      size: manifest.size,
      warnings: [],
    };
  });
}

/** The manifests of platforms, in the order in which they are wanted. */
export async function resolvePlatforms(
  session: RegistrySession,
  image: NamedImage,
  wanted: WantedPlatforms,
): Promise<RegistryAnswer<ResolvedImage>[]> {
  const answer = await session.ask(image.registry, client =>
    readPlatforms(client, image),
  );
  if (!answer.ok) {
    return [answer];
  }
  const manifests = answer.value;
  if (wanted === 'all') {
    return manifests.length === 0
      ? [{ ok: false, failure: missing('any platform', []) }]
      : manifests.map(value => ({ ok: true, value }));
  }
  return wanted.map(platform => {
    const value = manifests.find(manifest => manifest.platform === platform);
    return value
      ? { ok: true, value }
      : { ok: false, failure: missing(platform, manifests) };
  });
}

async function readPlatforms(
  client: RegistryClient,
  image: NamedImage,
): Promise<ResolvedImage[]> {
  const manifest = await client.getManifest(image);
  const indexDigest = manifest.kind === 'index' ? manifest.digest : null;
  const found = await platformManifests(client, image, manifest);
  return found.map(({ digest, platform, mediaType, size }) => ({
    digest,
    level: 'manifest',
    platform,
    indexDigest,
    mediaType,
    size,
    warnings: [],
  }));
}

/** Platforms named in a sentence; an index can have any number. */
const maxNamed = 12;

function missing(
  wanted: PlatformText | 'any platform',
  manifests: readonly { platform: PlatformText | null }[],
) {
  const present = manifests.map(({ platform }) => platform);
  const names = present.slice(0, maxNamed).join(', ');
  const more = present.length > maxNamed ? ', …' : '';
  return registryFailure(
    'platform-missing',
    `There is no image for ${wanted} in it${
      present.length > 0 ? `; it has ${names}${more}` : ''
    }.`,
  );
}

function isIndex(mediaType: string): boolean {
  return (
    mediaType === 'application/vnd.oci.image.index.v1+json' ||
    mediaType === 'application/vnd.docker.distribution.manifest.list.v2+json'
  );
}
