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

import { readFileSync } from 'node:fs';
import { rewordDemangled } from './demangledWords';
import { limitMemory } from './wasmMemory';

/** Itanium C++, which Rust used too, and Rust's own form since 2021 (v0). */
const MANGLED = /^_{1,2}(?:Z|R)/;
/** The longest symbols of real libraries have some 5,000 bytes. */
const MAX_NAME = 16 * 1024;
/** What nobody reads to its end. */
const MAX_RESULT = 64 * 1024;
/**
 * 8 MiB: a name of 300 bytes can stand for gigabytes, as each part of it may
 * repeat all parts before it. Such a one fails within 0.2 s.
 */
const MEMORY_PAGES = 128;

/** What the demangler offers, as wasm-bindgen writes it. */
interface Demangler {
  memory: WebAssembly.Memory;
  demangle_any(at: number, length: number): [number, number];
  __wbindgen_malloc(size: number, alignment: number): number;
  __wbindgen_free(at: number, size: number, alignment: number): void;
  __wbindgen_start(): void;
}

/** Undefined before the first name, null where it cannot be loaded. */
let compiled: WebAssembly.Module | null | undefined;
let current: Demangler | undefined;

/**
 * The name of a symbol as its programmer wrote it: C++ (Itanium ABI), without
 * the type that a function template returns, and Rust (legacy and v0). A name that is not mangled is returned as it is, and so is
 * one that cannot be demangled, has more than 16 kB, or stands for more than
 * 64 kB of text.
 *
 * The first call loads a WebAssembly module of half a megabyte.
 *
 * @public
 */
export function demangle(name: string): string {
  if (!MANGLED.test(name) || name.length > MAX_NAME) {
    return name;
  }
  try {
    const demangler = (current ??= load());
    const text = demangler ? run(demangler, name) : name;
    // Of a name it does not understand it may drop the underscore of macOS.
    return text === name || `_${text}` === name
      ? name
      : rewordDemangled(text, name);
  } catch {
    // It ran out of memory or met a fault of its own; its state is lost.
    current = undefined;
    return name;
  }
}

function load(): Demangler | undefined {
  compiled ??= compile();
  if (!compiled) {
    return undefined;
  }
  const instance = new WebAssembly.Instance(compiled, {
    // Its entry in JavaScript needs a bundler, and Rust's values in tables of
    // JavaScript, for which this is, are not used by the one function here.
    './index_bg.js': { __wbindgen_init_externref_table: () => undefined },
  });
  const demangler = instance.exports as unknown as Demangler;
  demangler.__wbindgen_start();
  return demangler;
}

function compile(): WebAssembly.Module | null {
  try {
    const path = require.resolve('gecko-profiler-demangle/index_bg.wasm');
    const bytes = limitMemory(readFileSync(path), MEMORY_PAGES);
    return bytes ? new WebAssembly.Module(new Uint8Array(bytes)) : null;
  } catch {
    // Not installed, or WebAssembly is off: mangled names still tell enough.
    return null;
  }
}

function run(demangler: Demangler, name: string): string {
  const bytes = Buffer.from(name, 'utf8');
  const input = demangler.__wbindgen_malloc(bytes.length, 1) >>> 0;
  new Uint8Array(demangler.memory.buffer).set(bytes, input);
  const [start, length] = demangler.demangle_any(input, bytes.length);
  try {
    return length > MAX_RESULT
      ? name
      : Buffer.from(demangler.memory.buffer, start >>> 0, length).toString(
          'utf8',
        );
  } finally {
    demangler.__wbindgen_free(start, length, 1);
  }
}
