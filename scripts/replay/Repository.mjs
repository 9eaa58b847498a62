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

import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** The repository of a sample that the portal reads. */
export class Repository {
  #folder;
  #before = new Map();

  constructor(folder) {
    this.#folder = folder;
  }

  /**
   * Whether git takes a patch, tried on a copy.
   *
   * @returns its words; null where git is not installed
   */
  checkPatch(patch) {
    const copy = fs.mkdtempSync(path.join(os.tmpdir(), 'lambda-compat-patch-'));
    try {
      fs.cpSync(this.#folder, copy, { recursive: true });
      const { error, status, stderr } = spawnSync(
        'git',
        ['apply', '--check', '--verbose', '-'],
        {
          cwd: copy,
          input: patch,
          encoding: 'utf8',
          // A temporary folder below a repository is no part of it.
          env: { ...process.env, GIT_CEILING_DIRECTORIES: path.dirname(copy) },
        },
      );
      if (error) return null;
      if (status !== 0) throw new Error(`git refuses the patch: ${stderr}`);
      return stderr.trim() || 'git apply --check: no objection';
    } finally {
      fs.rmSync(copy, { recursive: true, force: true });
    }
  }

  /** Writes a reference as it is to be pinned, on the one line that has it. */
  pin({ file, line, reference, pinned }) {
    const place = path.join(this.#folder, file);
    const text = fs.readFileSync(place, 'utf8');
    const lines = text.split('\n');
    if (!lines[line - 1]?.includes(reference)) {
      throw new Error(`${place}:${line} does not say ${reference}`);
    }
    lines[line - 1] = lines[line - 1].replace(reference, () => pinned);
    if (!this.#before.has(place)) this.#before.set(place, text);
    fs.writeFileSync(place, lines.join('\n'));
  }

  /** Every file as it was. */
  restore() {
    for (const [place, text] of this.#before) fs.writeFileSync(place, text);
    this.#before.clear();
  }
}
