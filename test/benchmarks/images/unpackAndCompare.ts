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
import fs from 'node:fs';
import path from 'node:path';
import { isInstalled } from '../elf/programs';
import type { Userlands } from './userlands';
import { blobFile } from './LayoutClient';

/**
 * What one does without this project: copies the images, unpacks them, lists
 * and hashes all files, and compares the lists.
 */
export interface Peer {
  name: string;
  /** @param folder - for what it writes; it has to be empty */
  run(userlands: Userlands, folder: string): void;
}

const LISTS = `
for image in before after; do
  (cd "$0/$image.root" && find . -printf '%P %y %m %U:%G %s %l\\n' | sort) > "$0/$image.entries"
  (cd "$0/$image.root" && find . -type f -print0 | sort -z | xargs -0 sha256sum) > "$0/$image.sums"
done
diff "$0/before.entries" "$0/after.entries" > "$0/entries.diff"
diff "$0/before.sums" "$0/after.sums" > "$0/sums.diff"
test -s "$0/sums.diff"
`;

function shell(script: string, ...args: string[]): void {
  const { error, status, stderr } = spawnSync('sh', ['-c', script, ...args]);
  if (error ?? status !== 0) {
    throw error ?? new Error(`sh: ${stderr}`);
  }
}

const umoci: Peer = {
  name: 'copy + umoci unpack + find + sha256sum + diff',
  run({ layout, tags }, folder) {
    const copy = path.join(folder, 'copy');
    shell('cp -r "$0" "$1"', layout, copy);
    for (const tag of tags) {
      const rootless = process.getuid?.() === 0 ? '' : '--rootless';
      const bundle = path.join(folder, tag);
      shell(
        `umoci unpack ${rootless} --image "$0" "$1" && ln -s "$1/rootfs" "$1.root"`,
        `${copy}:${tag}`,
        bundle,
      );
    }
    shell(LISTS, folder);
  },
};

const tar: Peer = {
  name: 'copy + tar -xzf + find + sha256sum + diff',
  run({ layout, tags, layers }, folder) {
    const copy = path.join(folder, 'copy');
    shell('cp -r "$0" "$1"', layout, copy);
    const [base, ...tops] = layers;
    for (const [index, tag] of tags.entries()) {
      const root = path.join(folder, `${tag}.root`);
      fs.mkdirSync(root);
      for (const { digest } of [base, tops[index]]) {
        shell('tar -C "$0" -xzf "$1"', root, blobFile(copy, digest));
      }
    }
    shell(LISTS, folder);
  },
};

/** With umoci, or with tar where that is not installed. */
export function findPeer(): Peer {
  return isInstalled('umoci', ['--version']) ? umoci : tar;
}
