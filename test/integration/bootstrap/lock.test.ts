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

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const lockModule = pathToFileURL(
  path.resolve(__dirname, '../../../scripts/bootstrap/lock.mjs'),
).href;

describe('the lock of the bootstrap', () => {
  let folder: string;
  let lock: string;
  let journal: string;
  const children: ChildProcess[] = [];

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lambda-compat-lock-'));
    lock = path.join(folder, '.toolchain', 'lock');
    journal = path.join(folder, 'journal');
    fs.writeFileSync(journal, '');
  });

  afterEach(() => {
    children.splice(0).forEach(child => child.kill('SIGKILL'));
    fs.rmSync(folder, { recursive: true, force: true });
  });

  function worker(holdMs: number) {
    const child = spawn(
      process.execPath,
      [
        '--input-type=module',
        '--eval',
        `import fs from 'node:fs';
         import { setTimeout as sleep } from 'node:timers/promises';
         import { withLock } from '${lockModule}';
         const note = word => fs.appendFileSync(${JSON.stringify(
           journal,
         )}, word + '\\n');
         await withLock(${JSON.stringify(lock)}, async () => {
           note('in');
           await sleep(${holdMs});
           note('out');
         });`,
      ],
      { stdio: 'ignore' },
    );
    children.push(child);
    return child;
  }

  async function entered() {
    while (!fs.readFileSync(journal, 'utf8').includes('in')) {
      await new Promise(resolve => setTimeout(resolve, 20));
    }
  }

  it('lets one process in at a time and is gone afterwards', async () => {
    const workers = [worker(300), worker(300), worker(300)];
    const codes = await Promise.all(
      workers.map(async child => (await once(child, 'exit'))[0]),
    );

    expect(codes).toEqual([0, 0, 0]);
    expect(fs.readFileSync(journal, 'utf8')).toBe('in\nout\n'.repeat(3));
    expect(fs.existsSync(lock)).toBe(false);
  });

  it('is taken over at once from a process that was killed', async () => {
    const killed = worker(600_000);
    await entered();
    killed.kill('SIGKILL');
    await once(killed, 'exit');
    expect(fs.existsSync(lock)).toBe(true);

    const [code] = await once(worker(0), 'exit');

    expect(code).toBe(0);
    expect(fs.readFileSync(journal, 'utf8')).toBe('in\nin\nout\n');
  });

  it('is taken over from a process id that belongs to someone else by now', async () => {
    fs.mkdirSync(path.dirname(lock), { recursive: true });
    fs.writeFileSync(lock, String(process.pid));
    const long = new Date(Date.now() - 60_000);
    fs.utimesSync(lock, long, long);

    const [code] = await once(worker(0), 'exit');

    expect(code).toBe(0);
    expect(fs.readFileSync(journal, 'utf8')).toBe('in\nout\n');
  });
});
