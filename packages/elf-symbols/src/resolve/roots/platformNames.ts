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
 * Systems by the names that paths give them.
 *
 * @internal
 */
export const OS: Record<string, string> = {
  aix: 'other',
  android: 'android',
  darwin: 'other',
  freebsd: 'freebsd',
  linux: 'linux',
  linuxglibc: 'linux',
  linuxmusl: 'linux',
  linux32: 'linux',
  linux64: 'linux',
  macos: 'other',
  netbsd: 'other',
  openbsd: 'other',
  openharmony: 'other',
  osx: 'other',
  solaris: 'other',
  sunos: 'other',
  unix: 'linux',
  win32: 'other',
  windows: 'other',
};

/**
 * Names that say a machine wherever they stand.
 *
 * @internal
 */
export const MACHINES: Record<string, string> = {
  aarch64: 'aarch64',
  amd64: 'x86_64',
  arm64: 'aarch64',
  armhf: 'arm',
  armv6: 'arm',
  armv6l: 'arm',
  armv7: 'arm',
  armv7a: 'arm',
  armv7l: 'arm',
  armv8: 'aarch64',
  i386: 'i386',
  i586: 'i386',
  i686: 'i386',
  ia32: 'i386',
  loong64: 'loongarch64',
  loongarch64: 'loongarch64',
  mips64el: 'mips64el',
  mipsel: 'mipsel',
  ppc64: 'ppc64',
  ppc64le: 'ppc64le',
  powerpc64le: 'ppc64le',
  riscv64: 'riscv64',
  s390x: 's390x',
  x64: 'x86_64',
  x86_64: 'x86_64',
};

/**
 * Names that say a machine only beside the name of a system.
 *
 * @internal
 */
export const MACHINES_BESIDE_OS: Record<string, string> = {
  '32': 'i386',
  '64': 'x86_64',
  arm: 'arm',
  armel: 'arm',
  ppc: 'ppc',
  riscv: 'riscv64',
  x86: 'i386',
};

/**
 * Names that say a C library only beside a system or a machine.
 *
 * @internal
 */
export const LIBCS: Record<string, 'glibc' | 'musl'> = {
  eabihf: 'glibc',
  glibc: 'glibc',
  gnu: 'glibc',
  gnueabi: 'glibc',
  gnueabihf: 'glibc',
  musl: 'musl',
  musleabi: 'musl',
  musleabihf: 'musl',
};

/** @internal */
export const DISTRIBUTIONS = new Set([
  'alpine',
  'centos',
  'debian',
  'fedora',
  'opensuse',
  'rhel',
  'sles',
  'tizen',
  'ubuntu',
]);

/**
 * What loads `.node` files.
 *
 * @internal
 */
export const RUNTIMES = new Set(['node', 'electron', 'node-webkit']);
