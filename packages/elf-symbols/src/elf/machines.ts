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

/**
 * Names of `e_machine` for one class and byte order each, as `uname -m` prints
 * them. Numbers: gABI, "ELF Header",
 * https://www.sco.com/developers/gabi/latest/ch4.eheader.html and the registry
 * that continues it, https://groups.google.com/g/generic-abi.
 */
const NAMES: Record<number, string> = {
  0: 'none',
  2: 'sparc',
  3: 'i386',
  4: 'm68k',
  8: 'mips',
  15: 'parisc',
  20: 'ppc',
  21: 'ppc64',
  22: 's390',
  40: 'arm',
  42: 'sh',
  43: 'sparc64',
  50: 'ia64',
  62: 'x86_64',
  183: 'aarch64',
  243: 'riscv',
  247: 'bpf',
  258: 'loongarch',
  0x9026: 'alpha',
};

const EM_MIPS = 8;
const EM_PPC64 = 21;
const EM_S390 = 22;
const EM_X86_64 = 62;
const EM_AARCH64 = 183;
const EM_RISCV = 243;
const EM_LOONGARCH = 258;

/**
 * Names the machine a file is for.
 *
 * @internal
 */
export function machineName(
  number: number,
  elfClass: 32 | 64,
  littleEndian: boolean,
): string {
  const name = NAMES[number];
  switch (number) {
    case EM_X86_64:
      return elfClass === 64 ? name : 'x32';
    case EM_AARCH64:
      return elfClass === 64 ? name : 'aarch64_ilp32';
    case EM_MIPS:
      return `${name}${elfClass === 64 ? '64' : ''}${littleEndian ? 'el' : ''}`;
    case EM_PPC64:
      return littleEndian ? 'ppc64le' : name;
    case EM_S390:
      return elfClass === 64 ? 's390x' : name;
    case EM_RISCV:
    case EM_LOONGARCH:
      return `${name}${elfClass}`;
    default:
      return name ?? `em-${number}`;
  }
}
