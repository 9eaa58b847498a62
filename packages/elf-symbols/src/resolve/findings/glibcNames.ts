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
 * The libraries of glibc. They share private interfaces (`GLIBC_PRIVATE`) and
 * work only with the others of the same build.
 */
const GLIBC_NAMES = new Set([
  'ld-linux-aarch64.so.1',
  'ld-linux-x86-64.so.2',
  'libBrokenLocale.so.1',
  'libanl.so.1',
  'libc.so.6',
  'libc_malloc_debug.so.0',
  'libdl.so.2',
  'libm.so.6',
  'libmemusage.so',
  'libmvec.so.1',
  'libnss_compat.so.2',
  'libnss_dns.so.2',
  'libnss_files.so.2',
  'libnss_hesiod.so.2',
  'libpcprofile.so',
  'libpthread.so.0',
  'libresolv.so.2',
  'librt.so.1',
  'libthread_db.so.1',
  'libutil.so.1',
]);

/**
 * Whether a library of this soname is a part of glibc.
 *
 * @internal
 */
export function isGlibcName(name: string): boolean {
  return GLIBC_NAMES.has(name);
}
