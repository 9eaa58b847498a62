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

import { ContentsError } from './errors';
import { DEFAULT_CONTENTS_LIMITS } from './limits';
import type { ContentsLimits, LayerContents, LayerEntry } from './types';

/** What a layer may always unpack to, however small it is. */
const UNSUSPECTED_BYTES = 16 * 1024 * 1024;

/**
 * Counts what is read of one image, all layers together, against its limits.
 *
 * Everything that takes throws `too-large` where nothing is left.
 *
 * @internal
 */
export class ContentsBudget {
  readonly limits: ContentsLimits;
  #unpacked = 0;
  #entries = 0;
  #nameCharacters = 0;
  #kept = 0;

  constructor(limits: Partial<ContentsLimits> = {}) {
    this.limits = { ...DEFAULT_CONTENTS_LIMITS, ...definedOnly(limits) };
  }

  takeUnpacked(bytes: number): void {
    this.#unpacked += bytes;
    if (this.#unpacked > this.limits.unpackedBytes) {
      throw tooLarge(
        `the image unpacks to more than ${this.limits.unpackedBytes} bytes`,
      );
    }
  }

  takeEntry(): void {
    this.#entries += 1;
    if (this.#entries > this.limits.entries) {
      throw tooLarge(`the image has more than ${this.limits.entries} entries`);
    }
  }

  takeNames(characters: number): void {
    this.#nameCharacters += characters;
    if (this.#nameCharacters > this.limits.nameCharacters) {
      throw tooLarge(
        `the names in the image have more than ${this.limits.nameCharacters} characters`,
      );
    }
  }

  /**
   * Unpacked bytes that a layer may still come to, of which so many were read.
   */
  roomOf(packed: number, unpacked: number): number {
    const dense = Math.max(
      UNSUSPECTED_BYTES,
      packed * this.limits.compressionRatio,
    );
    return Math.min(
      dense - unpacked,
      this.limits.unpackedBytes - this.#unpacked,
    );
  }

  checkRatio(packed: number, unpacked: number): void {
    const { compressionRatio } = this.limits;
    if (unpacked > UNSUSPECTED_BYTES && unpacked > packed * compressionRatio) {
      throw tooLarge(
        `${packed} bytes unpack to more than ${compressionRatio} times as many`,
      );
    }
  }

  /** Counts a layer that was read before. */
  takeLayer(layer: LayerContents): void {
    this.takeUnpacked(layer.unpackedSize);
    for (const entry of layer.entries) {
      this.takeEntry();
      this.takeNames(namesLength(entry));
    }
  }

  /** Counts what a layer keeps. */
  takeKept(layer: LayerContents): void {
    for (const text of Object.values(layer.kept)) {
      this.#kept += Buffer.byteLength(text, 'base64');
    }
    if (this.#kept > this.limits.packageDatabaseBytes) {
      throw tooLarge(
        `the package databases of the image have more than ${this.limits.packageDatabaseBytes} bytes`,
      );
    }
  }
}

/**
 * Characters of an entry's path, link target and extended attributes.
 *
 * @internal
 */
export function namesLength(entry: LayerEntry): number {
  let length = entry.p.length + (entry.l?.length ?? 0);
  for (const [name, value] of Object.entries(entry.x ?? {})) {
    length += name.length + value.length;
  }
  return length;
}

function definedOnly(limits: Partial<ContentsLimits>): Partial<ContentsLimits> {
  return Object.fromEntries(
    Object.entries(limits).filter(([, value]) => value !== undefined),
  );
}

function tooLarge(message: string): ContentsError {
  return new ContentsError('too-large', message);
}
