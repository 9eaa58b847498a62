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

import type { TargetMachine } from '@lambda-compat/elf-symbols';
import type { Architecture } from '@lambda-compat/lambda-runtimes';

/**
 * The machine as ELF files call it.
 *
 * @internal
 */
export function machineOf(architecture: Architecture): TargetMachine {
  return architecture === 'arm64' ? 'aarch64' : 'x86_64';
}

const PLATFORM_NAMES: Record<string, Architecture> = {
  aarch64: 'arm64',
  amd64: 'x86_64',
  arm64: 'arm64',
  x86_64: 'x86_64',
};

/**
 * The architecture that a platform of an image names, as `amd64` or
 * `linux/arm64/v8`; null for one that Lambda does not offer.
 *
 * @internal
 */
export function architectureOfPlatform(platform: string): Architecture | null {
  const [first, second] = platform.toLowerCase().split('/');
  const name = second ?? first;
  return Object.hasOwn(PLATFORM_NAMES, name) ? PLATFORM_NAMES[name] : null;
}
