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

import type { LibcFact, VersionNeed } from './types';

const ELFOSABI_FREEBSD = 9;

/** `libc.so` alone is what musl's linker script gives, and Android's soname. */
const BIONIC_NEEDS = new Set(['liblog.so', 'libandroid.so', 'libdl.so']);

/**
 * Tells the C library a file was built for.
 *
 * @internal
 */
export function detectLibc(facts: {
  interpreter: string | null;
  needed: string[];
  soname: string | null;
  versionNeeds: VersionNeed[];
  osAbi: number;
  android: boolean;
}): LibcFact {
  const { interpreter, needed, soname, versionNeeds } = facts;
  if (facts.android) {
    return { kind: 'bionic', evidence: 'note of Android' };
  }
  if (interpreter) {
    const kind = libcOfInterpreter(interpreter);
    if (kind) {
      return { kind, evidence: `interpreter ${interpreter}` };
    }
  }
  for (const { library, versions } of versionNeeds) {
    const glibc = versions.find(({ name }) => name.startsWith('GLIBC_'));
    if (glibc) {
      return { kind: 'glibc', evidence: `version ${glibc.name} of ${library}` };
    }
    if (library === 'libc.so' && versions.some(({ name }) => name === 'LIBC')) {
      return { kind: 'bionic', evidence: 'version LIBC of libc.so' };
    }
    const freebsd = versions.find(({ name }) => name.startsWith('FBSD_'));
    if (freebsd) {
      return {
        kind: 'freebsd',
        evidence: `version ${freebsd.name} of ${library}`,
      };
    }
  }
  if (facts.osAbi === ELFOSABI_FREEBSD) {
    return { kind: 'freebsd', evidence: 'OS/ABI 9' };
  }
  for (const library of soname === null ? needed : [...needed, soname]) {
    const role = library === soname ? 'soname' : 'needs';
    if (library.startsWith('libc.musl-')) {
      return { kind: 'musl', evidence: `${role} ${library}` };
    }
    if (library === 'libc.so.6' || library.startsWith('ld-linux')) {
      return { kind: 'glibc', evidence: `${role} ${library}` };
    }
    if (library === 'libc.so') {
      const bionic = needed.some(name => BIONIC_NEEDS.has(name));
      return {
        kind: bionic ? 'bionic' : 'musl',
        evidence: `${role} ${library}`,
      };
    }
  }
  return needed.length === 0
    ? { kind: 'none', evidence: 'needs no library' }
    : { kind: 'unknown', evidence: '' };
}

function libcOfInterpreter(path: string): LibcFact['kind'] | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (name.startsWith('ld-musl-')) {
    return 'musl';
  }
  if (/^ld-linux|^ld64\.so|^ld-lsb|^ld\.so|^ld-2\./.test(name)) {
    return 'glibc';
  }
  if (name === 'linker' || name === 'linker64') {
    return 'bionic';
  }
  return name.startsWith('ld-elf') ? 'freebsd' : undefined;
}
