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

import { ImageTree } from '../loader/ImageTree';
import type { FoldedImage, OsRelease } from '../types';
import { parseOsRelease } from './parseOsRelease';

/** In the order of os-release(5): the second counts where the first is not there. */
const PATHS = ['etc/os-release', 'usr/lib/os-release'];

/**
 * Reads which distribution and release an image is, as os-release(5) says,
 * through links.
 *
 * @returns Null where it has no such file: `FROM scratch`.
 * @public
 */
export function readOsRelease(image: FoldedImage): OsRelease | null {
  const tree = new ImageTree(image);
  for (const path of PATHS) {
    const file = tree.content(path);
    if (file) {
      const fields = parseOsRelease(file.bytes);
      const name = fields.get('NAME') || 'Linux';
      return {
        id: fields.get('ID') || 'linux',
        idLike: (fields.get('ID_LIKE') ?? '').split(' ').filter(Boolean),
        versionId: fields.get('VERSION_ID') || null,
        versionCodename: fields.get('VERSION_CODENAME') || null,
        name,
        prettyName: fields.get('PRETTY_NAME') || 'Linux',
        path: file.path,
      };
    }
  }
  return null;
}
