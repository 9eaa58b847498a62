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

import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { runToEnd } from './processes.mjs';

// Known and harmless: peer dependencies of Backstage's own packages, and an
// optional keychain binding of its CLI that needs system libraries.
const EXPECTED_NOISE =
  /YN0002|YN0005|YN0060|YN0086|YN0007|YN0009|YN0013|YN0066|YN0068|must be built/;

/** Whether the dependencies in place are those that the lockfile names. */
export function dependenciesReady(root, tools) {
  try {
    return fs.readFileSync(stampFile(root), 'utf8') === stampOf(root, tools);
  } catch {
    return false;
  }
}

/**
 * Installs exactly what the lockfile says. Yarn repairs a half-linked
 * `node_modules` by itself; the stamp is written only after it succeeded.
 */
export async function installDependencies(root, tools, env, say) {
  if (dependenciesReady(root, tools)) return;
  say('installing dependencies; the first time this takes two to four minutes');
  const log = path.join(root, '.toolchain', 'install.log');
  const lines = fs.createWriteStream(log);
  try {
    await runToEnd(tools.node, [tools.yarn, 'install', '--immutable'], {
      cwd: root,
      env,
      onLine: line => {
        lines.write(`${line}\n`);
        if (!EXPECTED_NOISE.test(line)) process.stderr.write(`${line}\n`);
      },
    });
  } catch (error) {
    throw new Error(
      `${error.message}; the whole log is ${path.relative(root, log)}`,
    );
  } finally {
    lines.end();
  }
  fs.writeFileSync(stampFile(root), stampOf(root, tools));
}

function stampFile(root) {
  return path.join(root, 'node_modules', '.lambda-compat-installed');
}

function stampOf(root, tools) {
  const hash = crypto.createHash('sha256').update(tools.key);
  for (const file of ['yarn.lock', 'package.json', '.yarnrc.yml']) {
    hash.update(`\0${file}\0`).update(fs.readFileSync(path.join(root, file)));
  }
  return hash.digest('hex');
}
