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

import type { PackageList } from './PackageList';
import { readStanzas, type Stanza } from './stanzas';

const FIELDS = new Set([
  'package',
  'status',
  'version',
  'architecture',
  'source',
]);

/**
 * States in which a package is installed and set up. `triggers-…` are those of
 * a package that waits for another's trigger; `config-files`, `unpacked` and
 * the `half-…` ones are not installed (dpkg(1), PACKAGE STATES).
 */
const INSTALLED = new Set([
  'installed',
  'triggers-awaited',
  'triggers-pending',
]);

/** The other states; a word that is none of them is damage. */
const OTHER_STATES = new Set([
  'not-installed',
  'config-files',
  'half-installed',
  'unpacked',
  'half-configured',
]);

/**
 * Reads dpkg's database, as `dpkg-query --show` lists what is installed.
 *
 * @internal
 */
export function readDpkgStatus(text: string, list: PackageList): void {
  for (const stanza of readStanzas(text, FIELDS)) {
    // What is wanted, an error mark, and the state: `hold ok installed`.
    const words = stanza.get('status')?.slice(0, 64).split(/\s+/);
    const state = words?.at(2) ?? '';
    if (
      INSTALLED.has(state) ? !add(stanza, list) : !isOther(stanza, state, list)
    ) {
      return;
    }
  }
}

/**
 * Reads a file of `status.d`, as distroless images have one for each package:
 * the control file of a package, which is installed as it is there.
 *
 * @internal
 */
export function readDpkgStatusFile(text: string, list: PackageList): void {
  for (const stanza of readStanzas(text, FIELDS)) {
    const name = stanza.get('package') ?? '';
    // What the database of an image built upon it has too counts once.
    if (!list.has(name, stanza.get('architecture') ?? '')) {
      if (!add(stanza, list)) {
        return;
      }
    }
  }
}

/** Whether to go on after a paragraph of a package that is not installed. */
function isOther(stanza: Stanza, state: string, list: PackageList): boolean {
  if (!stanza.has('package')) {
    return list.damaged('it has a paragraph without a name');
  }
  // Without a state it is of a package that is only known of.
  return stanza.has('status') && !OTHER_STATES.has(state)
    ? list.damaged('it has a package whose state is none')
    : true;
}

function add(stanza: Stanza, list: PackageList): boolean {
  const source = stanza.get('source');
  return list.add({
    name: stanza.get('package') ?? '',
    version: stanza.get('version') ?? '',
    architecture: stanza.get('architecture') ?? '',
    // `gcc-12 (12.2.0-14)` where the version is another one.
    source: source?.split(' ', 1)[0] || null,
  });
}
