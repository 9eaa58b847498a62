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

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { SAMPLES } from './__testUtils__/startSampleRegistry';
import { readSampleDeclaration } from './readSampleDeclaration';
import { SampleTags } from './SampleTags';
import { writeSampleHistory } from './writeSampleHistory';

describe('writeSampleHistory', () => {
  it('counts the stays of the incident back from now, with the digests that are served', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'sample-history-'));
    const file = path.join(folder, 'not/there/yet.json');
    const declaration = await readSampleDeclaration(SAMPLES);
    const tags = await SampleTags.create(declaration);
    try {
      const before = Date.now();
      await writeSampleHistory(file, declaration, tags);
      const { schema, observations } = JSON.parse(await readFile(file, 'utf8'));

      expect(schema).toBe('lambda-compat/tag-history/v1');
      const image = 'docker.io/arm64v8/amazonlinux';
      expect(
        observations
          .filter((row: Record<string, string>) =>
            row.image.endsWith(':latest'),
          )
          .map((row: Record<string, string>) => ({
            image: row.image,
            digest: row.digest,
            daysAgo: ['from', 'until'].map(name =>
              Math.round((before - Date.parse(row[name])) / 86_400_000),
            ),
          })),
      ).toEqual([
        {
          image: `${image}:latest`,
          digest: tags.digestOf(image, 'A'),
          daysAgo: [43, 21],
        },
        {
          image: `${image}:latest`,
          digest: tags.digestOf(image, 'B'),
          daysAgo: [21, 8],
        },
        {
          image: `${image}:latest`,
          digest: tags.digestOf(image, 'C'),
          daysAgo: [8, 0],
        },
      ]);
      const [{ platforms }] = observations;
      expect(Object.keys(platforms)).toEqual(['linux/arm64/v8']);
      expect(
        tags.store.findManifest(image, platforms['linux/arm64/v8']),
      ).toMatchObject({
        mediaType: 'application/vnd.oci.image.manifest.v1+json',
      });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
