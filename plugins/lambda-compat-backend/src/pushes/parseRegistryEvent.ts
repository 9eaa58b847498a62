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

import { InputError } from '@backstage/errors';
import { isMap, type JsonMap } from './jsonValues';
import { MAX_PUSHED_IMAGES, type PushedImage } from './PushedImage';
import { readArtifactory } from './registries/readArtifactory';
import { readDistribution } from './registries/readDistribution';
import { readDockerHub } from './registries/readDockerHub';
import { readEcr } from './registries/readEcr';
import { readGitHub } from './registries/readGitHub';
import { readHarbor } from './registries/readHarbor';
import { readImageList } from './registries/readImageList';
import { readQuay } from './registries/readQuay';

/** What one kind of registry sends; undefined where it is not that. */
type Reader = (event: JsonMap) => PushedImage[] | undefined;

// Each looks for properties that only its registry sends.
const READERS: readonly Reader[] = [
  readImageList,
  readDistribution,
  readEcr,
  readHarbor,
  readDockerHub,
  readQuay,
  readGitHub,
  readArtifactory,
];

/**
 * The images that a notification of a registry names: none where it is about
 * something else, such as a pull. Nothing of it is believed but the names.
 *
 * @throws `InputError` for what no registry that is known sends
 */
export function parseRegistryEvent(event: unknown): PushedImage[] {
  if (isMap(event)) {
    for (const read of READERS) {
      const images = read(event);
      if (images) {
        return unique(images).slice(0, MAX_PUSHED_IMAGES);
      }
    }
  }
  throw new InputError(
    'This is no notification of a registry that is understood (CNCF distribution, Docker Hub, Quay, Harbor, GitHub, Amazon ECR, Artifactory), nor { "images": ["registry/repository:tag"] }',
  );
}

function unique(images: readonly PushedImage[]): PushedImage[] {
  const known = new Map(
    images
      .filter(({ names, tag }) => isTag(tag) && names.length > 0)
      .map(image => [JSON.stringify(image), image]),
  );
  return [...known.values()];
}

/** OCI distribution-spec, pulling manifests. */
function isTag(tag: string): boolean {
  return /^\w[\w.-]{0,127}$/.test(tag);
}
