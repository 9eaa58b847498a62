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

import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { extract, type Header } from 'tar-stream';
import type { DebianPackage } from './debian';
import type { LayerEntry } from './layers';

const MAX_UNPACKED = 512 * 1024 * 1024;

function dpkgDeb(...args: string[]): Buffer {
  const { error, status, stderr, stdout } = spawnSync('dpkg-deb', args, {
    maxBuffer: MAX_UNPACKED,
  });
  if (error ?? status !== 0) {
    throw error ?? new Error(`dpkg-deb ${args.join(' ')}: ${stderr}`);
  }
  return stdout;
}

/** The files of a package, with names as in layers: without `./` before. */
export async function unpackPackage(file: string): Promise<LayerEntry[]> {
  const entries: LayerEntry[] = [];
  const tar = extract();
  tar.on('entry', (header, stream, next) => {
    const pieces: Buffer[] = [];
    stream.on('data', piece => pieces.push(piece as Buffer));
    stream.on('end', () => {
      const entry = readEntry(header, Buffer.concat(pieces));
      if (entry.header.name !== '') {
        entries.push(entry);
      }
      next();
    });
  });
  tar.end(dpkgDeb('--fsys-tarfile', file));
  await once(tar, 'finish');
  return entries;
}

function readEntry(header: Header, body: Buffer): LayerEntry {
  const { linkname, mode, mtime, type } = header;
  const isFile = type === 'file';
  return {
    header: {
      name: header.name.replace(/^\.\//, ''),
      type,
      mode,
      mtime,
      uid: 0,
      gid: 0,
      ...(linkname && {
        linkname: type === 'link' ? linkname.replace(/^\.\//, '') : linkname,
      }),
      ...(isFile && { size: body.length }),
    },
    ...(isFile && { body }),
  };
}

/**
 * What dpkg would have written to its status file for packages.
 *
 * @param nameOf - under which name a package is entered
 */
export function statusOf(
  packages: readonly DebianPackage[],
  nameOf: (name: string) => string,
): string {
  return packages
    .map(({ file, name }) =>
      dpkgDeb('-f', file)
        .toString()
        .replace(
          /^Package: .*$/m,
          `Package: ${nameOf(name)}\nStatus: install ok installed`,
        ),
    )
    .join('\n');
}
