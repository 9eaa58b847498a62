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

import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import {
  access,
  open,
  readFile,
  realpath,
  rename,
  rm,
  stat,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Replaces what a file holds, in one step: a reader, or a crash, meets the old
 * content or the new one. Permissions and, where the system allows it, the
 * owner stay. Of a symbolic link the target is replaced.
 *
 * @throws Error of the file system; and with code `CHANGED` where the file no
 * longer holds `before`, so that nobody's edit is lost.
 */
export async function replaceFile(
  location: string,
  before: Uint8Array,
  after: Uint8Array,
): Promise<void> {
  const target = await realpath(location);
  // Renaming over a read-only file would succeed; its owner meant otherwise.
  await access(target, constants.W_OK);
  const { mode, uid, gid } = await stat(target);
  if (!(await readFile(target)).equals(before)) {
    throw Object.assign(new Error('The file was changed meanwhile'), {
      code: 'CHANGED',
    });
  }

  // In the same folder, because a rename does not cross file systems.
  const temporary = join(dirname(target), `.lambda-compat-${randomUUID()}.tmp`);
  try {
    const handle = await open(temporary, 'wx', 0o600);
    try {
      await handle.writeFile(after);
      await handle.chown(uid, gid).catch(ignoreMissingRight);
      await handle.chmod(mode % 0o10000);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

// Only the superuser can give files away; everyone else keeps what they write.
function ignoreMissingRight(): void {}
