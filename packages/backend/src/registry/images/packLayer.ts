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

import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';

/** A layer as it is published, and the digest of what it unpacks to. */
export interface PackedLayer {
  bytes: Buffer;
  diffId: string;
}

// Place of the operating system in the head of a gzip file (RFC 1952, 2.3),
// and its value for "unknown".
const GZIP_OS_OFFSET = 9;
const GZIP_OS_UNKNOWN = 255;

/** A file of an image, or a symbolic link where it has a target. */
export interface LayerFile {
  /** Without a leading slash. */
  path: string;
  content?: string | Buffer;
  target?: string;
}

/**
 * Packs files into a compressed layer, each after the folders that it is in.
 * The same files give the same bytes: nothing of the machine or the time is
 * written into it.
 */
export async function packLayer(files: LayerFile[]): Promise<PackedLayer> {
  const archive = pack();
  const mtime = new Date(0);
  const folders = new Set<string>();
  for (const { path, content = '', target } of files) {
    for (const name of foldersOf(path)) {
      if (!folders.has(name)) {
        folders.add(name);
        archive.entry({ name, type: 'directory', mode: 0o755, mtime });
      }
    }
    if (target === undefined) {
      archive.entry({ name: path, mode: 0o644, mtime }, content);
    } else {
      archive.entry({
        name: path,
        type: 'symlink',
        linkname: target,
        mode: 0o777,
        mtime,
      });
    }
  }
  archive.finalize();
  const pieces: Buffer[] = [];
  for await (const piece of archive) {
    pieces.push(piece as Buffer);
  }
  const tar = Buffer.concat(pieces);
  // What zlib makes smaller is other bytes on other machines, and a sample is
  // pinned to a digest.
  const bytes = gzipSync(tar, { level: 0 });
  bytes[GZIP_OS_OFFSET] = GZIP_OS_UNKNOWN;
  return { bytes, diffId: digestOf(tar) };
}

/** `a/` and `a/b/` of `a/b/c`. */
function foldersOf(path: string): string[] {
  const names = path.split('/').slice(0, -1);
  return names.map((_, index) => `${names.slice(0, index + 1).join('/')}/`);
}

/** The digest by which registries name these bytes. */
export function digestOf(bytes: Buffer): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
