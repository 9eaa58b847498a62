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

import { ElfError } from '../errors';
import type { Block, ElfView } from './ElfView';

const ELFCLASS32 = 1;
const ELFCLASS64 = 2;
const ELFDATA2LSB = 1;
const ELFDATA2MSB = 2;

/**
 * The fields of the ELF header that say what the file is and where its two
 * tables lie (gABI, "ELF Header").
 *
 * @internal
 */
export interface ElfHeader {
  class: 32 | 64;
  osAbi: number;
  type: number;
  machine: number;
  flags: number;
  programHeaders: TablePlace;
  sectionHeaders: TablePlace;
  /** Index of the section that holds the names of the sections. */
  sectionNames: number;
}

/**
 * Where a table lies. `count` is as written in the header; large numbers are
 * kept in section 0.
 *
 * @internal
 */
export interface TablePlace {
  offset: number;
  entrySize: number;
  count: number;
}

/**
 * Reads the header and sets class and byte order of the view.
 *
 * @throws ElfError when the file is no ELF file or ends in the header
 * @internal
 */
export function readHeader(view: ElfView): ElfHeader {
  const ident = view.bytes(0, Math.min(view.size, 16));
  if (!ident || ident.length < 4 || ident.readUInt32BE(0) !== 0x7f454c46) {
    throw new ElfError(
      view.name,
      0,
      'this is no ELF file: it does not begin with 7f 45 4c 46',
    );
  }
  if (ident.length < 16) {
    throw new ElfError(view.name, ident.length, 'the file ends in its header');
  }
  const elfClass = ident[4];
  if (elfClass !== ELFCLASS32 && elfClass !== ELFCLASS64) {
    throw new ElfError(view.name, 4, `unknown class ${elfClass}`);
  }
  const data = ident[5];
  if (data !== ELFDATA2LSB && data !== ELFDATA2MSB) {
    throw new ElfError(view.name, 5, `unknown byte order ${data}`);
  }
  const wide = elfClass === ELFCLASS64;
  view.setLayout(data === ELFDATA2LSB, wide);

  const block = view.block(0, wide ? 64 : 52);
  if (!block) {
    throw new ElfError(view.name, view.size, 'the file ends in its header');
  }
  return wide ? readHeader64(block) : readHeader32(block);
}

function readHeader64(block: Block): ElfHeader {
  return {
    class: 64,
    osAbi: block.u8(7),
    type: block.u16(16),
    machine: block.u16(18),
    flags: block.u32(48),
    programHeaders: {
      offset: block.u64(32),
      entrySize: block.u16(54),
      count: block.u16(56),
    },
    sectionHeaders: {
      offset: block.u64(40),
      entrySize: block.u16(58),
      count: block.u16(60),
    },
    sectionNames: block.u16(62),
  };
}

function readHeader32(block: Block): ElfHeader {
  return {
    class: 32,
    osAbi: block.u8(7),
    type: block.u16(16),
    machine: block.u16(18),
    flags: block.u32(36),
    programHeaders: {
      offset: block.u32(28),
      entrySize: block.u16(42),
      count: block.u16(44),
    },
    sectionHeaders: {
      offset: block.u32(32),
      entrySize: block.u16(46),
      count: block.u16(48),
    },
    sectionNames: block.u16(50),
  };
}
