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
 * The directories that the loader searches last, where a system does not say
 * otherwise: for glibc those of Amazon Linux and its kin, the same for both
 * machines. `/lib` and `/usr/lib` are reached there by `ld.so.cache`, whose
 * maker looks into both kinds of folder; a system whose folders carry the name
 * of the machine, as Debian's, says so itself.
 *
 * @public
 */
export function defaultDirectories(libc: 'glibc' | 'musl'): string[] {
  return libc === 'musl'
    ? ['/lib', '/usr/local/lib', '/usr/lib']
    : ['/lib64', '/usr/lib64', '/lib', '/usr/lib'];
}
