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

import { spawnSync } from 'node:child_process';

/** Runs readelf of binutils, or gives null where it is not installed. */
export function runReadelf(args: string[]): string | null {
  const { status, stdout } = spawnSync('readelf', ['-W', ...args], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
    maxBuffer: 256 * 1024 * 1024,
  });
  return status === 0 ? stdout : null;
}

/** The versions that a library defines, as readelf prints them. */
export function definedVersions(file: string): string[] {
  const output = runReadelf(['-V', file]) ?? '';
  const section = /Version definition section[\s\S]*?(?=\n\n|$)/.exec(output);
  return [
    ...(section?.[0] ?? '').matchAll(/Flags: (\S+) .*?Name: (\S+)/g),
  ].flatMap(([, flags, name]) => (flags === 'BASE' ? [] : [name]));
}

/** The symbols that a library defines for a version, as `name version`. */
export function definedSymbols(file: string): string[] {
  const output = runReadelf(['--dyn-syms', file]) ?? '';
  return output.split('\n').flatMap(line => {
    const fields = line.trim().split(/\s+/);
    const [name, version] = (fields[7] ?? '').split(/@@?/);
    return version && fields[6] !== 'UND' && fields[6] !== 'ABS'
      ? [`${name} ${version}`]
      : [];
  });
}

/** Whether the machine has readelf. */
export const hasReadelf = runReadelf(['--version']) !== null;
