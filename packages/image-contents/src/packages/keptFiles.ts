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

/** Files that are read by their whole path. */
const PATHS = new Set([
  'etc/os-release',
  'usr/lib/os-release',
  'etc/ld.so.conf',
  'var/lib/dpkg/status',
  'lib/apk/db/installed',
  'usr/lib/apk/db/installed',
]);

/**
 * Where rpm keeps its database: Fedora's and Amazon Linux's place first, to
 * which the older one may be a link, then that of ostree.
 *
 * @internal
 */
export const RPM_FOLDERS = [
  'usr/lib/sysimage/rpm',
  'var/lib/rpm',
  'usr/share/rpm',
] as const;

/** @internal */
export const RPM_SQLITE = 'rpmdb.sqlite';

/**
 * The main files of rpm's databases. Where several are in a folder, the first
 * that is not empty is the one in use: rpm removes the older when it converts,
 * and what is left of one is stale.
 *
 * @internal
 */
export const RPM_FILES = [RPM_SQLITE, 'Packages.db', 'Packages'] as const;

/**
 * Packages of distroless images, a file each, with checksums beside them.
 *
 * @internal
 */
export const DPKG_STATUS_FOLDER = 'var/lib/dpkg/status.d';

/**
 * Folders whose files ld.so.conf includes, and one to which os-release is a
 * link in some releases of Fedora.
 */
const CONF_FOLDERS = new Set([
  'etc/ld.so.conf.d',
  'usr/etc/ld.so.conf.d',
  'usr/lib/ld.so.conf.d',
  'usr/share/ld.so.conf.d',
  'usr/local/etc/ld.so.conf.d',
]);
const OS_RELEASE_FOLDER = 'usr/lib/os.release.d';

const MUSL_PATH = /^ld-musl-[a-z0-9_]{1,32}\.path$/;

/**
 * Whether the content of a regular file at this path of a layer is kept whole,
 * as facts are drawn from it: os-release, the configuration of the loader, and
 * the databases of packages with what belongs to them.
 *
 * Files that `ld.so.conf` includes are known where they are named `*.conf` in
 * a folder `ld.so.conf.d`; one elsewhere is not read, and the loader is taken
 * not to know its folders.
 *
 * @param path - Without a leading slash.
 * @public
 */
export function isKeptFile(path: string): boolean {
  if (PATHS.has(path)) {
    return true;
  }
  const slash = path.lastIndexOf('/');
  const folder = path.slice(0, Math.max(slash, 0));
  const name = path.slice(slash + 1);
  if (name === '') {
    return false;
  }
  if (CONF_FOLDERS.has(folder)) {
    return name.endsWith('.conf');
  }
  if (folder === DPKG_STATUS_FOLDER) {
    return !name.endsWith('.md5sums');
  }
  if (RPM_FOLDERS.some(rpm => rpm === folder)) {
    return (
      name === `${RPM_SQLITE}-wal` || RPM_FILES.some(file => file === name)
    );
  }
  return (
    folder === OS_RELEASE_FOLDER || (folder === 'etc' && MUSL_PATH.test(name))
  );
}
