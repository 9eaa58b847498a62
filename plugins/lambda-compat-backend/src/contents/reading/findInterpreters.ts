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

import type { ImageFile } from '@lambda-compat/image-contents';

/** Where programs look for their loader (psABI, glibc, musl). */
const INTERPRETERS = [
  'lib64/ld-linux-x86-64.so.2',
  'lib/ld-linux-aarch64.so.1',
  'lib/ld-musl-x86_64.so.1',
  'lib/ld-musl-aarch64.so.1',
];

/** As the kernel: a chain of more links is a circle. */
const MAX_LINKS = 40;
const MAX_PARTS = 4_096;

/**
 * Which of the loaders that programs name are in an image, as absolute paths.
 */
export function findInterpreters(files: readonly ImageFile[]): string[] {
  const byPath = new Map(files.map(file => [file.path, file]));
  return INTERPRETERS.filter(path => follow(path, byPath)?.type === 'file').map(
    path => `/${path}`,
  );
}

/** Through all links inside of the image, whose root absolute ones start at. */
function follow(
  path: string,
  files: ReadonlyMap<string, ImageFile>,
): ImageFile | undefined {
  let rest = path.split('/');
  let parts: string[] = [];
  let file: ImageFile | undefined;
  let followed = 0;
  while (rest.length > 0) {
    const [part, ...others] = rest;
    rest = others;
    if (part === '..') {
      parts = parts.slice(0, -1);
    } else if (part !== '' && part !== '.') {
      parts = [...parts, part];
      file = files.get(parts.join('/'));
      if (file?.type === 'symlink' && file.target !== null) {
        followed += 1;
        rest = [...file.target.split('/'), ...rest];
        if (followed > MAX_LINKS || rest.length > MAX_PARTS) {
          return undefined;
        }
        parts = file.target.startsWith('/') ? [] : parts.slice(0, -1);
      }
    }
  }
  return files.get(parts.join('/'));
}
