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

import { parseLibraryPath } from '@lambda-compat/elf-symbols';
import type {
  ImageConfig,
  ImageManifest,
  PlatformText,
} from '@lambda-compat/oci-registry';
import { foldLayers } from '../folding/foldLayers';
import { layerKindOf } from '../layers/mediaTypes';
import { findLoadedLibraries } from '../loader/findLoadedLibraries';
import { readOsRelease } from '../os-release/readOsRelease';
import { readPackageDatabases } from '../packages/readPackageDatabases';
import type { FoldedImage, ImageContents, LayerContents } from '../types';

/** As ELF files name the architectures whose loaders are known. */
const MACHINES: ReadonlyMap<PlatformText, 'x86_64' | 'aarch64'> = new Map([
  ['linux/amd64', 'x86_64'],
  ['linux/arm64', 'aarch64'],
]);

/**
 * An image whose layers were read.
 *
 * @public
 */
export interface ReadImage {
  /** Of the platform's manifest. */
  digest: string;
  platform: PlatformText;
  manifest: ImageManifest;
  config: ImageConfig;
  /** In the order of the configuration, the lowest first. */
  layers: LayerContents[];
}

/**
 * What is known of an image, drawn from its layers. Asks nobody: the layers may
 * have been read long before.
 *
 * @throws ContentsError as {@link foldLayers}
 * @public
 */
export async function imageFromLayers(
  image: ReadImage,
): Promise<ImageContents> {
  const { digest, platform, manifest, config, layers } = image;
  const folded = foldLayers(layers);
  const packages = await readPackageDatabases(folded);
  const { libraries, folders } = loadedLibraries(folded, platform, config.env);
  const files = [...folded.files.values()];
  return {
    schema: 'lambda-compat/image-facts/v1',
    digest,
    platform,
    config: {
      created: config.created,
      labels: config.labels,
      env: config.env,
      entrypoint: config.entrypoint,
      cmd: config.cmd,
      user: config.user,
      workingDir: config.workingDir,
    },
    layers: layers.map(({ diffId }) => diffId),
    size: {
      compressed: manifest.layers
        .filter(({ mediaType }) => layerKindOf(mediaType) === 'layer')
        .reduce((sum, { size }) => sum + size, 0),
      unpacked: layers.reduce((sum, layer) => sum + layer.unpackedSize, 0),
    },
    counts: {
      files: files.filter(({ type }) => type === 'file').length,
      elfFiles: files.filter(({ elf }) => elf).length,
    },
    os: readOsRelease(folded),
    packageDatabases: packages.databases,
    libraries,
    libraryFolders: folders,
    problems: [...folded.problems, ...packages.problems],
    files,
  };
}

/** None of images of other architectures, whose loaders search elsewhere. */
function loadedLibraries(
  folded: FoldedImage,
  platform: PlatformText,
  env: readonly string[],
): ReturnType<typeof findLoadedLibraries> {
  const machine = MACHINES.get(platform);
  if (!machine) {
    return { libraries: [], folders: [] };
  }
  return findLoadedLibraries(folded, {
    machine,
    libraryPath: parseLibraryPath(valueOf(env, 'LD_LIBRARY_PATH')),
  });
}

/** Of several the last counts, as in a shell. */
function valueOf(env: readonly string[], name: string): string {
  const entry = env.filter(text => text.startsWith(`${name}=`)).pop();
  return entry?.slice(name.length + 1) ?? '';
}
