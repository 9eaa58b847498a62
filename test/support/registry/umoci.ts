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

import { execFile } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const TIME_MS = 180_000;

/** What lies at a path of an unpacked image, as the system says it. */
export interface UnpackedFile {
  type: 'file' | 'directory' | 'symlink' | 'other';
  mode: number;
  uid: number;
  gid: number;
  size: number;
  sha256: string | null;
  target: string | null;
}

/**
 * Unpacks one platform of an image with umoci, which knows nothing of us.
 *
 * @param layout - folder in the form of the OCI image-layout specification
 * @param folder - an empty one
 * @returns the folder with the image's files
 */
export async function unpackByUmoci(
  layout: string,
  name: string,
  architecture: 'amd64' | 'arm64',
  folder: string,
): Promise<string> {
  const one = path.join(folder, 'one');
  const bundle = path.join(folder, 'bundle');
  await run(
    'skopeo',
    [
      '--insecure-policy',
      '--override-os=linux',
      `--override-arch=${architecture}`,
      ...(architecture === 'arm64' ? ['--override-variant=v8'] : []),
      'copy',
      '--quiet',
      `oci:${layout}:${name}`,
      `oci:${one}:image`,
    ],
    { timeout: TIME_MS },
  );
  await run(
    'umoci',
    [
      'unpack',
      ...(process.getuid?.() === 0 ? [] : ['--rootless']),
      '--image',
      `${one}:image`,
      bundle,
    ],
    { timeout: TIME_MS },
  );
  return path.join(bundle, 'rootfs');
}

/** Everything below a folder, by its path without a slash before it. */
export function readUnpacked(root: string): Map<string, UnpackedFile> {
  const found = new Map<string, UnpackedFile>();
  const walk = (folder: string) => {
    for (const name of fs.readdirSync(path.join(root, folder))) {
      const inside = folder === '' ? name : `${folder}/${name}`;
      const file = path.join(root, inside);
      const stat = fs.lstatSync(file);
      const isFile = stat.isFile();
      found.set(inside, {
        type: typeOf(stat),
        // eslint-disable-next-line no-bitwise -- permission bits
        mode: stat.mode & 0o7777,
        uid: stat.uid,
        gid: stat.gid,
        size: isFile ? stat.size : 0,
        sha256: isFile
          ? crypto
              .createHash('sha256')
              .update(fs.readFileSync(file))
              .digest('hex')
          : null,
        target: stat.isSymbolicLink() ? fs.readlinkSync(file) : null,
      });
      if (stat.isDirectory()) {
        walk(inside);
      }
    }
  };
  walk('');
  return found;
}

function typeOf(stat: fs.Stats): UnpackedFile['type'] {
  if (stat.isSymbolicLink()) {
    return 'symlink';
  }
  if (stat.isDirectory()) {
    return 'directory';
  }
  return stat.isFile() ? 'file' : 'other';
}
