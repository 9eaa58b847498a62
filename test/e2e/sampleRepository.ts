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

import { execFileSync } from 'node:child_process';
import path from 'node:path';

const CACHE = path.resolve(
  __dirname,
  '../../node_modules/.cache/lambda-compat/e2e-samples',
);

/** Where the portal on a port has its copy of the samples. */
export function samplesFolder(port: number): string {
  return `${CACHE}-${port}`;
}

/** The repository of a sample that a portal reads. */
export interface SampleRepository {
  /** With git, or it throws what git says. */
  apply(patch: string): void;
  /** Takes it back. */
  revert(patch: string): void;
}

export function sampleRepositoryOf(
  portal: string,
  name: string,
): SampleRepository {
  const { port } = new URL(portal);
  const folder = path.join(samplesFolder(Number(port)), 'repositories', name);
  const run = (patch: string, ...options: string[]) => {
    execFileSync('git', ['apply', ...options, '-'], {
      cwd: folder,
      input: patch,
      // It is no part of the repository that it is below.
      env: { ...process.env, GIT_CEILING_DIRECTORIES: path.dirname(folder) },
      stdio: ['pipe', 'ignore', 'inherit'],
    });
  };
  return {
    apply: patch => run(patch),
    revert: patch => run(patch, '--reverse'),
  };
}
