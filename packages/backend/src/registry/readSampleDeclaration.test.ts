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

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { SAMPLES } from './__testUtils__/startSampleRegistry';
import { describeContents } from './images/describeContents';
import { libraryVersions } from './libraries/libraryVersions';
import { readSampleDeclaration } from './readSampleDeclaration';
import { SampleTags } from './SampleTags';

const INCIDENT = 'docker.io/arm64v8/amazonlinux';

describe('the declaration of the sample registry', () => {
  it('says of each image in words what its libraries define', async () => {
    const { repositories } = await readSampleDeclaration(SAMPLES);
    let compared = 0;
    for (const repository of repositories) {
      for (const name of Object.keys(repository.images)) {
        for (const platform of repository.platforms) {
          const { libraries, runtime } = describeContents(
            repository,
            name,
            platform,
          );
          const [said] = /GLIBCXX_[\d.]+$/.exec(runtime) ?? [];
          const versions =
            said && libraryVersions(libraries, 'arm64').get('libstdc++.so.6');
          expect([repository.name, name, versions?.at(-1)]).toEqual([
            repository.name,
            name,
            said,
          ]);
          compared += said ? 1 : 0;
        }
      }
    }
    expect(compared).toBeGreaterThan(20);
  });

  it('begins the incident where it is asked to', async () => {
    const told = await readSampleDeclaration(SAMPLES);
    const scene = await readSampleDeclaration(SAMPLES, 'before-the-move');
    const tagOf = ({ repositories }: typeof told) =>
      repositories.find(({ name }) => name === INCIDENT)!.tags.latest;
    expect([tagOf(told), tagOf(scene)]).toEqual(['C', 'B']);
    expect(scene.history.at(-1)!.stays.map(({ image }) => image)).toEqual([
      'A',
      'B',
    ]);
    expect(scene.stories).toEqual(told.stories);
    await expect(readSampleDeclaration(SAMPLES, 'x')).rejects.toThrow(
      'x is no scene of the samples; there are before-the-move',
    );
  });

  it('has the image to which a sample is pinned', async () => {
    const tags = await SampleTags.create(await readSampleDeclaration(SAMPLES));
    const dockerfile = await readFile(
      path.join(SAMPLES, 'repositories/settle/build/Dockerfile'),
      'utf8',
    );
    expect(dockerfile).toContain(
      `FROM arm64v8/amazonlinux:2023.6.20250317.2@${tags.digestOf(
        INCIDENT,
        'B',
      )} AS build`,
    );
  });
});
