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

/**
 * The one entry to this checkout, for a machine that has nothing but
 * Node.js >= 20 and npm: it fetches a supported Node.js and the exact Yarn
 * version, installs the dependencies, and then runs what was asked for. See
 * docs/architecture-decisions/adr001-bootstrap.md.
 *
 *   node scripts/run.mjs start|test|bench|replay|cli|prepare|yarn [arguments]
 */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  dependenciesReady,
  installDependencies,
} from './bootstrap/dependencies.mjs';
import { toolEnvironment } from './bootstrap/environment.mjs';
import { withLock } from './bootstrap/lock.mjs';
import { handOver } from './bootstrap/processes.mjs';
import { describeTools, makeTools } from './bootstrap/tools.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const [command, ...args] = process.argv.slice(2);

const COMMANDS = {
  start: ({ node, env }) =>
    handOver(node, [script('start.mjs'), ...args], { env, cwd: root }),
  test: ({ node, env }) =>
    handOver(node, [script('test.mjs'), ...args], { env, cwd: root }),
  bench: ({ node, env }) =>
    handOver(node, [script('bench.mjs'), ...args], { env, cwd: root }),
  replay: ({ node, env }) =>
    handOver(node, [script('replay.mjs'), ...args], { env, cwd: root }),
  cli: ({ node, env }) =>
    handOver(
      node,
      [path.join(root, 'packages/cli/bin/lambda-compat'), ...args],
      {
        env,
        // Relative paths mean what they meant where the command was typed.
        cwd: process.env.INIT_CWD ?? process.cwd(),
      },
    ),
  yarn: ({ node, yarn, env }) => handOver(node, [yarn, ...args], { env }),
  prepare: () => {},
};

await main();

async function main() {
  if (!Object.hasOwn(COMMANDS, command)) {
    say(
      `usage: node scripts/run.mjs ${Object.keys(COMMANDS).join(
        '|',
      )} [arguments]`,
    );
    process.exit(3);
  }
  try {
    const tools = describeTools(root);
    const env = toolEnvironment(root, tools);
    const installs = needsDependencies();
    if (!tools.ready() || (installs && !dependenciesReady(root, tools))) {
      await withLock(
        path.join(root, '.toolchain', 'lock'),
        async () => {
          await makeTools(root, tools, say);
          if (installs) await installDependencies(root, tools, env, say);
        },
        say,
      );
    }
    COMMANDS[command]({ node: tools.node, yarn: tools.yarn, env });
  } catch (error) {
    say(error.message);
    process.exit(4);
  }
}

// `yarn install` and `yarn add` bring their own dependencies; `yarn start` on
// a fresh clone is the case that must install first.
function needsDependencies() {
  return command !== 'yarn' || ['start', 'test', 'run'].includes(args[0]);
}

function script(name) {
  return path.join(root, 'scripts', name);
}

function say(message) {
  fs.writeSync(2, `lambda-compat: ${message}\n`);
}
