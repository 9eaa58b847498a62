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

import type { RegistryClient } from '@lambda-compat/oci-registry';
import type { QuotaReserve } from '../../digests/classifying/QuotaReserve';
import type { ImageContents } from '../../digests/classifying/ImageContents';

/** What is asked of registries: a part of `RegistryClient`. */
export type ContentRegistry = Pick<
  RegistryClient,
  'getManifest' | 'getConfig' | 'openBlob'
>;

/**
 * Asks a registry for images by digest, as far as is not known already and what
 * is left of its quota allows: manifests were read when the tag moved.
 */
export function createContentRegistry(options: {
  registry: ContentRegistry;
  contents: Pick<ImageContents, 'getManifest'>;
  reserve: Pick<QuotaReserve, 'check'>;
}): ContentRegistry {
  const { contents, registry, reserve } = options;
  return {
    async getManifest(image, { signal = new AbortController().signal } = {}) {
      if (!('digest' in image)) {
        // A tag may have moved on.
        throw new Error('Images are read by digest only');
      }
      const { digest, registry: host, repository } = image;
      const known = await contents.getManifest(
        { registry: host, repository },
        digest,
        { signal },
      );
      // Of what is left out nothing is concluded.
      const rest = { size: 0, annotations: {} };
      return known.kind === 'image'
        ? { ...known, ...rest }
        : { ...known, ...rest, attestations: [], others: [] };
    },
    getConfig: (image, config, call) => registry.getConfig(image, config, call),
    async openBlob(image, blob, call) {
      reserve.check(image.registry);
      return registry.openBlob(image, blob, call);
    },
  };
}
