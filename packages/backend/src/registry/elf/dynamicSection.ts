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

import type { PlacedSection } from './sections';
import type { StringTable } from './StringTable';
import type { ElfDescription } from './types';

const ENTRY_SIZE = 16;
// The tables, and the zero entry that ends the list.
const OTHER_ENTRIES = 12;

const TAGS = {
  needed: 1,
  hash: 4,
  strings: 5,
  symbols: 6,
  stringsSize: 10,
  symbolSize: 11,
  soname: 14,
  flags: 0x6ffffffb,
  versions: 0x6ffffff0,
  definitions: 0x6ffffffc,
  definitionCount: 0x6ffffffd,
  needs: 0x6ffffffe,
  needCount: 0x6fffffff,
} as const;
const DF_1_PIE = 0x08000000;

type Entry = [tag: keyof typeof TAGS, value: number];

/** Adds its strings to the table: they have to be there before it is placed. */
export function reserveDynamic(
  { soname, needed = [] }: ElfDescription,
  strings: StringTable,
): Buffer {
  [soname ?? '', ...needed.map(({ name }) => name)].forEach(name =>
    strings.offsetOf(name),
  );
  return Buffer.alloc((needed.length + OTHER_ENTRIES) * ENTRY_SIZE);
}

/** Writes what the loader reads first: where everything else is. */
export function fillDynamic(
  bytes: Buffer,
  { soname, interpreter, needed = [] }: ElfDescription,
  strings: StringTable,
  sections: PlacedSection[],
): void {
  const find = (name: string) =>
    sections.find(section => section.name === name);
  const place = (name: string) => find(name)!.offset;
  const entries: Entry[] = [
    ...needed.map(({ name }): Entry => ['needed', strings.offsetOf(name)]),
    ...(soname ? [['soname', strings.offsetOf(soname)] as Entry] : []),
    ['hash', place('.hash')],
    ['strings', place('.dynstr')],
    ['symbols', place('.dynsym')],
    ['stringsSize', find('.dynstr')!.bytes.length],
    ['symbolSize', 24],
    ...(interpreter ? [['flags', DF_1_PIE] as Entry] : []),
  ];
  if (find('.gnu.version')) {
    entries.push(['versions', place('.gnu.version')]);
  }
  const definitions = find('.gnu.version_d');
  if (definitions) {
    entries.push(['definitions', definitions.offset]);
    entries.push(['definitionCount', definitions.info!]);
  }
  const needs = find('.gnu.version_r');
  if (needs) {
    entries.push(['needs', needs.offset], ['needCount', needs.info!]);
  }
  entries.forEach(([tag, value], index) => {
    bytes.writeBigUInt64LE(BigInt(TAGS[tag]), index * ENTRY_SIZE);
    bytes.writeBigUInt64LE(BigInt(value), index * ENTRY_SIZE + 8);
  });
}
