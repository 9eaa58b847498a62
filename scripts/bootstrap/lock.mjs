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
import { setTimeout as sleep } from 'node:timers/promises';

const HEARTBEAT_MS = 2_000;
// A process id can be given to another process after a restart, so being
// alive is not enough: an owner that has not touched the file for this long
// is gone.
const SILENT_AFTER_MS = 30_000;
const RETRY_MS = 500;

/**
 * Runs `action` while no other process of this checkout does. A lock whose
 * owner was killed is taken over, which makes an interrupted first run
 * harmless.
 */
export async function withLock(file, action, say = () => {}) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  let told = false;
  while (!tryAcquire(file)) {
    if (ownerIsGone(file)) {
      removeLockOf(readOwner(file), file);
    } else {
      if (!told) {
        say(`waiting for process ${readOwner(file)} to finish preparing`);
        told = true;
      }
      await sleep(RETRY_MS);
    }
  }
  const heartbeat = setInterval(() => touch(file), HEARTBEAT_MS);
  heartbeat.unref();
  try {
    return await action();
  } finally {
    clearInterval(heartbeat);
    fs.rmSync(file, { force: true });
  }
}

function tryAcquire(file) {
  try {
    const handle = fs.openSync(file, 'wx');
    fs.writeSync(handle, String(process.pid));
    fs.closeSync(handle);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

// Another waiter may have taken over between the look and this: what is moved
// aside is put back unless it is the lock of the one who is gone.
function removeLockOf(owner, file) {
  const aside = `${file}.${process.pid}`;
  try {
    fs.renameSync(file, aside);
    if (readOwner(aside) !== owner) fs.linkSync(aside, file);
    fs.rmSync(aside, { force: true });
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes(error.code)) throw error;
  }
}

function readOwner(file) {
  try {
    return Number(fs.readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function ownerIsGone(file) {
  let age;
  try {
    age = Date.now() - fs.statSync(file).mtimeMs;
  } catch {
    return false;
  }
  if (age > SILENT_AFTER_MS) return true;
  const owner = readOwner(file);
  // Created, but not written yet: its owner is between two system calls.
  if (!owner) return false;
  try {
    process.kill(owner, 0);
    return false;
  } catch (error) {
    return error.code !== 'EPERM';
  }
}

function touch(file) {
  try {
    const now = new Date();
    fs.utimesSync(file, now, now);
  } catch {
    // Removed by hand: the work goes on, the next owner will not wait.
  }
}
