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
      const words = applyPatch(copy, patch, ['--check', '--verbose']);
      return words === '' ? 'No objection' : words;
    } finally {
      fs.rmSync(copy, { recursive: true, force: true });
    }
  }

  /**
   * Applies the patch that pins a reference; where git is not installed, the
   * one line is written that the patch changes.
   *
   * @returns whether it was git
   */
  pin({ file, line, reference, pinned, patch }) {
    const place = path.join(this.#folder, file);
    const text = fs.readFileSync(place, 'utf8');
    if (!this.#before.has(place)) this.#before.set(place, text);
    const isApplied = applyPatch(this.#folder, patch) !== null;
    if (!isApplied) {
      const lines = text.split('\n');
      if (!lines[line - 1]?.includes(reference)) {
        throw new Error(`${place}:${line} does not say ${reference}`);
      }
      lines[line - 1] = lines[line - 1].replace(reference, () => pinned);
      fs.writeFileSync(place, lines.join('\n'));
    }
    const now = fs.readFileSync(place, 'utf8').split('\n')[line - 1];
    if (!now?.includes(pinned)) {
      throw new Error(
        `The patch is applied, and ${place}:${line} does not say ${pinned}`,
      );
    }
    return isApplied;
  }

  /** Every file as it was. */
  restore() {
    for (const [place, text] of this.#before) fs.writeFileSync(place, text);
    this.#before.clear();
  }
}

/** @returns what git says; null where it is not installed */
function applyPatch(folder, patch, options = []) {
  const { error, status, stderr } = spawnSync(
    'git',
    ['apply', ...options, '-'],
    {
      cwd: folder,
      input: patch,
      encoding: 'utf8',
      // It is no part of the repository that the folder is below.
      env: { ...process.env, GIT_CEILING_DIRECTORIES: path.dirname(folder) },
    },
  );
  if (error?.code === 'ENOENT') return null;
  if (error) throw error;
  if (status !== 0) throw new Error(`git refuses the patch: ${stderr.trim()}`);
  return stderr.trim();
}
