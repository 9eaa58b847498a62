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

import path from 'node:path';
import { readFile } from 'node:fs/promises';
import yaml from 'yaml';
import type { SampleDeclaration } from './images/SampleImage';

/**
 * What `samples/registry.yaml` says the sample registry holds.
 *
 * @throws Error for a scene that it does not declare
 */
export async function readSampleDeclaration(
  samplesFolder: string,
  scene = '',
): Promise<SampleDeclaration> {
  const file = path.join(samplesFolder, 'registry.yaml');
  const declaration: SampleDeclaration = yaml.parse(
    await readFile(file, 'utf8'),
    { merge: true },
  );
  return scene ? setScene(declaration, scene) : declaration;
}

function setScene(
  declaration: SampleDeclaration,
  name: string,
): SampleDeclaration {
  const { repositories, scenes = {} } = declaration;
  if (!Object.hasOwn(scenes, name)) {
    throw new Error(
      `${name} is no scene of the samples; there are ${Object.keys(scenes).join(
        ', ',
      )}`,
    );
  }
  const { tags, history } = scenes[name];
  return {
    ...declaration,
    history,
    repositories: repositories.map(repository => ({
      ...repository,
      tags: {
        ...repository.tags,
        ...Object.fromEntries(
          tags
            .filter(change => change.repository === repository.name)
            .map(({ tag, image }) => [tag, image]),
        ),
      },
    })),
  };
}
