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

/** No file system takes a longer path. */
const MAX_PATH_LENGTH = 4096;

/**
 * The path of an entry below the root of its archive, or undefined when its
 * name leads out of it or cannot be a path. A leading `/` is dropped, as every
 * program that unpacks does.
 *
 * @internal
 */
export function entryPath(name: string): string | undefined {
  if (name.length > MAX_PATH_LENGTH || name.includes('\0')) {
    return undefined;
  }
  const parts = name.split('/').filter(part => part !== '' && part !== '.');
  return parts.length === 0 || parts.includes('..')
    ? undefined
    : parts.join('/');
}

/**
 * The path of an entry of an archive that lies in the artifact.
 *
 * @internal
 */
export function nestedPath(container: string, path: string): string {
  return container === '' ? path : `${container}!/${path}`;
}

/** Names for which being no ELF file is worth saying. */
const LIBRARY_NAME = /\.so(?:\.\d{1,9}){0,8}$|\.node$/;

/**
 * Whether a loader would take the file for a library by its name.
 *
 * @internal
 */
export function isLibraryName(path: string): boolean {
  return LIBRARY_NAME.test(path);
}

/** What programs unpack when they start, such as a browser. */
const PACKED_TAR = /\.(?:tar(?:\.(?:br|bz2|gz|lzma|xz|zst))?|tgz)$/;

/**
 * Whether the file is an archive that only the program itself may unpack.
 *
 * @internal
 */
export function isPackedTar(path: string): boolean {
  return PACKED_TAR.test(path);
}

/** What Lambda starts itself, which may be a script that sets the paths. */
const STARTED = /^(?:bootstrap|extensions\/[^/]+)$/;

/**
 * Whether Lambda starts the file.
 *
 * @internal
 */
export function isStartedByLambda(path: string): boolean {
  return STARTED.test(path);
}

/** Of a script at most this much is kept. */
export const MAX_SCRIPT_SIZE = 64 * 1024;
