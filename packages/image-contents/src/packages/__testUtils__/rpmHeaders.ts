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

/** What a header says; sizes are those of other fields. */
export interface HeaderPlan {
  name: string;
  version?: string;
  release?: string;
  epoch?: number;
  arch?: string;
  sourceRpm?: string;
  /** Bytes of a further field, such as a list of files. */
  padding?: number;
}

/** Builds a header as rpm's databases hold them. */
export function buildRpmHeader(plan: HeaderPlan): Buffer {
  const entries: Array<{ tag: number; type: number; value: Buffer }> = [];
  const text = (tag: number, value: string | undefined) => {
    if (value !== undefined) {
      entries.push({ tag, type: 6, value: Buffer.from(`${value}\0`) });
    }
  };
  // The size, which other readers ask for.
  entries.push({ tag: 1009, type: 4, value: Buffer.from([0, 0, 1, 0]) });
  text(1000, plan.name);
  text(1001, plan.version ?? '1.0');
  text(1002, plan.release ?? '1');
  if (plan.epoch !== undefined) {
    const value = Buffer.alloc(4);
    value.writeUInt32BE(plan.epoch);
    entries.push({ tag: 1003, type: 4, value });
  }
  text(1022, plan.arch ?? 'aarch64');
  text(1044, plan.sourceRpm);
  if (plan.padding) {
    entries.push({
      tag: 1117,
      type: 7,
      value: Buffer.alloc(plan.padding, 120),
    });
  }
  const index: Buffer[] = [];
  const values: Buffer[] = [];
  let offset = 0;
  for (const { tag, type, value } of entries) {
    // Whole numbers stand at multiples of their size.
    const gap = type === 4 ? (4 - (offset % 4)) % 4 : 0;
    values.push(Buffer.alloc(gap), value);
    offset += gap;
    index.push(numbers([tag, type, offset, type === 7 ? value.length : 1]));
    offset += value.length;
  }
  return Buffer.concat([
    numbers([entries.length, offset]),
    ...index,
    ...values,
  ]);
}

function numbers(values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => bytes.writeUInt32BE(value, index * 4));
  return bytes;
}
