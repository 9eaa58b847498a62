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

import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import { type Header, pack } from 'tar-stream';
import { cacheFolder, sha256, writeWhole } from './cache';

/** A file, folder or link of a layer. */
export interface LayerEntry {
  header: Partial<Header> & Pick<Header, 'name'>;
  body?: Buffer;
}

/** A layer that is ready to be part of an image. */
export interface BuiltLayer {
  mediaType: string;
  digest: string;
  /** In bytes, compressed. */
  size: number;
  /** Digest before it was compressed. */
  diffId: string;
  /** Where its bytes are. */
  file: string;
}

export type Compression = 'gzip' | 'zstd';

const MEDIA_TYPES = {
  gzip: 'application/vnd.oci.image.layer.v1.tar+gzip',
  zstd: 'application/vnd.oci.image.layer.v1.tar+zstd',
};

/** Node.js has zstd from 22.15 on; an older one gets gzip. */
function availableCompression(wanted: Compression): Compression {
  return 'zstdCompressSync' in zlib ? wanted : 'gzip';
}

/**
 * A layer of these entries. The same inputs give the same bytes, so that what
 * was built once is taken from the cache.
 *
 * @param inputs - everything that the entries are made of
 */
export async function keepLayer(
  inputs: readonly string[],
  wanted: Compression,
  collect: () => Promise<LayerEntry[]>,
): Promise<BuiltLayer> {
  const compression = availableCompression(wanted);
  const folder = cacheFolder('layers');
  const key = sha256(
    [compression, process.version, ...inputs].join('\n'),
  ).slice(0, 32);
  const note = path.join(folder, `${key}.json`);
  const file = path.join(folder, `${key}.layer`);
  if (fs.existsSync(note)) {
    return { ...JSON.parse(fs.readFileSync(note, 'utf8')), file };
  }
  const tar = await packEntries(await collect());
  const bytes =
    compression === 'zstd' ? zlib.zstdCompressSync(tar) : zlib.gzipSync(tar);
  const layer = {
    mediaType: MEDIA_TYPES[compression],
    digest: `sha256:${sha256(bytes)}`,
    size: bytes.length,
    diffId: `sha256:${sha256(tar)}`,
  };
  writeWhole(file, bytes);
  writeWhole(note, JSON.stringify(layer));
  return { ...layer, file };
}

async function packEntries(entries: readonly LayerEntry[]): Promise<Buffer> {
  const tar = pack();
  const pieces: Buffer[] = [];
  const read = (async () => {
    for await (const piece of tar) {
      pieces.push(piece as Buffer);
    }
  })();
  for (const { body, header } of entries) {
    tar.entry(header, body ?? Buffer.alloc(0));
  }
  tar.finalize();
  await read;
  return Buffer.concat(pieces);
}
