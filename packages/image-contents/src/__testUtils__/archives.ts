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

/** An entry of a tar file. */
export interface EntryPlan {
  name: string | Buffer;
  /** One character; a regular file by default. */
  type?: string;
  content?: Buffer | string;
  link?: string | Buffer;
  mode?: number;
  uid?: number;
  gid?: number;
  mtime?: number;
  device?: [number, number];
  /** What the header says of the size instead. */
  size?: number;
  /** Numbers as such, in two's complement, as GNU tar writes large ones. */
  binary?: boolean;
  /** Records of an extended header that stands before. */
  pax?: Record<string, string | Buffer>;
  /** Without `ustar`, as before 1988. */
  old?: boolean;
}

const octal = (value: number, length: number) =>
  `${value.toString(8).padStart(length - 1, '0')}\0`;

function binary(value: number, length: number): Buffer {
  const bytes = Buffer.alloc(length, value < 0 ? 0xff : 0);
  bytes.writeBigInt64BE(BigInt(value), length - 8);
  // eslint-disable-next-line no-bitwise -- the mark of such numbers is a bit
  bytes[0] |= 0x80;
  return bytes;
}

function padded(content: Buffer): Buffer {
  return Buffer.concat([
    content,
    Buffer.alloc((512 - (content.length % 512)) % 512),
  ]);
}

/** A pax record with its own length. */
export function paxRecord(key: string, value: string | Buffer): Buffer {
  const rest = Buffer.concat([
    Buffer.from(` ${key}=`),
    Buffer.from(value),
    Buffer.from('\n'),
  ]);
  let length = rest.length;
  while (String(length).length + rest.length !== length) {
    length = String(length).length + rest.length;
  }
  return Buffer.concat([Buffer.from(String(length)), rest]);
}

/** Headers and content of an entry. */
export function entry(plan: EntryPlan): Buffer {
  const content = Buffer.from(plan.content ?? '');
  const header = Buffer.alloc(512);
  const put = (at: number, length: number, value: number) =>
    Buffer.from(
      plan.binary ? binary(value, length) : octal(value, length),
    ).copy(header, at);
  Buffer.from(plan.name).copy(header, 0, 0, 100);
  header.write(octal(plan.mode ?? 0o644, 8), 100);
  put(108, 8, plan.uid ?? 0);
  put(116, 8, plan.gid ?? 0);
  put(124, 12, plan.size ?? content.length);
  put(136, 12, plan.mtime ?? 0);
  header.write(plan.type ?? '0', 156);
  Buffer.from(plan.link ?? '').copy(header, 157, 0, 100);
  if (!plan.old) {
    header.write('ustar\x0000', 257);
  }
  if (plan.device) {
    header.write(octal(plan.device[0], 8), 329);
    header.write(octal(plan.device[1], 8), 337);
  }
  header.fill(0x20, 148, 156);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  const extended = plan.pax
    ? entry({
        name: 'pax',
        type: 'x',
        content: Buffer.concat(
          Object.entries(plan.pax).map(([key, value]) => paxRecord(key, value)),
        ),
      })
    : Buffer.alloc(0);
  return Buffer.concat([extended, header, padded(content)]);
}

/** A tar file with the blocks of zeros that end it. */
export function tar(...entries: Array<EntryPlan | Buffer>): Buffer {
  return Buffer.concat([
    ...entries.map(plan => (Buffer.isBuffer(plan) ? plan : entry(plan))),
    Buffer.alloc(1024),
  ]);
}

export function sha256(bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export function digestOf(bytes: Buffer): string {
  return `sha256:${sha256(bytes)}`;
}

/** The bytes in pieces, as a network sends them. */
export async function* pieces(
  bytes: Buffer,
  size: number = 65_536,
): AsyncGenerator<Buffer, void> {
  for (let at = 0; at < bytes.length; at += size) {
    yield bytes.subarray(at, at + size);
  }
}
