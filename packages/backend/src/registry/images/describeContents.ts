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
  SampleContents,
  SampleImage,
  SampleRepository,
} from './SampleImage';

/** What an image is on one platform, with what it takes from others. */
export function describeContents(
  repository: SampleRepository,
  name: string,
  platform: string,
): SampleContents {
  const image = merge(
    inherited(repository, name),
    repository.images[name].differing?.[platform] ?? {},
  );
  const { created, system, packages, libraries, runtime, env = [] } = image;
  if (!created || !system || !packages || !libraries || !runtime) {
    throw new Error(
      `Image ${name} of ${repository.name} has no created, system, packages, libraries or runtime`,
    );
  }
  return { created, system, packages, libraries, runtime, env };
}

/** The version of an image that its label and its dated tag carry. */
export function versionOf(
  repository: SampleRepository,
  name: string,
): string | undefined {
  return inherited(repository, name).version;
}

/** The platforms of an image, in the order of its index. */
export function platformsOf(
  repository: SampleRepository,
  name: string,
): string[] {
  return inherited(repository, name).platforms ?? repository.platforms;
}

function inherited(repository: SampleRepository, name: string): SampleImage {
  const image = repository.images[name];
  if (!image) {
    throw new Error(`${repository.name} declares no image ${name}`);
  }
  const names = Object.keys(repository.images);
  if (image.like && names.indexOf(image.like) >= names.indexOf(name)) {
    throw new Error(
      `Image ${name} of ${repository.name} is like ${image.like}, which is not before it`,
    );
  }
  return image.like ? merge(inherited(repository, image.like), image) : image;
}

/** What is said of an image, on what is said of the one that it is like. */
function merge(base: SampleImage, image: SampleImage): SampleImage {
  const upgraded = image.upgraded ?? [];
  const names = new Set(upgraded.map(packageName));
  const packages = [
    ...(image.packages ?? base.packages ?? []).filter(
      text => !names.has(packageName(text)),
    ),
    ...upgraded,
  ];
  return { ...base, ...image, packages };
}

function packageName(text: string): string {
  return text.split(' ')[0];
}
