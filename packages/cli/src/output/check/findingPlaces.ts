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

import type { Finding } from '@lambda-compat/compatibility';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CheckedPart } from '../../checking/parts';

/** Where on the disk, and where in the artifact, a finding is. */
export interface FindingPlace {
  /** The file on the disk: the archive itself where it lies in one. */
  path: string;
  /** As people read it: with the path in the archive. */
  text: string;
}

export function placeOf(
  { artifact, file }: Pick<Finding, 'artifact' | 'file'>,
  parts: readonly CheckedPart[],
): FindingPlace {
  const part = parts.find(({ name }) => name === artifact) ?? parts[0];
  const { path, report } = part;
  if (file === null || report.format === 'file') {
    return { path, text: path };
  }
  if (report.format === 'folder') {
    // `a.jar!/b.so` lies in a file of the folder.
    const [onDisk] = file.split('!/', 1);
    const folder = path.replace(/\/$/, '');
    return { path: `${folder}/${onDisk}`, text: `${folder}/${file}` };
  }
  return { path, text: `${path}!/${file}` };
}

/**
 * A path as documents name it: relative to the current folder where it is below
 * that, with `/` on every system; else absolute.
 */
export function pathFrom(cwd: string, path: string): string {
  const location = resolve(cwd, path);
  const below = relative(cwd, location);
  const outside =
    below === '' ||
    isAbsolute(below) ||
    below === '..' ||
    below.startsWith(`..${sep}`);
  return (outside ? location : below).replaceAll(sep, '/');
}

/** The same as a reference of RFC 3986. */
export function uriFrom(cwd: string, path: string): string {
  const name = pathFrom(cwd, path);
  if (isAbsolute(name)) {
    return pathToFileURL(name).href;
  }
  // A name can hold half a surrogate pair, which encodeURIComponent refuses.
  const wellFormed = Buffer.from(name).toString();
  return wellFormed.split('/').map(encodeURIComponent).join('/');
}
