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

import { isKeptFile } from './keptFiles';

describe('isKeptFile', () => {
  it.each([
    'etc/os-release',
    'usr/lib/os-release',
    'usr/lib/os.release.d/os-release-fedora',
    'etc/ld.so.conf',
    'etc/ld.so.conf.d/aarch64-linux-gnu.conf',
    'usr/lib/ld.so.conf.d/cuda.conf',
    'etc/ld-musl-aarch64.path',
    'etc/ld-musl-x86_64.path',
    'var/lib/dpkg/status',
    'var/lib/dpkg/status.d/libc6',
    'lib/apk/db/installed',
    'usr/lib/apk/db/installed',
    'var/lib/rpm/rpmdb.sqlite',
    'var/lib/rpm/rpmdb.sqlite-wal',
    'var/lib/rpm/Packages',
    'usr/lib/sysimage/rpm/Packages.db',
    'usr/share/rpm/rpmdb.sqlite',
  ])('keeps %s', path => {
    expect(isKeptFile(path)).toBe(true);
  });

  it.each([
    '/etc/os-release',
    'etc/os-release/x',
    'etc/ld.so.cache',
    'etc/ld.so.conf.d/readme',
    'etc/ld.so.conf.d/sub/x.conf',
    'etc/ld-musl-.path',
    'var/lib/dpkg/status-old',
    'var/lib/dpkg/status.d/libc6.md5sums',
    'var/lib/dpkg/info/libc6.list',
    'lib/apk/db/scripts.tar',
    'var/lib/rpm/Basenames',
    'var/lib/rpm/rpmdb.sqlite-shm',
    'srv/var/lib/rpm/Packages',
    '',
    'etc/',
  ])('does not keep %s', path => {
    expect(isKeptFile(path)).toBe(false);
  });
});
