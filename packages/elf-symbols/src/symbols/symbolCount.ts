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

import {
  DT_GNU_HASH,
  DT_HASH,
  DT_MIPS_SYMTABNO,
  DT_STRTAB,
  DT_SYMTAB,
  type DynamicSection,
} from '../elf/dynamicSection';
import type { ElfLayout } from '../elf/layout';
import { SHT_DYNSYM } from '../elf/sectionHeaders';

const EM_S390 = 22;
const EM_ALPHA = 0x9026;
/** Buckets of the largest libraries known are some 100,000. */
const MAX_BUCKETS = 4 * 1024 * 1024;
/** Chain words read at once. */
const STEP = 1024;

/**
 * Finds the number of dynamic symbols, which no tag gives: from the hash
 * tables, which the loader itself uses; from the section header; or from the
 * distance to the string table, which linkers put behind the symbols.
 *
 * @returns undefined when nothing tells
 * @internal
 */
export function countSymbols(
  layout: ElfLayout,
  dynamic: DynamicSection,
  entrySize: number,
): number | undefined {
  const section = layout.sections.find(({ type }) => type === SHT_DYNSYM);
  const counts = [
    countByHash(layout, dynamic),
    countByGnuHash(layout, dynamic),
    dynamic.last(DT_MIPS_SYMTABNO),
    section && Math.floor(section.size / entrySize),
  ].filter(count => count !== undefined);
  if (counts.length > 0) {
    // The GNU table knows only defined symbols, and those needed stand before
    // them: where it is empty, the section knows more.
    return Math.max(...counts);
  }
  const symbols = dynamic.last(DT_SYMTAB);
  const strings = dynamic.last(DT_STRTAB);
  return symbols !== undefined && strings !== undefined && strings > symbols
    ? Math.floor((strings - symbols) / entrySize)
    : undefined;
}

/** `DT_HASH`: the number of chains is that of the symbols (gABI). */
function countByHash(
  layout: ElfLayout,
  dynamic: DynamicSection,
): number | undefined {
  const address = dynamic.last(DT_HASH);
  const place =
    address === undefined ? undefined : layout.addresses.find(address);
  if (!place) {
    return undefined;
  }
  const { machine } = layout.header;
  // The psABIs of Alpha and of 64 bit S/390 have words of 8 bytes here.
  if (layout.view.wide && (machine === EM_S390 || machine === EM_ALPHA)) {
    return layout.view.block(place.offset, 16)?.u64(8);
  }
  return layout.view.block(place.offset, 8)?.u32(4);
}

/**
 * `DT_GNU_HASH`: the highest symbol that a bucket begins with, and its chain
 * up to the word whose lowest bit ends it.
 */
function countByGnuHash(
  layout: ElfLayout,
  dynamic: DynamicSection,
): number | undefined {
  const { view, addresses } = layout;
  const address = dynamic.last(DT_GNU_HASH);
  const place = address === undefined ? undefined : addresses.find(address);
  const head = place && view.block(place.offset, 16);
  if (!place || !head) {
    return undefined;
  }
  const bucketCount = head.u32(0);
  const firstHashed = head.u32(4);
  const bloomSize = head.u32(8) * (view.wide ? 8 : 4);
  const bucketsAt = place.offset + 16 + bloomSize;
  if (bucketCount > MAX_BUCKETS) {
    return undefined;
  }
  const buckets = view.block(bucketsAt, bucketCount * 4);
  if (!buckets) {
    return undefined;
  }
  let last = 0;
  for (let index = 0; index < bucketCount; index += 1) {
    last = Math.max(last, buckets.u32(index * 4));
  }
  if (last < firstHashed) {
    return firstHashed;
  }
  const chainsAt = bucketsAt + bucketCount * 4;
  for (;;) {
    const at = chainsAt + (last - firstHashed) * 4;
    const words = Math.min(STEP, Math.floor((place.end - at) / 4));
    const chain = words > 0 ? view.block(at, words * 4) : undefined;
    if (!chain) {
      return undefined;
    }
    for (let index = 0; index < words; index += 1) {
      last += 1;
      if (chain.u32(index * 4) % 2 === 1) {
        return last;
      }
    }
  }
}
