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
import { MUSL, writeLibraries } from '../libraries/writeLibraries';
import { writePackageDatabase } from '../packages/writePackageDatabase';
import type { LayerFile } from './packLayer';
import type { SampleContents } from './SampleImage';

/** What every image says of itself, in a label and in a file. */
export const SAMPLE_DESCRIPTION =
  'Made for the sample portal of lambda-compat, and not the image that is published under this name. Its libraries define the symbol versions of the real ones and hold no code; no program is in it.';

const ARCHITECTURES: Record<string, Architecture> = {
  amd64: 'x86_64',
  arm64: 'arm64',
};

/** A layer by what makes it: equal keys have equal files. */
export interface DescribedLayer {
  key: string;
  files: () => LayerFile[];
}

/** The layers of an image: its system, its packages, its libraries. */
export function describeLayers(
  contents: SampleContents,
  platformArchitecture: string,
): DescribedLayer[] {
  const { system, packages, libraries, runtime } = contents;
  const architecture = ARCHITECTURES[platformArchitecture];
  if (!architecture) {
    throw new Error(
      `Images are made for amd64 and arm64, not for ${platformArchitecture}`,
    );
  }
  const layers = [
    describe('system', [system, libraries, architecture], () => [
      ...(system.length > 0
        ? [{ path: 'etc/os-release', content: lines(system) }]
        : []),
      ...loaderConfiguration(libraries, architecture),
    ]),
    describe('packages', [system, packages, architecture], () =>
      writePackageDatabase(system, packages, architecture),
    ),
    describe('libraries', [libraries, runtime, architecture], () => [
      ...(libraries === 'none' ? [] : writeLibraries(libraries, architecture)),
      {
        path: 'usr/share/lambda-compat-sample/README',
        content: lines([SAMPLE_DESCRIPTION, `C++ runtime: ${runtime}`]),
      },
    ]),
  ];
  return packages.length > 0 ? layers : [layers[0], layers[2]];
}

/** Where the loader looks beside its own folders (ld.so.conf, ldconfig(8)). */
function loaderConfiguration(
  libraries: string,
  architecture: Architecture,
): LayerFile[] {
  if (libraries === 'none' || libraries === MUSL) {
    return [];
  }
  const file = {
    path: 'etc/ld.so.conf',
    content: 'include ld.so.conf.d/*.conf\n',
  };
  if (!libraries.startsWith('debian')) {
    return [
      file,
      { path: 'etc/ld.so.conf.d/sample.conf', content: '# none\n' },
    ];
  }
  const triplet = `${
    architecture === 'arm64' ? 'aarch64' : 'x86_64'
  }-linux-gnu`;
  return [
    file,
    {
      path: `etc/ld.so.conf.d/${triplet}.conf`,
      content: lines([`/lib/${triplet}`, `/usr/lib/${triplet}`]),
    },
  ];
}

function describe(
  name: string,
  parts: unknown[],
  files: () => LayerFile[],
): DescribedLayer {
  return { key: JSON.stringify([name, ...parts]), files };
}

function lines(texts: string[]): string {
  return texts.map(text => `${text}\n`).join('');
}
