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

import { isAscii, isUtf8 } from 'node:buffer';

/**
 * Escapes as {@link nameText} writes them: of bytes that ASCII does not have,
 * and of the backslash itself. Others, such as the `\x2d` in names of systemd's
 * units, mean themselves.
 */
const LOOKS_ESCAPED = /\\(?=x(?:[89a-f][0-9a-f]|5c))/g;
const BEGINS_ESCAPED = /^\\x(?:[89a-f][0-9a-f]|5c)/;

/** Folders and files that lazy loading adds to a layer; no part of the image. */
const LAZY_LOADING_FILES: ReadonlySet<string> = new Set([
  'stargz.index.json',
  '.prefetch.landmark',
  '.no.prefetch.landmark',
]);

/**
 * The text of a name. Bytes that are no UTF-8 are written `\xNN`; so that two
 * names never have one text, a backslash that would read as such an escape is
 * written `\x5c`.
 *
 * @internal
 */
export function nameText(bytes: Buffer): string {
  if (isAscii(bytes)) {
    return escapeBackslashes(bytes.toString('latin1'));
  }
  if (isUtf8(bytes)) {
    return escapeBackslashes(bytes.toString('utf8'));
  }
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const length = characterLength(bytes, at);
    text +=
      length === 0
        ? `\\x${bytes[at].toString(16)}`
        : escapeBackslashAt(bytes, at, length);
    at += Math.max(1, length);
  }
  return text;
}

function escapeBackslashes(text: string): string {
  return text.includes('\\') ? text.replace(LOOKS_ESCAPED, '\\x5c') : text;
}

function escapeBackslashAt(bytes: Buffer, at: number, length: number): string {
  if (bytes[at] === 0x5c) {
    return BEGINS_ESCAPED.test(bytes.toString('latin1', at, at + 4))
      ? '\\x5c'
      : '\\';
  }
  return bytes.toString('utf8', at, at + length);
}

/** Bytes of the character of UTF-8 at a place; 0 where there is none. */
function characterLength(bytes: Buffer, at: number): number {
  const limit = Math.min(4, bytes.length - at);
  for (let length = 1; length <= limit; length += 1) {
    if (isUtf8(bytes.subarray(at, at + length))) {
      return length;
    }
  }
  return 0;
}

/**
 * A path in the form of `ImageFile.path`: without leading, doubled and trailing
 * slashes and `.`; empty for the root itself.
 *
 * @returns undefined where it leads up, `..`, out of the image or not
 * @internal
 */
export function normalizedPath(name: string): string | undefined {
  if (isPlain(name)) {
    return name;
  }
  const parts = name.split('/').filter(part => part !== '' && part !== '.');
  return parts.includes('..') ? undefined : parts.join('/');
}

/** Whether nothing has to be done; most names only begin or end otherwise. */
function isPlain(name: string): boolean {
  return (
    name !== '' &&
    !name.startsWith('/') &&
    !name.startsWith('.') &&
    !name.endsWith('/') &&
    !name.includes('//') &&
    !name.includes('/.')
  );
}

/**
 * Whether an entry is metadata of eStargz, which lies beside the files.
 *
 * @internal
 */
export function isLazyLoadingFile(path: string): boolean {
  return LAZY_LOADING_FILES.has(path);
}

/**
 * What a name stands for: itself, a whiteout of another, the opaqueness of its
 * folder, or something of aufs that means nothing (OCI image-spec, layer,
 * "Whiteouts").
 *
 * @internal
 */
export type NameMeaning =
  | { kind: 'entry' }
  | { kind: 'whiteout'; path: string }
  | { kind: 'opaque'; path: string }
  | { kind: 'ignored' }
  | { kind: 'unsafe' };

const ENTRY: NameMeaning = { kind: 'entry' };
const PREFIX = '.wh.';
const META_PREFIX = '.wh..wh.';
const OPAQUE = '.wh..wh..opq';

/** @internal */
export function meaningOf(path: string): NameMeaning {
  if (!path.includes(PREFIX)) {
    return ENTRY;
  }
  const slash = path.lastIndexOf('/');
  const folder = slash < 0 ? '' : path.slice(0, slash);
  const name = path.slice(slash + 1);
  if (name === OPAQUE) {
    return { kind: 'opaque', path: folder };
  }
  if (path.startsWith(META_PREFIX) || path.includes(`/${META_PREFIX}`)) {
    return { kind: 'ignored' };
  }
  if (!name.startsWith(PREFIX)) {
    return ENTRY;
  }
  const hidden = name.slice(PREFIX.length);
  if (hidden === '' || hidden === '.' || hidden === '..') {
    return { kind: 'unsafe' };
  }
  return {
    kind: 'whiteout',
    path: folder === '' ? hidden : `${folder}/${hidden}`,
  };
}
