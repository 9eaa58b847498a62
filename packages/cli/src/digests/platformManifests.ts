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
  type Descriptor,
  type ImageRepository,
  isRegistryError,
  type Manifest,
  type PlatformText,
  type RegistryClient,
} from '@lambda-compat/oci-registry';

/** Indexes in indexes in indexes; deeper ones nobody builds. */
const maxDepth = 3;
/** Documents read beside the index itself, for one image. */
const maxReads = 16;

/** The manifest of one platform. */
export interface PlatformManifest {
  platform: PlatformText;
  digest: string;
  mediaType: string;
  /** In bytes. */
  size: number;
}

/**
 * The manifests of an image by platform, the first of each platform as
 * builders take it. What an index leaves unsaid its configurations say, and
 * indexes in an index are read, up to a bound.
 */
export async function platformManifests(
  client: RegistryClient,
  image: ImageRepository,
  manifest: Manifest,
): Promise<PlatformManifest[]> {
  const { registry, repository } = image;
  const repositoryOnly = { registry, repository };
  const found = new Map<PlatformText, PlatformManifest>();
  let reads = 0;

  const add = (
    platform: PlatformText,
    { digest, mediaType, size }: Descriptor,
  ): void => {
    if (!found.has(platform)) {
      found.set(platform, { platform, digest, mediaType, size });
    }
  };

  const visit = async (document: Manifest, depth: number): Promise<void> => {
    if (document.kind === 'image') {
      const config = await client.getConfig(repositoryOnly, document.config);
      add(config.platform, document);
      return;
    }
    for (const child of document.manifests) {
      if (child.platform !== null) {
        add(child.platform, child);
      }
    }
    const unsaid = document.manifests.filter(child => child.platform === null);
    const inner = depth < maxDepth ? document.indexes : [];
    for (const { digest } of [...unsaid, ...inner]) {
      reads += 1;
      if (reads > maxReads) {
        return;
      }
      const child = await present(
        client.getManifest({ ...repositoryOnly, digest }),
      );
      if (child) {
        await visit(child, depth + 1);
      }
    }
  };

  await visit(manifest, 1);
  return [...found.values()];
}

/** A mirror may hold only some of the manifests that an index names. */
async function present(
  manifest: Promise<Manifest>,
): Promise<Manifest | undefined> {
  try {
    return await manifest;
  } catch (error) {
    if (isRegistryError(error) && error.code === 'manifest-unknown') {
      return undefined;
    }
    throw error;
  }
}
