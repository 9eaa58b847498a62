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

/**
 * Packs text files into a compressed layer. The same files give the same bytes:
 * nothing of the machine or the time is written into it.
 */
export async function packLayer(
  files: Record<string, string>,
): Promise<PackedLayer> {
  const archive = pack();
  for (const [name, text] of Object.entries(files)) {
    archive.entry({ name, mode: 0o644, mtime: new Date(0) }, text);
  }
  archive.finalize();
  const pieces: Buffer[] = [];
  for await (const piece of archive) {
    pieces.push(piece as Buffer);
  }
  const tar = Buffer.concat(pieces);
  const bytes = gzipSync(tar, { level: 9 });
  bytes[GZIP_OS_OFFSET] = GZIP_OS_UNKNOWN;
  return { bytes, diffId: digestOf(tar) };
}

/** The digest by which registries name these bytes. */
export function digestOf(bytes: Buffer): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
