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

import { FileEncoding } from './BuildFile';

/** The bytes of text that was read with this encoding. */
export function encodeText(text: string, encoding: FileEncoding): Buffer {
  return Buffer.from(text, encoding);
}

/**
 * The bytes of the patch of a file. Its header names the file, in UTF-8 as git
 * does; its hunks are content and have the encoding of the file.
 */
export function encodePatch(patch: string, encoding: FileEncoding): Buffer {
  const hunks = patch.indexOf('\n@@') + 1;
  return Buffer.concat([
    encodeText(patch.slice(0, hunks), 'utf8'),
    encodeText(patch.slice(hunks), encoding),
  ]);
}
