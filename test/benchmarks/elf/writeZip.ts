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

import { promisify } from 'node:util';
import zlib from 'node:zlib';

const deflate = promisify(zlib.deflateRaw);

const VERSION = 20;
const DEFLATED = 8;
const STORED = 0;
/** Midnight of the first day that a zip file can name. */
const DATE = 0x21;
/** Made on Unix: a regular file that all may read and execute. */
const MADE_BY = 0x0314;
const MODE = 0o100755 * 0x10000;

/** An entry of a zip file that is being written. */
export interface ZipContent {
  name: string;
  content: Buffer;
}

/**
 * Writes a zip file piece by piece, the same bytes from the same entries.
 * Without ZIP64, so for less than 65,536 entries and 4 GiB.
 */
export async function* writeZip(
  entries: Iterable<ZipContent>,
  method: 'deflated' | 'stored' = 'deflated',
): AsyncGenerator<Buffer> {
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content } of entries) {
    const data = method === 'stored' ? content : await deflate(content);
    const bytes = Buffer.from(name, 'utf8');
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(VERSION, 0);
    fields.writeUInt16LE(method === 'stored' ? STORED : DEFLATED, 4);
    fields.writeUInt16LE(DATE, 8);
    fields.writeUInt32LE(zlib.crc32(content), 10);
    fields.writeUInt32LE(data.length, 14);
    fields.writeUInt32LE(content.length, 18);
    fields.writeUInt16LE(bytes.length, 22);
    yield Buffer.concat([Buffer.from('PK\x03\x04'), fields, bytes]);
    yield data;
    const central = Buffer.alloc(46);
    central.write('PK\x01\x02');
    central.writeUInt16LE(MADE_BY, 4);
    fields.copy(central, 6);
    central.writeUInt32LE(MODE, 38);
    central.writeUInt32LE(offset, 42);
    directory.push(central, bytes);
    offset += 30 + bytes.length + data.length;
  }
  const all = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06');
  end.writeUInt16LE(directory.length / 2, 8);
  end.writeUInt16LE(directory.length / 2, 10);
  end.writeUInt32LE(all.length, 12);
  end.writeUInt32LE(offset, 16);
  yield Buffer.concat([all, end]);
}
