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

/** An entry of a tar file. */
export interface TarEntryPlan {
  name: string;
  type?: string;
  content?: Buffer | string;
  linkName?: string;
  mode?: number;
  /** What the header says instead. */
  size?: number;
  /** The size as a number of eight bytes, as GNU tar writes large ones. */
  binarySize?: boolean;
}

function padded(content: Buffer): Buffer {
  return Buffer.concat([
    content,
    Buffer.alloc((512 - (content.length % 512)) % 512),
  ]);
}

/** One header with its content, by POSIX's ustar. */
export function tarEntry(plan: TarEntryPlan): Buffer {
  const content = Buffer.from(plan.content ?? '');
  const header = Buffer.alloc(512);
  const size = plan.size ?? content.length;
  header.write(plan.name, 0, 100);
  header.write(`${(plan.mode ?? 0o644).toString(8).padStart(7, '0')}\0`, 100);
  header.write('0000000\0'.repeat(2), 108);
  if (plan.binarySize) {
    header[124] = 0x80;
    header.writeBigUInt64BE(BigInt(size), 128);
  } else {
    header.write(`${size.toString(8).padStart(11, '0')} `, 124);
  }
  header.write('00000000000 ', 136);
  header.write(plan.type ?? '0', 156);
  header.write(plan.linkName ?? '', 157, 100);
  header.write('ustar\x0000', 257);
  header.fill(0x20, 148, 156);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return Buffer.concat([header, padded(content)]);
}

/** A pax record with its own length. */
export function paxRecord(key: string, value: string): string {
  const text = ` ${key}=${value}\n`;
  let length = text.length;
  while (`${length}${text}`.length !== length) {
    length = `${length}${text}`.length;
  }
  return `${length}${text}`;
}

/** A tar file with the blocks of zeros that end it. */
export function buildTar(...entries: (TarEntryPlan | Buffer)[]): Buffer {
  return Buffer.concat([
    ...entries.map(entry => (Buffer.isBuffer(entry) ? entry : tarEntry(entry))),
    Buffer.alloc(1024),
  ]);
}
