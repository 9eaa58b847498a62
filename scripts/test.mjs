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
 * Everything that has to hold, in one run: `npm test`, or a part of it by name,
 * `npm test -- jest browser`. Its last line counts over all parts.
 *
 * A part that this machine cannot run is named and counted as skipped; with
 * CI=true it is a failure, because there nothing may be left out unseen.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { PARTS } from './test/parts.mjs';

const root = path.resolve(import.meta.dirname, '..');
const strict = isTrue(process.env.CI);
const wanted = process.argv.slice(2);

const unknown = wanted.filter(name => !PARTS.some(part => part.name === name));
if (unknown.length > 0) {
  process.stderr.write(
    `There is no part '${unknown.join("', '")}'. Parts: ${PARTS.map(
      part => part.name,
    ).join(', ')}\n`,
  );
  process.exit(3);
}

const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'lambda-compat-test-'));
const total = { passed: 0, failed: 0, skipped: 0 };
const lines = [];
try {
  for (const part of PARTS) {
    if (wanted.length > 0 && !wanted.includes(part.name)) continue;
    process.stdout.write(`\n== ${part.name}: ${part.what}\n`);
    const started = Date.now();
    const count = await run(part);
    for (const key of Object.keys(total)) total[key] += count[key];
    lines.push(
      `${part.name.padEnd(12)} ${describe(count)} in ${Math.round(
        (Date.now() - started) / 1000,
      )} s${count.note ? ` (${count.note})` : ''}`,
    );
  }
} finally {
  fs.rmSync(scratch, { recursive: true, force: true });
}
process.stdout.write(`\n${lines.join('\n')}\n\n${describe(total)}\n`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;

async function run(part) {
  try {
    const count = await part.run({ root, scratch, strict });
    if (count.note && strict && count.skipped > 0) {
      process.stdout.write(`CI=true and a part is missing: ${count.note}\n`);
      return { ...count, failed: count.failed + count.skipped, skipped: 0 };
    }
    return { passed: 0, failed: 0, skipped: 0, ...count };
  } catch (error) {
    process.stdout.write(`${error.stack}\n`);
    return { passed: 0, failed: 1, skipped: 0, note: error.message };
  }
}

function describe(count) {
  return `${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`;
}

function isTrue(value) {
  return (
    value !== undefined && !['', '0', 'false'].includes(value.toLowerCase())
  );
}
