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

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pushImage } from '../skopeo';
import { type Architecture, fetchPackages, type Suite } from './debian';
import { ImageLayout, type LaidOutIndex } from './layout';
import { type BuiltLayer, keepLayer, type LayerEntry } from './layers';
import { packagesLayer, type Userland } from './userlands';

/**
 * What `latest` pointed to, and will: Amazon Linux 2023 before and after its
 * compiler runtime went from gcc 11 to gcc 14 on an unchanged glibc, the same
 * built anew, the same with another image for amd64 only, and the release of
 * 2027, where both move.
 */
export const INCIDENT_IMAGES = [
  'before',
  'after',
  'rebuilt',
  'only-amd64',
  '2027',
] as const;

export type IncidentImage = (typeof INCIDENT_IMAGES)[number];

type Line = 'gcc-11' | 'gcc-14' | '2027';

interface Recipe {
  /** A glibc that is not newer than Amazon Linux 2023's 2.34, but for 2027. */
  base: Suite;
  runtime: Array<{ suite: Suite; packages: string[] }>;
  osRelease: string;
}

const AL2023 = osReleaseOf('2023');

/** Debian's packages stand in for Amazon's: the libraries are the same GNU ones. */
const RECIPES: Record<Line, Recipe> = {
  'gcc-11': {
    base: 'bullseye',
    runtime: [
      { suite: 'bookworm', packages: ['libstdc++6-11-dbg'] },
      { suite: 'bullseye', packages: ['libgcc-s1'] },
    ],
    osRelease: AL2023,
  },
  'gcc-14': {
    base: 'bullseye',
    runtime: [{ suite: 'trixie', packages: ['libstdc++6', 'libgcc-s1'] }],
    osRelease: AL2023,
  },
  '2027': {
    base: 'sid',
    runtime: [{ suite: 'sid', packages: ['libstdc++6', 'libgcc-s1'] }],
    osRelease: osReleaseOf('2027'),
  },
};

/** Of amd64 and of arm64, and when they were built. */
const IMAGES: Record<
  IncidentImage,
  { amd64: Line; arm64: Line; created: string; version: string }
> = {
  before: {
    amd64: 'gcc-11',
    arm64: 'gcc-11',
    created: '2025-03-26T17:02:45Z',
    version: '2023.6.20250317.2',
  },
  after: {
    amd64: 'gcc-14',
    arm64: 'gcc-14',
    created: '2025-04-01T21:40:03Z',
    version: '2023.7.20250331.0',
  },
  rebuilt: {
    amd64: 'gcc-14',
    arm64: 'gcc-14',
    created: '2025-04-08T21:40:03Z',
    version: '2023.7.20250331.0',
  },
  'only-amd64': {
    amd64: 'gcc-14',
    arm64: 'gcc-11',
    created: '2025-03-29T17:02:45Z',
    version: '2023.6.20250317.2',
  },
  '2027': {
    amd64: '2027',
    arm64: '2027',
    created: '2027-03-30T18:00:00Z',
    version: '2027.0.20270329.0',
  },
};

/** The images of the incident, ready to be pushed. */
export class IncidentStory {
  readonly #layout: ImageLayout;
  readonly #indexes: ReadonlyMap<IncidentImage, LaidOutIndex>;
  readonly #userlands: ReadonlyMap<string, Userland>;

  /**
   * Builds it below the system's temporary folder.
   *
   * @throws Error where Debian cannot be reached
   */
  static async build(): Promise<IncidentStory> {
    const userlands = new Map<string, Userland>();
    for (const line of ['gcc-11', 'gcc-14', '2027'] as const) {
      for (const architecture of ['amd64', 'arm64'] as const) {
        const userland = await buildUserland(line, architecture);
        userlands.set(`${line} ${architecture}`, userland);
      }
    }
    return new IncidentStory(userlands);
  }

  private constructor(userlands: ReadonlyMap<string, Userland>) {
    const folder = fs.mkdtempSync(
      path.join(os.tmpdir(), 'lambda-compat-incident-'),
    );
    this.#layout = new ImageLayout(folder);
    this.#userlands = userlands;
    this.#indexes = new Map(
      INCIDENT_IMAGES.map(name => {
        const { amd64, arm64, created, version } = IMAGES[name];
        const of = [
          userlands.get(`${amd64} amd64`)!,
          userlands.get(`${arm64} arm64`)!,
        ];
        const labels = { 'org.opencontainers.image.version': version };
        return [name, this.#layout.addIndex(name, of, created, labels)];
      }),
    );
  }

  index(name: IncidentImage): LaidOutIndex {
    return this.#indexes.get(name)!;
  }

  /** The layers of the image for an architecture, the lowest first. */
  layers(name: IncidentImage, architecture: Architecture): BuiltLayer[] {
    const line = IMAGES[name][architecture];
    return this.#userlands.get(`${line} ${architecture}`)!.layers;
  }

  /** As skopeo and umoci name the folder; each image is named as here. */
  get folder(): string {
    return this.#layout.folder;
  }

  /** @param reference - `host/repository:tag` */
  async push(name: IncidentImage, reference: string): Promise<void> {
    await pushImage(this.#layout.source(name), reference);
  }

  remove(): void {
    fs.rmSync(this.#layout.folder, { recursive: true, force: true });
  }
}

async function buildUserland(
  line: Line,
  architecture: Architecture,
): Promise<Userland> {
  const { base, osRelease, runtime } = RECIPES[line];
  const basePackages = await fetchPackages(base, architecture, ['libc6']);
  const runtimePackages = (
    await Promise.all(
      runtime.map(({ packages, suite }) =>
        fetchPackages(suite, architecture, packages),
      ),
    )
  ).flat();
  const edge = await keepLayer(['incident', osRelease], 'gzip', async () => [
    file('etc/os-release', osRelease),
    file('etc/ld.so.conf', 'include /etc/ld.so.conf.d/*.conf\n'),
  ]);
  return {
    name: line,
    architecture,
    layers: [
      await packagesLayer('incident base', basePackages, basePackages),
      await packagesLayer('incident runtime', runtimePackages, [
        ...basePackages,
        ...runtimePackages,
      ]),
      edge,
    ],
    gzippedEdge: edge,
  };
}

function osReleaseOf(version: string): string {
  return [
    'NAME="Amazon Linux"',
    `VERSION="${version}"`,
    'ID="amzn"',
    'ID_LIKE="fedora"',
    `VERSION_ID="${version}"`,
    `PRETTY_NAME="Amazon Linux ${version}"`,
    '',
  ].join('\n');
}

function file(name: string, text: string): LayerEntry {
  const body = Buffer.from(text);
  return {
    header: {
      name,
      type: 'file',
      mode: 0o644,
      uid: 0,
      gid: 0,
      mtime: new Date('2025-03-17T00:00:00Z'),
      size: body.length,
    },
    body,
  };
}
