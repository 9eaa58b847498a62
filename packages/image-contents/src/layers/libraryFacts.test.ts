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
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf, pieces, sha256, tar } from '../__testUtils__/archives';
import { readLayer } from './readLayer';

const FOLDERS = [
  '/usr/lib/x86_64-linux-gnu',
  '/usr/lib/aarch64-linux-gnu',
  '/usr/lib64',
  '/usr/lib',
  '/lib64',
];
const LIBRARIES = ['libc.so.6', 'libstdc++.so.6', 'libgcc_s.so.1', 'libm.so.6']
  .map(name => FOLDERS.map(folder => join(folder, name)).find(existsSync))
  .filter((path): path is string => path !== undefined);

const readelf = (...args: string[]) =>
  spawnSync('readelf', ['--wide', ...args], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, LC_ALL: 'C' },
  });
const installed = readelf('--version').status === 0;
const describeReadelf =
  installed && LIBRARIES.length > 0 ? describe : describe.skip;

/** Names of versions that a library defines, its own name left out. */
function definitionsOf(path: string): string[] {
  const text = readelf('--version-info', path).stdout;
  const section = text.split(/^Version definition section/m)[1] ?? '';
  return section
    .split(/^Version needs section/m)[0]
    .split('\n')
    .filter(line => /Rev: \d+ {2}Flags: (?!BASE)/.test(line))
    .map(line => /Name: (\S+)/.exec(line)?.[1] ?? '');
}

/** How many defined symbols carry each version. */
function countsOf(path: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of readelf('--dyn-syms', path).stdout.split('\n')) {
    const [, , , , binding, , index, name = ''] = line.trim().split(/\s+/);
    const [symbol, version] = name.split(/@@?/);
    if (
      version !== undefined &&
      index !== 'UND' &&
      binding !== 'LOCAL' &&
      symbol !== version
    ) {
      counts.set(version, (counts.get(version) ?? 0) + 1);
    }
  }
  return counts;
}

describeReadelf('libraries of a layer, beside readelf', () => {
  it('provide the same versions, each with as many symbols', async () => {
    const files = LIBRARIES.map(path => ({ path, bytes: readFileSync(path) }));
    const archive = tar(
      ...files.map(({ path, bytes }) => ({ name: path, content: bytes })),
      {
        name: 'usr/bin/node',
        content: readFileSync(process.execPath).subarray(0, 4096),
      },
    );
    const layer = await readLayer(pieces(archive), {
      mediaType: 'application/vnd.oci.image.layer.v1.tar',
      diffId: digestOf(archive),
    });
    expect(Object.keys(layer.libraries)).toEqual(
      LIBRARIES.map(path => path.slice(1)),
    );
    for (const { path, bytes } of files) {
      const counts = countsOf(path);
      expect(layer.libraries[path.slice(1)]).toMatchObject({
        soname: path.split('/').pop(),
        class: 64,
        sha256: sha256(bytes),
        complete: true,
        versions: definitionsOf(path).map(name => ({
          name,
          symbols: counts.get(name) ?? 0,
        })),
      });
      expect(counts.size).toBeGreaterThan(1);
    }
  });
});
