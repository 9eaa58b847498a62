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
import { cacheFolder } from '../../support/registry/replay/cache';
import { fetchPackages } from '../../support/registry/replay/debian';
import { isInstalled } from '../elf/programs';

/** A program that says the digest of a tag, started anew for each. */
export interface Peer {
  name: string;
  /** Words before the reference. */
  command: string[];
  /** Stands before the reference. */
  prefix: string;
}

/**
 * `crane digest`, from the machine or from Debian sid's package, which runs as
 * it is; where neither is to be had `skopeo inspect --raw`.
 */
export async function findPeer(): Promise<Peer | undefined> {
  const crane = await findCrane();
  if (crane) {
    return { name: 'crane digest', command: [crane, 'digest'], prefix: '' };
  }
  return isInstalled('skopeo', ['--version'])
    ? {
        name: 'skopeo inspect --raw',
        command: ['skopeo', 'inspect', '--raw', '--tls-verify=false'],
        prefix: 'docker://',
      }
    : undefined;
}

async function findCrane(): Promise<string | undefined> {
  if (isInstalled('crane', ['version'])) {
    return 'crane';
  }
  try {
    const architecture = process.arch === 'arm64' ? 'arm64' : 'amd64';
    const [{ file, sha256 }] = await fetchPackages('sid', architecture, [
      'crane',
    ]);
    const folder = cacheFolder('programs', sha256);
    const program = path.join(folder, 'usr', 'bin', 'crane');
    if (!fs.existsSync(program)) {
      spawnSync('dpkg-deb', ['-x', file, folder]);
    }
    return isInstalled(program, ['version']) ? program : undefined;
  } catch {
    // No Debian to be reached, or no dpkg-deb.
    return undefined;
  }
}

/** Asks a peer for many tags, some processes at a time. */
export function runPeer(
  peer: Peer,
  references: readonly string[],
  processes: number,
): void {
  const { command, prefix } = peer;
  const { error, status, stderr } = spawnSync(
    'xargs',
    ['-P', String(processes), '-n', '1', ...command],
    {
      input: references.map(reference => `${prefix}${reference}\n`).join(''),
      stdio: ['pipe', 'ignore', 'pipe'],
    },
  );
  if (error ?? status !== 0) {
    throw error ?? new Error(`${peer.name}: ${stderr}`);
  }
}
