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

import { DatabaseDamage } from '../DatabaseDamage';
import { adler32 } from './adler32';
import type { HeaderSink } from './types';

/** `RpmP`. */
const MAGIC = 0x506d7052;
/** `Slot`, `BlbS` and `BlbE`. */
const SLOT_MAGIC = 0x746f6c53;
const BLOB_MAGIC = 0x53626c42;
const BLOB_END_MAGIC = 0x45626c42;

const PAGE_SIZE = 4096;
const SLOT_SIZE = 16;
const BLOCK_SIZE = 16;
const BLOB_HEAD_SIZE = 16;
const BLOB_TAIL_SIZE = 12;
/** The database's own header takes the place of two slots. */
const FIRST_SLOT = 2;

/** @internal */
export function isNdb(bytes: Buffer): boolean {
  return bytes.length >= 32 && bytes.readUInt32LE(0) === MAGIC;
}

/**
 * Reads rpm's own format of databases (`ndb`), as openSUSE has it: pages of
 * slots that say where the blob of each package is. Blobs do not overlap, so
 * that all of them together are never longer than the file.
 *
 * @throws {@link DatabaseDamage} where the slots cannot be read.
 * @internal
 */
export function readNdb(bytes: Buffer, sink: HeaderSink): void {
  const version = bytes.readUInt32LE(4);
  if (version !== 0) {
    throw new DatabaseDamage(`its format has the unknown version ${version}`);
  }
  const slotBytes = bytes.readUInt32LE(12) * PAGE_SIZE;
  if (slotBytes === 0) {
    throw new DatabaseDamage('it has no page of slots');
  }
  if (slotBytes > bytes.length) {
    sink.damaged('it ends within its slots');
  }
  const end = Math.min(slotBytes, bytes.length - (bytes.length % SLOT_SIZE));
  let budget = bytes.length;
  for (let at = FIRST_SLOT * SLOT_SIZE; at < end; at += SLOT_SIZE) {
    const packageIndex = bytes.readUInt32LE(at + 4);
    const start = bytes.readUInt32LE(at + 8) * BLOCK_SIZE;
    const length = bytes.readUInt32LE(at + 12) * BLOCK_SIZE;
    if (bytes.readUInt32LE(at) !== SLOT_MAGIC) {
      sink.damaged('it has a slot without the mark of one');
    } else if (start > 0) {
      budget -= length;
      if (budget < 0) {
        throw new DatabaseDamage('its blobs are longer than the file');
      }
      const blob = readBlob(bytes, packageIndex, start, length);
      if (!blob) {
        sink.damaged('it has a blob that is damaged or outside of the file');
      } else if (!sink.header(blob)) {
        return;
      }
    }
  }
}

function readBlob(
  bytes: Buffer,
  packageIndex: number,
  start: number,
  length: number,
): Buffer | undefined {
  const end = start + length;
  if (length < BLOB_HEAD_SIZE + BLOB_TAIL_SIZE || end > bytes.length) {
    return undefined;
  }
  const tail = end - BLOB_TAIL_SIZE;
  const size = bytes.readUInt32LE(start + 12);
  const used = BLOB_HEAD_SIZE + size + BLOB_TAIL_SIZE;
  const whole =
    packageIndex !== 0 &&
    bytes.readUInt32LE(start) === BLOB_MAGIC &&
    bytes.readUInt32LE(start + 4) === packageIndex &&
    Math.ceil(used / BLOCK_SIZE) * BLOCK_SIZE === length &&
    bytes.readUInt32LE(tail + 4) === size &&
    bytes.readUInt32LE(tail + 8) === BLOB_END_MAGIC &&
    bytes.readUInt32LE(tail) === adler32(bytes, start, tail);
  return whole
    ? bytes.subarray(start + BLOB_HEAD_SIZE, start + BLOB_HEAD_SIZE + size)
    : undefined;
}
