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
import os from 'node:os';
import path from 'node:path';

/** Changes with everything that what is kept depends on, but its inputs. */
const RECIPE = 1;

/**
 * The folder in which packages and layers are kept between runs: outside the
 * checkout, in `XDG_CACHE_HOME` or the system's temporary folder.
 */
export function cacheFolder(...parts: string[]): string {
  const folder = path.join(
    process.env.XDG_CACHE_HOME ?? os.tmpdir(),
    'lambda-compat-replay',
    `v${RECIPE}`,
    ...parts,
  );
  fs.mkdirSync(folder, { recursive: true });
  return folder;
}

/** Writes a file so that nobody ever sees half of it. */
export function writeWhole(file: string, bytes: Buffer | string): void {
  const part = `${file}.${process.pid}.${crypto.randomUUID()}`;
  fs.writeFileSync(part, bytes);
  fs.renameSync(part, file);
}

/** SHA-256 in hexadecimal. */
export function sha256(bytes: Buffer | string): string {
  return crypto.createHash('sha256').update(bytes).digest('hex');
}
