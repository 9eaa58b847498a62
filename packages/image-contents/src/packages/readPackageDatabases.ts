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

import { ImageTree } from '../loader/ImageTree';
import type { ContentsProblem, FoldedImage, PackageDatabase } from '../types';
import { readApkInstalled } from './apk';
import { readDpkgStatus, readDpkgStatusFile } from './dpkg';
import {
  DPKG_STATUS_FOLDER,
  RPM_FILES,
  RPM_FOLDERS,
  RPM_SQLITE,
} from './keptFiles';
import { MAX_DATABASE_BYTES, MAX_PACKAGES } from './limits';
import { byText } from './byText';
import { PackageList } from './PackageList';
import { readRpmDatabase, rpmFormatOf } from './rpm/readRpmDatabase';

/** Where apk's database is, that of Alpine 3.22 and older last. */
const APK_FILES = ['usr/lib/apk/db/installed', 'lib/apk/db/installed'];

const DPKG_STATUS = 'var/lib/dpkg/status';

/**
 * Reads which packages an image has: rpm's databases (SQLite with its
 * write-ahead log, ndb, Berkeley DB), dpkg's with the files of distroless
 * images, and apk's. What a database is, its bytes say, not its name.
 *
 * Every reader is bounded by the bytes it is given: crafted ones end as
 * `package-database-damaged`, with what was read before, and `complete` false.
 * Databases are at most 256 MiB and 50,000 packages.
 *
 * @returns One database per system that is there, in the order rpm, dpkg, apk.
 * @public
 */
export async function readPackageDatabases(image: FoldedImage): Promise<{
  databases: PackageDatabase[];
  problems: ContentsProblem[];
}> {
  const tree = new ImageTree(image);
  const problems: ContentsProblem[] = [];
  const found = [readRpm(tree, problems), readDpkg(image, tree, problems)];
  found.push(readApk(tree, problems));
  return {
    databases: found.filter(database => database !== undefined),
    problems,
  };
}

function readRpm(
  tree: ImageTree,
  problems: ContentsProblem[],
): PackageDatabase | undefined {
  let empty: PackageDatabase | undefined;
  for (const folder of RPM_FOLDERS) {
    for (const name of RPM_FILES) {
      const path = `${folder}/${name}`;
      if (isLeftOut(tree, path)) {
        return notRead('rpm', formatByName(path), path);
      }
      const file = tree.content(path);
      const database = file && readRpmFile(tree, file, problems);
      if (database && (database.packages.length > 0 || !database.complete)) {
        return database;
      }
      empty ??= database;
    }
  }
  return empty;
}

function readRpmFile(
  tree: ImageTree,
  { path, bytes }: { path: string; bytes: Buffer },
  problems: ContentsProblem[],
): PackageDatabase {
  const format = rpmFormatOf(bytes) ?? formatByName(path);
  const list = new PackageList();
  const log =
    format === 'rpm-sqlite' ? tree.content(`${path}-wal`)?.bytes : undefined;
  if (tooLarge(path, bytes.length + (log?.length ?? 0), problems)) {
    return notRead('rpm', format, path);
  }
  if (isLeftOut(tree, `${path}-wal`)) {
    list.damaged('its write-ahead log was not read');
  }
  // An empty file is what rpm leaves before the first package.
  if (bytes.length > 0) {
    if (rpmFormatOf(bytes)) {
      readRpmDatabase(bytes, format, log, list);
    } else {
      list.damaged('it is none of the formats of rpm');
    }
  }
  return finish('rpm', format, path, list, problems);
}

function formatByName(
  path: string,
): Extract<PackageDatabase['format'], `rpm-${string}`> {
  if (path.endsWith(RPM_SQLITE)) {
    return 'rpm-sqlite';
  }
  return path.endsWith('.db') ? 'rpm-ndb' : 'rpm-bdb';
}

