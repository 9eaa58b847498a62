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

import type { ElfHeader } from './header';
import type { ElfView } from './ElfView';
import type { ProblemList } from './problems';

/** UPX writes its mark behind the program headers of the stub. */
const UPX_MARK = Buffer.from('UPX!', 'latin1');
const SEARCH_SIZE = 1024;

/**
 * Tells whether a packer hides the program proper, so that the needs read are
 * those of its stub. Source: UPX, `src/p_lx_elf.cpp` and `src/stub/src/include/linux.h`
 * (`l_info` stands directly behind the program headers).
 *
 * @internal
 */
export function detectPacker(
  view: ElfView,
  header: ElfHeader,
  problems: ProblemList,
): 'upx' | null {
  const { offset, entrySize, count } = header.programHeaders;
  const end = offset + entrySize * count;
  const bytes = view.bytes(end, Math.min(SEARCH_SIZE, view.size - end));
  const at = bytes?.indexOf(UPX_MARK) ?? -1;
  if (at < 0) {
    return null;
  }
  problems.hides(
    'packed',
    end + at,
    'the file is packed by UPX: what the program proper needs cannot be read',
  );
  return 'upx';
}
