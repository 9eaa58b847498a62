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

import type { PinCandidate } from '@lambda-compat/compatibility';
import type { NormalizedReference } from '@lambda-compat/image-references';
import type { ImageContents } from '@lambda-compat/image-contents';
import type { PlatformText } from '@lambda-compat/oci-registry';
import { type NamedImage, resolveImage } from '../digests/resolveImage';
import type { RegistryFailure } from '../registries/registryFailure';
import type { RegistrySession } from '../registries/RegistrySession';
import { isDated } from './datedTags';
import { findImages, type ImagesOfCommand } from './ImagesOfCommand';

/** The oldest time that is believed: builds that can be repeated write 1970. */
const oldestBuild = '2000-01-01';

/** What a tag of the repository is now, as somebody could pin to it. */
export type AskedCandidate =
  | { ok: true; candidate: PinCandidate }
  | { ok: false; tag: string; failure: RegistryFailure };

/** Asks what a tag, or a digest, stands for and reads what it provides. */
export async function askCandidate(
  session: RegistrySession,
  images: ImagesOfCommand,
  options: {
    reference: NormalizedReference;
    tag: string | null;
    image: NamedImage;
    platform: PlatformText;
  },
): Promise<AskedCandidate> {
  const { image, platform, reference, tag } = options;
  const failed = (failure: RegistryFailure): AskedCandidate => ({
    ok: false,
    tag: tag ?? ('digest' in image ? image.digest : image.tag),
    failure,
  });
  const resolved = await resolveImage(session, image);
  if (!resolved.ok) {
    return failed(resolved.failure);
  }
  const { digest } = resolved.value;
  const { registry, repository } = image;
  // By digest: the tag may move between two questions.
  const found = await findImages(session, { registry, repository, digest });
  if (!found.ok) {
    return failed(found.failure);
  }
  const own = found.value.find(one => one.platform === platform);
  const contents = own ? await images.read(own) : undefined;
  if (contents && !contents.ok) {
    return failed(contents.failure);
  }
  return {
    ok: true,
    candidate: {
      digest,
      platformDigest: own?.digest ?? null,
      tag,
      dated: tag !== null && isDated(reference, tag),
      after: null,
      before: timeOf(tag, contents?.value ?? null),
      provides: contents ? provides(contents.value) : null,
      // It has just answered with it.
      pullable: 'yes',
      measured: null,
    },
  };
}

/** What a build on the image can come to ask for. */
export function provides({ libraries }: ImageContents) {
  return libraries.map(({ complete, name, versions }) => ({
    name,
    versions: versions.map(version => version.name),
    complete,
  }));
}

/** When it was built, by its own word or else by its tag's. */
function timeOf(tag: string | null, contents: ImageContents | null): string {
  const created = contents?.config.created ?? '';
  const time = Date.parse(created);
  if (!Number.isNaN(time) && time >= Date.parse(oldestBuild)) {
    return new Date(time).toISOString();
  }
  const [, year, month, day] =
    /(20\d\d)[.-]?(0[1-9]|1[0-2])[.-]?([0-2]\d|3[01])/.exec(tag ?? '') ?? [];
  return year
    ? `${year}-${month}-${day}T00:00:00.000Z`
    : '1970-01-01T00:00:00.000Z';
}