function readDpkg(
  image: FoldedImage,
  tree: ImageTree,
  problems: ContentsProblem[],
): PackageDatabase | undefined {
  if (isLeftOut(tree, DPKG_STATUS)) {
    return notRead('dpkg', 'dpkg', DPKG_STATUS);
  }
  const status = tree.content(DPKG_STATUS);
  const files = statusFiles(image, tree);
  if (!status && files.length === 0) {
    return undefined;
  }
  const list = new PackageList();
  const whole = status?.bytes.length ?? 0;
  const path =
    whole > 0 || files.length === 0 ? DPKG_STATUS : DPKG_STATUS_FOLDER;
  const format = path === DPKG_STATUS ? 'dpkg' : 'dpkg-status.d';
  const size = files.reduce((sum, { length }) => sum + length, whole);
  if (tooLarge(path, size, problems)) {
    return notRead('dpkg', format, path);
  }
  if (status) {
    readDpkgStatus(textOf(status.bytes, list), list);
  }
  files.forEach(bytes => readDpkgStatusFile(textOf(bytes, list), list));
  return finish('dpkg', format, path, list, problems);
}

/** The files of `status.d`, by name. */
function statusFiles(image: FoldedImage, tree: ImageTree): Buffer[] {
  const folder = tree.realPath(DPKG_STATUS_FOLDER);
  if (folder === null) {
    return [];
  }
  const paths: string[] = [];
  for (const path of image.kept.keys()) {
    const name = path.slice(folder.length + 1);
    if (
      path.startsWith(`${folder}/`) &&
      !name.includes('/') &&
      !name.endsWith('.md5sums')
    ) {
      paths.push(path);
    }
  }
  return paths
    .sort(byText)
    .map(path => tree.content(path)?.bytes)
    .filter(bytes => bytes !== undefined);
}

function readApk(
  tree: ImageTree,
  problems: ContentsProblem[],
): PackageDatabase | undefined {
  const leftOut = APK_FILES.find(path => isLeftOut(tree, path));
  if (leftOut !== undefined) {
    return notRead('apk', 'apk', leftOut);
  }
  const file = APK_FILES.map(path => tree.content(path)).find(Boolean);
  if (!file) {
    return undefined;
  }
  const { path, bytes } = file;
  const list = new PackageList();
  if (tooLarge(path, bytes.length, problems)) {
    return notRead('apk', 'apk', path);
  }
  readApkInstalled(textOf(bytes, list), list);
  return finish('apk', 'apk', path, list, problems);
}

/**
 * Whether a file is there whose content is not, as it was too large for its
 * layer, which has told so.
 */
function isLeftOut(tree: ImageTree, path: string): boolean {
  const file = tree.find(path);
  return file?.type === 'file' && file.size > 0 && !tree.content(path);
}

/** A database that is there, of which no package is known. */
function notRead(
  system: PackageDatabase['system'],
  format: PackageDatabase['format'],
  path: string,
): PackageDatabase {
  return { system, format, path, packages: [], complete: false };
}

/** A database that is text has no byte 0: one has lost its content. */
function textOf(bytes: Buffer, list: PackageList): string {
  if (bytes.includes(0)) {
    list.damaged('it has bytes that are no text');
  }
  return bytes.toString('utf8');
}

function tooLarge(
  path: string,
  size: number,
  problems: ContentsProblem[],
): boolean {
  if (size <= MAX_DATABASE_BYTES) {
    return false;
  }
  problems.push({
    code: 'package-database-too-large',
    path,
    message: `The package database ${path} has ${size} bytes, of which ${MAX_DATABASE_BYTES} at most are read.`,
  });
  return true;
}

function finish(
  system: PackageDatabase['system'],
  format: PackageDatabase['format'],
  path: string,
  list: PackageList,
  problems: ContentsProblem[],
): PackageDatabase {
  if (list.damage !== undefined) {
    problems.push({
      code: 'package-database-damaged',
      path,
      message: `The package database ${path} could not be read in full: ${list.damage}.`,
    });
  }
  if (list.full) {
    problems.push({
      code: 'package-database-too-large',
      path,
      message: `The package database ${path} has more than ${MAX_PACKAGES} packages, of which the rest is left out.`,
    });
  }
  const packages = list.sorted();
  return { system, format, path, packages, complete: list.complete };
}
