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
 * Runs test/benchmarks: all of them, or those whose file name contains an
 * argument. Each line is `name: ours, theirs, ratio`, medians of one run on
 * one machine; the ratio is what to compare between machines.
 */
import fs from 'node:fs';
import path from 'node:path';
import { runNode } from './test/program.mjs';

const root = path.resolve(import.meta.dirname, '..');
const folder = path.join(root, 'test', 'benchmarks');
const wanted = process.argv.slice(2);

const files = fs
  .readdirSync(folder)
  .filter(name => name.endsWith('.bench.ts'))
  .filter(
    name => wanted.length === 0 || wanted.some(part => name.includes(part)),
  )
  .sort();

for (const name of files) {
  process.stdout.write(`# ${name}\n`);
  const code = await runNode(root, [
    '--require=@backstage/cli/config/nodeTransform.cjs',
    path.join(folder, name),
  ]);
  if (code !== 0) process.exitCode = code;
}
