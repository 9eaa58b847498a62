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

import { MAX_TARGET_LENGTH } from '../links';
import type { WalkedEntry } from '../types';
import { skipped } from '../WalkContext';
import type { TarHeader } from './tarHeader';

/**
 * What extended headers say of the next entry.
 *
 * @internal
 */
export interface Extension {
  path?: string;
  linkPath?: string;
  size?: number;
  sparse?: boolean;
}

/**
 * What the records of a pax header say of the next entry.
 *
 * @internal
 */
export function paxExtension(records: Map<string, string>): Extension {
  const extension: Extension = {};
  const path = records.get('path');
  const linkPath = records.get('linkpath');
  const size = records.get('size');
  if (path !== undefined) {
    extension.path = path;
  }
  if (linkPath !== undefined) {
    extension.linkPath = linkPath;
  }
  if (size !== undefined && /^[0-9]{1,15}$/.test(size)) {
    extension.size = Number(size);
  }
  if ([...records.keys()].some(key => key.startsWith('GNU.sparse.'))) {
    extension.sparse = true;
  }
  return extension;
}

/**
 * Says what an entry is that is no regular file.
 *
 * @internal
 */
export function* describe(
  header: TarHeader,
  path: string,
  extension: Extension,
): Generator<WalkedEntry> {
  const target = extension.linkPath ?? header.linkName;
  if ('12'.includes(header.type) && target.length > MAX_TARGET_LENGTH) {
    yield skipped(
      path,
      'damaged',
      `the target of a link cannot have ${target.length} characters`,
      false,
    );
    return;
  }
  switch (header.type) {
    case '1':
      yield { kind: 'link', path, link: 'hard', target };
      return;
    case '2':
      yield { kind: 'link', path, link: 'symbolic', target };
      return;
    case '3':
    case '4':
    case '6':
      yield skipped(path, 'special-file', 'it is no regular file', false);
      return;
    case '5':
    case 'D':
    case 'V':
      return;
    case 'S':
      yield skipped(path, 'sparse', 'it is a sparse file', true);
      return;
    default:
      yield skipped(
        path,
        'unsupported',
        `its type ${JSON.stringify(header.type)} is not known`,
        true,
      );
  }
}
