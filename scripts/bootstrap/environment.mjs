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

const KEPT_NPM_SETTINGS =
  /^npm_config_(registry|cafile|ca|proxy|https_?proxy|noproxy|strict_ssl)$/i;

/**
 * The environment in which everything below the bootstrap runs: the tools
 * first on the path, because the Backstage CLI and lifecycle scripts call
 * `node` and `yarn` by name, and without what an outer `npm run` leaks.
 */
export function toolEnvironment(root, tools) {
  const env = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (!/^npm_/i.test(name) || KEPT_NPM_SETTINGS.test(name)) env[name] = value;
  }
  const pathName =
    Object.keys(env).find(name => name.toUpperCase() === 'PATH') ?? 'PATH';
  env[pathName] = [tools.bin, env[pathName]]
    .filter(Boolean)
    .join(path.delimiter);
  if (tools.nodeHeaders) env.npm_config_nodedir = tools.nodeHeaders;
  if (env.npm_config_registry && !env.YARN_NPM_REGISTRY_SERVER) {
    env.YARN_NPM_REGISTRY_SERVER = env.npm_config_registry.replace(/\/+$/, '');
  }
  env.YARN_IGNORE_PATH = '1';
  env.YARN_ENABLE_TELEMETRY = '0';
  // Yarn drops YARN_IGNORE_PATH for lifecycle scripts. Without this they would
  // come back to scripts/yarn.cjs and wait for the lock that their own
  // ancestor holds.
  env.LAMBDA_COMPAT_YARN = tools.yarn;
  if (!isWritable(env.HOME ?? os.homedir())) {
    env.HOME = path.join(root, '.toolchain', 'home');
    fs.mkdirSync(env.HOME, { recursive: true });
  }
  return env;
}

function isWritable(folder) {
  try {
    fs.accessSync(folder, fs.constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
