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
import {
  type Architecture,
  fetchPackages,
  listPackages,
  type Suite,
} from './debian';
import { ImageLayout, type LaidOutIndex } from './layout';
import { packagesLayer, type Userland } from './userlands';

/**
 * An image with all that a Debian release holds to be required or important,
 * some 200 MB, in one layer as distributions publish them.
 */
export class FullUserland {
  readonly folder: string;
  readonly index: LaidOutIndex;
  readonly userland: Userland;

  /** @throws Error where Debian cannot be reached */
  static async build(
    suite: Suite,
    architecture: Architecture,
  ): Promise<FullUserland> {
    const names = await listPackages(suite, architecture, [
      'required',
      'important',
    ]);
    const packages = await fetchPackages(suite, architecture, names);
    const layer = await packagesLayer(`full ${suite}`, packages, packages);
    const userland = {
      name: suite,
      architecture,
      layers: [layer],
      gzippedEdge: layer,
    };
    return new FullUserland(suite, userland);
  }

  private constructor(suite: Suite, userland: Userland) {
    this.folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lambda-compat-full-'));
    this.userland = userland;
    this.index = new ImageLayout(this.folder).addIndex(
      suite,
      [userland],
      '2026-04-14T00:00:00Z',
    );
  }

  remove(): void {
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}
