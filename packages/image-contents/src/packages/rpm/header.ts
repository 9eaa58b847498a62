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

import type { InstalledPackage } from '../../types';
import { DatabaseDamage } from '../DatabaseDamage';

/** As rpm refuses them, beyond what any package has. */
const MAX_INDEX_ENTRIES = 65_536;

const PREFIX_SIZE = 8;
const ENTRY_SIZE = 16;

const TAGS = {
  name: 1000,
  version: 1001,
  release: 1002,
  epoch: 1003,
  arch: 1022,
  sourceRpm: 1044,
} as const;

const INT32 = 4;
const STRING = 6;

/**
 * The key of a signature that rpm keeps among the packages. It is no package.
 */
const PUBLIC_KEY = 'gpg-pubkey';

/**
 * Reads one header as rpm stores it: the number of index entries and of bytes,
 * the index of tag, type, offset and count, and the values, big-endian.
 *
 * @returns Undefined for a public key.
 * @throws {@link DatabaseDamage} where bytes are missing or are no header.
 * @internal
 */
export function readRpmHeader(blob: Buffer): InstalledPackage | undefined {
  const { entries, values } = openHeader(blob);
  const found: Partial<Record<keyof typeof TAGS, string>> = {};
  for (let index = 0; index < entries; index += 1) {
    const at = PREFIX_SIZE + index * ENTRY_SIZE;
    const tag = blob.readUInt32BE(at);
    const field = fieldOf(tag);
    if (field) {
      const type = blob.readUInt32BE(at + 4);
      const offset = blob.readUInt32BE(at + 8);
      // What was added after the package was built stands last and replaces.
      found[field] = readValue(field, values, type, offset);
    }
  }
  const { name, version, release, epoch, arch, sourceRpm } = found;
  if (name === PUBLIC_KEY) {
    return undefined;
  }
  if (!name || !version || !release) {
    throw new DatabaseDamage(
      'it has a header without a name, version or release',
    );
  }
  return {
    name,
    version: `${epoch === undefined ? '' : `${epoch}:`}${version}-${release}`,
    architecture: arch ?? '',
    source: sourceRpm || null,
  };
}

function openHeader(blob: Buffer): { entries: number; values: Buffer } {
  if (blob.length < PREFIX_SIZE) {
    throw new DatabaseDamage('it has a header that ends too early');
  }
  const entries = blob.readUInt32BE(0);
  const length = blob.readUInt32BE(4);
  const start = PREFIX_SIZE + entries * ENTRY_SIZE;
  if (entries === 0 || entries > MAX_INDEX_ENTRIES) {
    throw new DatabaseDamage(
      `it has a header with ${entries} fields, where 1 to ${MAX_INDEX_ENTRIES} are possible`,
    );
  }
  if (start + length > blob.length) {
    throw new DatabaseDamage('it has a header that ends too early');
  }
  return { entries, values: blob.subarray(start, start + length) };
}

function fieldOf(tag: number): keyof typeof TAGS | undefined {
  switch (tag) {
    case TAGS.name:
      return 'name';
    case TAGS.version:
      return 'version';
    case TAGS.release:
      return 'release';
    case TAGS.epoch:
      return 'epoch';
    case TAGS.arch:
      return 'arch';
    case TAGS.sourceRpm:
      return 'sourceRpm';
    default:
      return undefined;
  }
}

function readValue(
  field: keyof typeof TAGS,
  values: Buffer,
  type: number,
  offset: number,
): string {
  const wanted = field === 'epoch' ? INT32 : STRING;
  if (type !== wanted) {
    throw new DatabaseDamage(
      `it has a header whose ${field} is of type ${type}`,
    );
  }
  if (field === 'epoch') {
    if (offset + 4 > values.length) {
      throw new DatabaseDamage('it has a header whose epoch is outside of it');
    }
    return String(values.readUInt32BE(offset));
  }
  const end = offset < values.length ? values.indexOf(0, offset) : -1;
  if (end < 0) {
    throw new DatabaseDamage(
      `it has a header whose ${field} is outside of it or has no end`,
    );
  }
  return values.toString('utf8', offset, end);
}
