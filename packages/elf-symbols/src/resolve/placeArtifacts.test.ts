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

import type { ArtifactReport } from '../artifact/types';
import { report } from './__testUtils__/reports';
import { parseLibraryPath } from './paths';
import { placeArtifacts } from './placeArtifacts';
import { resolveLibraries } from './resolveLibraries';
import { emptySystem } from './emptySystem';

type Parts = Pick<ArtifactReport, 'files' | 'links' | 'skipped'>;

function artifact(paths: string[], more: Partial<Parts> = {}): Parts {
  return {
    files: paths.map(path => ({
      path,
      mode: 0o755,
      size: 1000,
      sha256: null,
      report: report({ soname: path }),
      error: null,
    })),
    links: [],
    skipped: [],
    ...more,
  };
}

describe('placeArtifacts', () => {
  it('lets a later layer overwrite an earlier one, files and links alike', () => {
    const link = {
      path: 'lib/b.so',
      kind: 'symbolic' as const,
      target: 'a.so',
      resolved: 'lib/a.so',
    };
    const { files, links } = placeArtifacts([
      { report: artifact(['bootstrap']), directory: '/var/task' },
      { report: artifact(['lib/a.so', 'lib/b.so']), directory: '/opt' },
      { report: artifact(['lib/a.so'], { links: [link] }), directory: '/opt' },
      { report: artifact(['etc/x.so']), directory: '/' },
    ]);
    expect(files.map(({ path }) => path)).toEqual([
      '/var/task/bootstrap',
      '/opt/lib/a.so',
      '/etc/x.so',
    ]);
    expect(links).toEqual([{ path: '/opt/lib/b.so', target: 'a.so' }]);
  });

  it('keeps what no loader takes apart from what could not be read', () => {
    const { files } = placeArtifacts([
      {
        report: artifact([], {
          skipped: [
            {
              path: 'lib/text.so',
              reason: 'not-elf',
              message: 'it is a script',
              hidesFiles: false,
            },
            {
              path: 'lib/big.so',
              reason: 'limit',
              message: 'it is too large',
              hidesFiles: true,
            },
            {
              path: 'lib/gone.so',
              reason: 'link',
              message: 'its target is not there',
              hidesFiles: false,
            },
          ],
        }),
        directory: '/opt',
      },
    ]);
    expect(files).toEqual([
      { path: '/opt/lib/text.so', report: null, unloadable: 'it is a script' },
      { path: '/opt/lib/big.so', report: null },
    ]);
  });

  it('places hard links from the root of their artifact, so that they are found', () => {
    const placed = placeArtifacts([
      {
        report: artifact(['real/x.so', 'main'], {
          links: [
            {
              path: 'lib/libx.so.1',
              kind: 'hard',
              target: 'real/x.so',
              resolved: 'real/x.so',
            },
          ],
        }),
        directory: '/app',
      },
    ]);
    const main = placed.files.find(({ path }) => path === '/app/main');
    const { roots } = resolveLibraries({
      machine: 'x86_64',
      ...placed,
      files: [
        ...placed.files.filter(file => file !== main),
        {
          path: '/app/main',
          report: report({ needed: ['libx.so.1'] }),
        },
      ],
      roots: [{ path: '/app/main', by: 'dlopen' }],
      libraryPath: parseLibraryPath('/nowhere:/app/lib'),
      workingDirectory: '/app',
      system: emptySystem('x86_64'),
    });
    expect(roots[0].objects.map(({ path }) => path)).toEqual([
      '/app/main',
      '/app/real/x.so',
    ]);
  });
});
