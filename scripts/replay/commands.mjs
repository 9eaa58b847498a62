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

import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

// The one of app-config.yaml; it opens the sample portal only.
const TOKEN = 'token-of-the-samples-only';

/**
 * Does with a build of the samples what a CI does: has its files on a disk,
 * and sends what `lambda-compat` measures of them to the portal.
 *
 * @returns the command as one would type it, and what it printed
 */
export async function uploadBuild({ root, api, addresses, name }) {
  const { builds } = await api.describeSamples();
  const known = builds?.[name];
  if (!known) {
    throw new Error(
      `The sample registry knows no build ${name}: it belongs to another version of this checkout`,
    );
  }
  const { entity, build, files } = known;
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lambda-compat-build-'));
  try {
    for (const file of files) {
      const place = path.join(folder, file);
      fs.mkdirSync(path.dirname(place), { recursive: true });
      fs.writeFileSync(place, await api.fetchBuild(name, file), {
        mode: 0o755,
      });
    }
    const options = [
      '--url',
      addresses.backend,
      '--entity',
      entity,
      '--build-number',
      build.number,
      '--commit',
      build.commit,
    ];
    const printed = await run(root, ['upload', folder, ...options], {
      LAMBDA_COMPAT_TOKEN: TOKEN,
    });
    return {
      command: `lambda-compat upload dist ${options.join(' ')}`,
      printed,
      number: build.number,
    };
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Asks which image of the sample registry fits the runtime of today.
 *
 * @returns the command, and what it printed
 */
export async function suggestPin({ root, registry, image }) {
  const { host } = new URL(registry);
  const args = [
    'suggest-pin',
    `${host}/${image}`,
    ...['--runtime', 'provided.al2023', '--arch', 'arm64', '--as-of', 'today'],
    ...['--insecure-registry', host],
  ];
  return `$ lambda-compat ${args.join(' ')}\n${await run(root, args)}`;
}

function run(root, args, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [path.join(root, 'packages/cli/bin/lambda-compat'), ...args],
      { env: { ...process.env, ...env } },
    );
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', text => {
        output += text;
      });
    }
    child.once('error', reject);
    child.once('close', code =>
      code === 0
        ? resolve(output.trim())
        : reject(
            new Error(`lambda-compat ${args[0]} ended with ${code}: ${output}`),
          ),
    );
  });
}
