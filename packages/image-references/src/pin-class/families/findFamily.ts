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

import { AMAZON_FAMILIES } from './amazon';
import { DISTRIBUTION_FAMILIES } from './distributions';
import { JAVA_FAMILIES } from './java';
import { LANGUAGE_FAMILIES } from './languages';
import { SERVER_FAMILIES } from './servers';
import { TagFamily } from './types';

const BY_NAME = new Map<string, TagFamily>();
const BY_PREFIX: { prefix: string; family: TagFamily }[] = [];

for (const family of [
  ...AMAZON_FAMILIES,
  ...DISTRIBUTION_FAMILIES,
  ...JAVA_FAMILIES,
  ...LANGUAGE_FAMILIES,
  ...SERVER_FAMILIES,
]) {
  for (const name of family.repositories) {
    if (name.endsWith('*')) {
      BY_PREFIX.push({ prefix: name.slice(0, -1), family });
    } else {
      BY_NAME.set(name, family);
    }
  }
}

const UNKNOWN: TagFamily = { repositories: [] };

/**
 * What is known of the tags of a repository; for others the rule for all.
 *
 * @param repository - of the origin, not of a mirror
 * @internal
 */
export function findFamily(registry: string, repository: string): TagFamily {
  const name = `${registry}/${repository}`;
  return (
    BY_NAME.get(name) ??
    BY_PREFIX.find(({ prefix }) => name.startsWith(prefix))?.family ??
    UNKNOWN
  );
}
