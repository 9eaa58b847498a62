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

import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type ArtifactReport, scanArtifact } from '@lambda-compat/elf-symbols';
import { linkProgram } from '../registry/libraries/linkProgram';
import type { SampleMeasurement } from './readSampleMeasurements';

/**
 * Puts the artifact of a sample together in a temporary folder and measures it.
 *
 * @returns null where a file it needs is not installed: npm leaves out packages
 *   for other platforms
 */
export async function measureSample(
  sample: SampleMeasurement,
  samplesFolder: string,
): Promise<ArtifactReport | null> {
  const sources = Object.entries(sample.files ?? {}).map(
    ([target, source]) => [target, findInstalled(source)] as const,
  );
  const folder = await mkdtemp(path.join(os.tmpdir(), 'lambda-compat-sample-'));
  try {
    if (sample.repository) {
      await cp(
        path.join(samplesFolder, 'repositories', sample.repository),
        folder,
        { recursive: true },
      );
    }
    for (const [target, source] of sources) {
      if (!source) {
        return null;
      }
      const file = path.join(folder, target);
      await mkdir(path.dirname(file), { recursive: true });
      await cp(source, file);
    }
    for (const [target, program] of Object.entries(sample.made ?? {})) {
      const file = path.join(folder, target);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, linkProgram(program, sample.build?.number), {
        mode: 0o755,
      });
    }
    const report = await scanArtifact(folder, { symbolsOf: () => true });
    return { ...report, name: sample.entity.split('/')[1] };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** `package/file` wherever npm has put the package. */
function findInstalled(source: string): string | undefined {
  const folders = require.resolve.paths(source) ?? [];
  return folders
    .map(folder => path.join(folder, source))
    .find(file => existsSync(file));
}
