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

import type { ElfView } from './ElfView';
import { PT_LOAD, type Segment } from './programHeaders';
import { type Section, SHF_ALLOC, SHT_NOBITS } from './sectionHeaders';

/**
 * A place in the file, with the end of the mapped piece it lies in: nothing
 * that starts there can reach further.
 *
 * @internal
 */
export interface Place {
  offset: number;
  end: number;
}

/**
 * Where in the file the bytes of an address lie. The loader knows only the
 * `PT_LOAD` segments; sections serve where there are none.
 *
 * @internal
 */
export class AddressMap {
  readonly #pieces: { address: number; offset: number; size: number }[] = [];

  constructor(view: ElfView, segments: Segment[], sections: Section[]) {
    for (const { type, address, offset, fileSize } of segments) {
      if (type === PT_LOAD) {
        this.#add(view, address, offset, fileSize);
      }
    }
    if (this.#pieces.length === 0) {
      for (const { type, flags, address, offset, size } of sections) {
        if (type !== SHT_NOBITS && flags % 4 >= SHF_ALLOC) {
          this.#add(view, address, offset, size);
        }
      }
    }
  }

  /** The place of an address, or undefined when no byte of the file is it. */
  find(address: number): Place | undefined {
    for (const piece of this.#pieces) {
      const at = address - piece.address;
      if (at >= 0 && at < piece.size) {
        return {
          offset: piece.offset + at,
          end: piece.offset + piece.size,
        };
      }
    }
    return undefined;
  }

  /** Bytes that the file does not have are not mapped. */
  #add(view: ElfView, address: number, offset: number, size: number): void {
    const available = Math.min(size, view.size - offset);
    if (available > 0) {
      this.#pieces.push({ address, offset, size: available });
    }
  }
}
