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

/** Build files are a few kilobytes. One of this size is a mistake or worse. */
export const MAX_FILE_BYTES = 1024 * 1024;

/** All build files of one entity together. */
export const MAX_TOTAL_BYTES = 5 * 1024 * 1024;

/** Text, or the reason in a sentence why a file is not taken for text. */
export type FileContent =
  | { status: 'read'; content: string }
  | { status: 'refused'; code: 'LC303' | 'LC304'; message: string };

/**
 * @param path - names the file in the sentence
 * @param bytes - the file, possibly cut one byte after the bound
 * @param size - of the whole file, where it is known
 */
export function decodeFile(
  path: string,
  bytes: Uint8Array,
  size: number = bytes.byteLength,
): FileContent {
  if (size > MAX_FILE_BYTES || bytes.byteLength > MAX_FILE_BYTES) {
    return refuseSize(path, size);
  }
  const zero = bytes.indexOf(0);
  if (zero >= 0) {
    return {
      status: 'refused',
      code: 'LC304',
      message: `${path} holds binary data (a zero byte at offset ${zero}), so it is not read as a build file.`,
    };
  }
  try {
    // The byte order mark stays, because a patch has to match the file.
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    return { status: 'read', content: decoder.decode(bytes) };
  } catch {
    return {
      status: 'refused',
      code: 'LC304',
      message: `${path} is not text in UTF-8, so it is not read as a build file.`,
    };
  }
}

/** @param size - in bytes; undefined where only "more" is known */
export function refuseSize(path: string, size?: number): FileContent {
  const actual =
    size === undefined
      ? 'larger than that'
      : `${(size / MAX_FILE_BYTES).toFixed(1)} MiB`;
  return {
    status: 'refused',
    code: 'LC304',
    message: `${path} is not read: build files of up to 1 MiB are read, and it is ${actual}.`,
  };
}

/** @see MAX_TOTAL_BYTES */
export function refuseTotal(path: string): FileContent {
  return {
    status: 'refused',
    code: 'LC304',
    message: `${path} is not read: the build files before it fill the 5 MiB that are read per entity.`,
  };
}
