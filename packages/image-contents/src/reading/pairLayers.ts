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
  Descriptor,
  ImageConfig,
  ImageManifest,
} from '@lambda-compat/oci-registry';
import { ContentsError } from '../errors';
import { layerKindOf } from '../layers/mediaTypes';
import type { ContentsLimits, LayerContents } from '../types';

/**
 * A layer as the manifest names it and as the configuration does.
 *
 * @internal
 */
export interface PairedLayer {
  descriptor: Descriptor;
  diffId: string;
  /** It is not in the registry, and not looked for elsewhere. */
  foreign: boolean;
}

/**
 * The layers of an image, the lowest first.
 *
 * @throws ContentsError where manifest and configuration are not of one image,
 *   or the image is larger than the limits
 * @internal
 */
export function pairLayers(
  manifest: ImageManifest,
  config: ImageConfig,
  limits: ContentsLimits,
): PairedLayer[] {
  const kinds = manifest.layers.map(({ mediaType }) => layerKindOf(mediaType));
  const descriptors = manifest.layers.filter(
    (_, index) => kinds[index] !== 'other',
  );
  if (descriptors.length !== config.diffIds.length) {
    const other = manifest.layers.find((_, index) => kinds[index] === 'other');
    throw other
      ? new ContentsError(
          'unsupported',
          `The image ${
            manifest.digest
          } has a layer of the type ${JSON.stringify(
            other.mediaType.slice(0, 200),
          )}, which is none of files that can be read`,
        )
      : new ContentsError(
          'damaged',
          `The manifest ${manifest.digest} has ${descriptors.length} layers, its configuration ${config.diffIds.length}`,
        );
  }
  if (descriptors.length > limits.layers) {
    throw new ContentsError(
      'too-large',
      `The image ${manifest.digest} has ${descriptors.length} layers, more than ${limits.layers}`,
    );
  }
  const compressed = descriptors.reduce((sum, { size }) => sum + size, 0);
  if (compressed > limits.compressedBytes) {
    throw new ContentsError(
      'too-large',
      `The layers of the image ${manifest.digest} have ${compressed} bytes, more than ${limits.compressedBytes}`,
    );
  }
  return descriptors.map((descriptor, index) => ({
    descriptor,
    diffId: config.diffIds[index],
    foreign: layerKindOf(descriptor.mediaType) === 'foreign',
  }));
}

/**
 * What is known of a layer that is not fetched.
 *
 * @internal
 */
export function foreignLayer({ diffId }: PairedLayer): LayerContents {
  return {
    schema: 'lambda-compat/layer-contents/v1',
    diffId,
    unpackedSize: 0,
    entries: [],
    kept: {},
    libraries: {},
    problems: [
      {
        code: 'foreign-layer',
        path: null,
        message: `The layer ${diffId} is not kept by the registry, so its files are not known.`,
      },
    ],
  };
}
