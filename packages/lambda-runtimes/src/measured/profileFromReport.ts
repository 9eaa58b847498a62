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

import type { ArtifactReport, ScannedFile } from '@lambda-compat/elf-symbols';
import { LAMBDA_LIBRARY_PATH } from '../runtimes/libraryPath';
import type { RuntimeProfile } from '../types';
import { libraryFolders } from './libraryFolders';
import { measuredProfile } from './measuredProfile';
import type { MeasuredFile, MeasuredProfileOptions } from './measuredProfile';

/** As the kernel: a chain of more links is a circle. */
const MAX_LINKS = 40;

/** More parts than any path has. */
const MAX_PARTS = 4096;

/** Follows links inside of an image, whose root absolute targets start at. */
function follow(path: string, links: Map<string, string>): string | null {
  let parts: string[] = [];
  let rest = path.split('/');
  let followed = 0;
  while (rest.length > 0) {
    const [part, ...others] = rest;
    rest = others;
    if (part === '..') {
      parts = parts.slice(0, -1);
    } else if (part !== '' && part !== '.') {
      parts = [...parts, part];
      const target = links.get(parts.join('/'));
      if (target !== undefined) {
        followed += 1;
        rest = [...target.split('/'), ...rest];
        if (followed > MAX_LINKS || rest.length > MAX_PARTS) {
          return null;
        }
        parts = target.startsWith('/') ? [] : parts.slice(0, -1);
      }
    }
  }
  return parts.join('/');
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}

function baseOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Paths by folder, of the files and the links of the report. */
function indexFolders(paths: Iterable<string>): Map<string, string[]> {
  const folders = new Map<string, string[]>();
  for (const path of paths) {
    const folder = parentOf(path);
    const members = folders.get(folder);
    if (members) {
      members.push(path);
    } else {
      folders.set(folder, [path]);
    }
  }
  return folders;
}

function isLibraryName(name: string): boolean {
  return /\.so(?:\.|$)/.test(name);
}

/**
 * The profile of the image of a function, read from what a scan of its root
 * says of it: its own libraries are what the function finds, and no table is
 * asked. `/etc/ld.so.conf` is no part of a report, so folders that only it
 * names are not looked through.
 *
 * @param report - of the unpacked image, or of a tar of its root
 *
 * @throws RuntimeProfileError when there are no libraries in it
 *
 * @public
 */
export function profileFromReport(
  report: ArtifactReport,
  options: MeasuredProfileOptions = {},
): RuntimeProfile {
  const files = new Map<string, ScannedFile>(
    report.files.map(file => [file.path, file]),
  );
  // A hard link names its target from the root of the archive.
  const links = new Map(
    report.links.map(({ path, kind, target }) => [
      path,
      kind === 'hard' ? `/${target}` : target,
    ]),
  );
  const hasRuntime = [...report.files, ...report.links, ...report.scripts].some(
    ({ path }) => /^var\/(?:runtime|lang)\//.test(path),
  );
  const searchPath =
    options.libraryPath ?? (hasRuntime ? [...LAMBDA_LIBRARY_PATH] : []);
  const members = indexFolders([...files.keys(), ...links.keys()]);
  const folders = libraryFolders(searchPath, []);
  const found: MeasuredFile[] = [];
  const interpreters: string[] = [];
  for (const folder of folders) {
    const real = follow(folder, links);
    for (const member of (real !== null && members.get(real)) || []) {
      const name = baseOf(member);
      const target = follow(member, links);
      const file = target === null ? undefined : files.get(target);
      if (file && isLibraryName(name)) {
        const path = `${folder}/${name}`;
        found.push({ name, path, report: file.report });
        if (file.report && name.startsWith('ld')) {
          interpreters.push(path);
        }
      }
    }
  }
  const name = options.name ?? report.name;
  return measuredProfile(
    {
      origin: 'image',
      files: found,
      libraryPath: searchPath,
      system: null,
      folders,
      interpreters: [
        ...interpreters,
        ...report.files
          .filter(file => file.report && /^ld[-.]/.test(baseOf(file.path)))
          .map(file => `/${file.path}`),
      ],
      allInterpreters: true,
      incomplete: report.complete ? null : 'it could not be read whole',
      source: {
        text: `the libraries of ${name} itself${
          report.sha256 === null ? '' : ` (sha256 ${report.sha256})`
        }`,
        asOf: options.asOf ?? null,
        grade: 'measured',
      },
    },
    'image',
    name,
    options,
  );
}
