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

import { createHash, hash, type Hash } from 'node:crypto';
import { elfKindOf, ELF_HEAD_SIZE } from './libraryFacts';

/** A common size of the whole buffer, which grows to that of the largest ELF. */
const FIRST_BUFFER_SIZE = 1024 * 1024;

/** Of no bytes at all; many files are empty. */
const EMPTY_SHA256 = hash('sha256', '', 'hex');

/**
 * What was read of a file.
 *
 * @internal
 */
export interface ReadFile {
  sha256: string;
  elf: 'shared' | 'other' | undefined;
  /** All of it, where it was wanted; valid until the next file. */
  bytes: Buffer | undefined;
}

/**
 * Which files are wanted whole.
 *
 * @internal
 */
export interface WantedFile {
  size: number;
  /** Whatever it is. */
  whole: boolean;
  /** If it is a shared object. */
  library: boolean;
}

/**
 * Hashes one file after the other, and holds those that are wanted whole in
 * one buffer for all: one for each would leave hundreds of megabytes to the
 * garbage collector.
 *
 * @internal
 */
export class LayerFileReader {
  #buffer = Buffer.alloc(0);
  #wanted: WantedFile = { size: 0, whole: false, library: false };
  #seen = 0;
  #hash: Hash | undefined;
  #holds = false;
  #elf: 'shared' | 'other' | undefined;
  #result: ReadFile | undefined;

  begin(wanted: WantedFile): void {
    this.#wanted = wanted;
    this.#seen = 0;
    this.#hash = undefined;
    this.#elf = undefined;
    this.#holds = wanted.whole;
    this.#result = undefined;
  }

  add(piece: Buffer): void {
    const { size, library } = this.#wanted;
    if (this.#seen === 0 && piece.length === size) {
      this.#result = this.#readAtOnce(piece);
      this.#seen = size;
      return;
    }
    this.#hash ??= createHash('sha256');
    this.#hash.update(piece);
    const before = this.#seen;
    this.#seen += piece.length;
    if (before < ELF_HEAD_SIZE || this.#holds) {
      this.#copy(piece, before);
    }
    if (before < ELF_HEAD_SIZE && this.#seen >= ELF_HEAD_SIZE) {
      this.#elf = elfKindOf(this.#buffer.subarray(0, ELF_HEAD_SIZE));
      this.#holds ||= library && this.#elf === 'shared';
      if (this.#holds) {
        this.#copy(piece, before);
      }
    }
  }

  end(): ReadFile {
    if (this.#result) {
      return this.#result;
    }
    const { size } = this.#wanted;
    return {
      sha256: this.#hash?.digest('hex') ?? EMPTY_SHA256,
      elf:
        size < ELF_HEAD_SIZE
          ? elfKindOf(this.#buffer.subarray(0, size))
          : this.#elf,
      bytes: this.#holds ? this.#buffer.subarray(0, size) : undefined,
    };
  }

  #readAtOnce(piece: Buffer): ReadFile {
    const elf = elfKindOf(piece);
    const { whole, library } = this.#wanted;
    return {
      sha256: hash('sha256', piece, 'hex'),
      elf,
      bytes: whole || (library && elf === 'shared') ? piece : undefined,
    };
  }

  /** Copies a piece to its place; only its beginning where it is not held. */
  #copy(piece: Buffer, at: number): void {
    const size = this.#holds ? this.#wanted.size : ELF_HEAD_SIZE;
    if (this.#buffer.length < size) {
      const larger = Buffer.allocUnsafeSlow(Math.max(size, FIRST_BUFFER_SIZE));
      this.#buffer.copy(larger, 0, 0, at);
      this.#buffer = larger;
    }
    piece.copy(this.#buffer, at, 0, Math.max(0, size - at));
  }
}
