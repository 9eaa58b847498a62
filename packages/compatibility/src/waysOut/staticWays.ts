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

import type { Architecture } from '@lambda-compat/lambda-runtimes';
import type { PinTarget } from '../images/types';
import type { WayOut } from '../types';

/**
 * How a program of a language is linked so that no base image can change what
 * it asks for. Without a language all are named, with what each is for.
 *
 * @internal
 */
export function staticWays(
  language: PinTarget['language'],
  architecture: Architecture | null,
): WayOut[] {
  const machine = architecture === 'x86_64' ? 'x86_64' : 'aarch64';
  const go: WayOut = {
    kind: 'static',
    text: 'Build Go without cgo, if no C or C++ code is needed: the program is then static and asks nothing of the runtime.',
    code: 'CGO_ENABLED=0 go build -o bootstrap .',
  };
  const rust: WayOut = {
    kind: 'static',
    text: 'Build Rust for musl: the program is then static and asks nothing of the runtime.',
    code: `cargo build --release --target ${machine}-unknown-linux-musl`,
  };
  const cxx: WayOut = {
    kind: 'static',
    text: 'Link the C++ library in, without its parts that nothing uses: those of a newer one ask libc for more.',
    code: '-static-libstdc++ -Wl,--gc-sections',
  };
  switch (language) {
    case 'go':
      return [go];
    case 'rust':
      return [rust];
    case 'other':
      return [cxx];
    default:
      return [go, rust, cxx];
  }
}
