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

import { InvalidArgumentError } from 'commander';

// As the catalog defines names: 63 characters, letters and digits at both ends.
const name = '[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?';
const pattern = new RegExp(
  `^(?:(?<kind>[A-Za-z][A-Za-z0-9]{0,62}):)?(?:(?<namespace>[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)/)?(?<name>${name})$`,
);

/** A full entity ref; a component in `default` where a part is left out. */
export function parseEntityRef(value: string): string {
  const groups = pattern.exec(value)?.groups;
  if (!groups) {
    throw new InvalidArgumentError(
      'Write an entity ref such as component:default/orders.',
    );
  }
  const { kind = 'component', namespace = 'default' } = groups;
  // The catalog compares refs in lower case.
  return `${kind}:${namespace}/${groups.name}`.toLocaleLowerCase('en-US');
}
