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

import type { LayerEntry } from '../types';
import type { TarEntry } from './tar/TarParser';

const TYPES: Readonly<Record<string, LayerEntry['t']>> = {
  '0': 'f',
  '1': 'h',
  '2': 'l',
  '3': 'c',
  '4': 'b',
  '5': 'd',
  '6': 'i',
  // Contiguous files are files, where the system has no such thing.
  '7': 'f',
};

/**
 * What an entry of an archive is; undefined where that is not known. Before
 * 1988 a directory was a file whose name ends with a slash.
 *
 * @internal
 */
export function entryType(tar: TarEntry): LayerEntry['t'] | undefined {
  return tar.type === '0' && tar.name.endsWith('/') ? 'd' : TYPES[tar.type];
}

/**
 * Mode, owner, time and the like; what is 0 is left out, and so is all of a
 * hard link, as it has those of its target.
 *
 * @internal
 */
export function entryAttributes(
  tar: TarEntry,
  type: LayerEntry['t'],
): Partial<LayerEntry> {
  if (type === 'h') {
    return {};
  }
  const attributes: Partial<LayerEntry> = { m: tar.mode };
  if (tar.uid !== 0) {
    attributes.u = tar.uid;
  }
  if (tar.gid !== 0) {
    attributes.g = tar.gid;
  }
  if (tar.mtime !== 0) {
    attributes.a = tar.mtime;
  }
  if (tar.xattrs) {
    attributes.x = tar.xattrs;
  }
  if (type === 'c' || type === 'b') {
    attributes.v = tar.device;
  }
  return attributes;
}
