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

import type { PackageList } from './PackageList';

/**
 * Reads apk's database: paragraphs of `X:value` lines, where `P` is the name,
 * `V` the version, `A` the architecture and `o` the source package. What
 * follows are folders (`F`) and files (`R`), with their own lines.
 *
 * @internal
 */
export function readApkInstalled(text: string, list: PackageList): void {
  let fields = new Map<string, string>();
  const flush = () => {
    if (fields.size === 0) {
      return true;
    }
    const more = list.add({
      name: fields.get('P') ?? '',
      version: fields.get('V') ?? '',
      architecture: fields.get('A') ?? '',
      source: fields.get('o') || null,
    });
    fields = new Map();
    return more;
  };
  let position = 0;
  while (position < text.length) {
    const newline = text.indexOf('\n', position);
    const end = newline < 0 ? text.length : newline;
    if (end === position || (end === position + 1 && text[position] === '\r')) {
      if (!flush()) {
        return;
      }
    } else if (text[position + 1] === ':') {
      const key = text[position];
      if (key === 'P' || key === 'V' || key === 'A' || key === 'o') {
        fields.set(key, text.slice(position + 2, end).trim());
      } else if (fields.size === 0) {
        // A paragraph that begins with another field, such as `C`.
        fields.set('', '');
      }
    }
    position = end + 1;
  }
  flush();
}
