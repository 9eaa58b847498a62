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

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { scanArtifact } from '@lambda-compat/elf-symbols';
import { sampleRegistryOf } from './sampleRegistry';

// The one of app-config.yaml.
const TOKEN = 'token-of-the-samples-only';

/** Measures what a build of the samples has made, and uploads the report. */
export async function uploadBuild(
  portal: string,
  entityRef: string,
  build: { name: string; number: string },
): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'lambda-compat-e2e-'));
  try {
    await writeFile(
      path.join(folder, 'bootstrap'),
      await sampleRegistryOf(portal).fetchBuild(build.name, 'bootstrap'),
    );
    const artifact = await scanArtifact(folder, { symbolsOf: () => true });
    const answer = await fetch(`${portal}/api/lambda-compat/v1/reports`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${TOKEN}`,
        'Content-Type': 'application/json',
      },
      body: JSON.stringify({
        schema: 'lambda-compat/upload/v1',
        entityRef,
        artifact,
        measuredAt: new Date().toISOString(),
        build: { number: build.number },
      }),
    });
    if (answer.status !== 201) {
      throw new Error(`${answer.status} ${await answer.text()}`);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}
