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

import { RegistryError } from '../errors';
import { isDigest } from '../manifest/digests';

/** distribution-spec, "Pulling manifests". */
const COMPONENT = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const TAG = /^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}$/;

const MAX_REPOSITORY_LENGTH = 255;

/**
 * Names go into paths, so nothing but what the specification allows does.
 *
 * @throws RegistryError `not-found`: no registry has what cannot be named
 */
export function checkedRepository(
  registry: string,
  repository: string,
): string {
  if (
    repository.length > MAX_REPOSITORY_LENGTH ||
    !repository.split('/').every(part => COMPONENT.test(part))
  ) {
    throw notFound(registry, 'repository');
  }
  return repository;
}

/** @throws RegistryError `not-found` */
export function checkedTag(registry: string, tag: string): string {
  if (!TAG.test(tag)) {
    throw notFound(registry, 'tag');
  }
  return tag;
}

/** @throws RegistryError `wrong-digest`: nothing could be checked against it */
export function checkedDigest(registry: string, digest: string): string {
  if (!isDigest(digest)) {
    throw new RegistryError(
      'wrong-digest',
      registry,
      'was asked for a digest that cannot be checked: only those of sha256 and sha512 can',
    );
  }
  return digest;
}

function notFound(registry: string, what: string): RegistryError {
  return new RegistryError(
    'not-found',
    registry,
    `was asked for something that is not the name of a ${what}`,
  );
}
