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

import { nameText } from '../names';
import { damaged } from './header';

/**
 * What extended headers say of the next entry.
 *
 * @internal
 */
export interface Extension {
  path?: string;
  linkPath?: string;
  size?: number;
  uid?: number;
  gid?: number;
  mtime?: number;
  xattrs?: Record<string, string>;
  sparse?: boolean;
}

const XATTR = 'SCHILY.xattr.';
const SPARSE = 'GNU.sparse.';

/**
 * Reads an extended header of pax: records `length key=value\n`, of which an
 * empty value means that the header itself is to be taken.
 *
 * @param at - where it stands in the archive, for messages
 * @throws ContentsError `damaged`
 * @internal
 */
export function parsePax(bytes: Buffer, at: number): Extension {
  const texts = readRecords(bytes, at);
  const extension: Extension = {};
  const number = (key: string, pattern: RegExp): number | undefined => {
    const text = texts.get(key)?.toString('latin1');
    if (text === undefined || text === '') {
      return undefined;
    }
    if (!pattern.test(text) || !(Math.abs(Number(text)) <= 2 ** 53)) {
      throw damaged(at, `its extended header says no ${key}`);
    }
    return Number(text);
  };
  extension.path = nameOf(texts, 'path', at);
  extension.linkPath = nameOf(texts, 'linkpath', at);
  extension.size = number('size', /^[0-9]{1,16}$/);
  extension.uid = number('uid', /^[0-9]{1,16}$/);
  extension.gid = number('gid', /^[0-9]{1,16}$/);
  extension.mtime = number('mtime', /^-?[0-9]{1,16}(?:\.[0-9]{0,32})?$/);
  const xattrs: Array<[string, string]> = [];
  for (const [key, value] of texts) {
    if (key.startsWith(XATTR) && value.length > 0) {
      xattrs.push([key.slice(XATTR.length), value.toString('hex')]);
    } else if (key.startsWith(SPARSE)) {
      extension.sparse = true;
    }
  }
  if (xattrs.length > 0) {
    xattrs.sort(([a], [b]) => (a < b ? -1 : 1));
    extension.xattrs = Object.fromEntries(xattrs);
  }
  if (extension.sparse) {
    extension.path = nameOf(texts, `${SPARSE}name`, at) ?? extension.path;
  }
  return extension;
}

function nameOf(
  texts: ReadonlyMap<string, Buffer>,
  key: string,
  at: number,
): string | undefined {
  const bytes = texts.get(key);
  if (bytes === undefined || bytes.length === 0) {
    return undefined;
  }
  if (bytes.includes(0)) {
    throw damaged(at, `its extended header has a NUL in ${key}`);
  }
  return nameText(bytes);
}

function readRecords(bytes: Buffer, start: number): Map<string, Buffer> {
  const texts = new Map<string, Buffer>();
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.subarray(at, at + 11).indexOf(0x20);
    const digits = space < 0 ? '' : bytes.toString('latin1', at, at + space);
    if (!/^[0-9]{1,10}$/.test(digits)) {
      // Some programs pad with NUL bytes.
      if (bytes.subarray(at).every(byte => byte === 0)) {
        break;
      }
      throw damaged(start, 'its extended header has a record without length');
    }
    const from = at + space + 1;
    const end = at + Number(digits);
    const equals = bytes.subarray(from, Math.max(from, end)).indexOf(0x3d);
    if (equals <= 0 || end > bytes.length || bytes[end - 1] !== 0x0a) {
      throw damaged(start, 'its extended header has a damaged record');
    }
    texts.set(
      nameText(bytes.subarray(from, from + equals)),
      bytes.subarray(from + equals + 1, end - 1),
    );
    at = end;
  }
  return texts;
}
