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

import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { readSampleBuilds } from '../../measurements/readSampleMeasurements';
import type { SampleDeclaration } from '../images/SampleImage';
import { readSampleDeclaration } from '../readSampleDeclaration';
import { SampleRegistry } from '../SampleRegistry';
import { SampleTags } from '../SampleTags';

/** Tests run in the folder of the package, or in that of the repository. */
export const SAMPLES = resolvePackagePath('backend', 'samples');

/** A sample registry on a free port, and how tests ask it. */
export interface StartedRegistry {
  registry: SampleRegistry;
  tags: SampleTags;
  ask: (address: string, init?: RequestInit) => Promise<Response>;
  control: (address: string, body: object) => Promise<Response>;
}

/** With what `samples/registry.yaml` declares; tags move when they are told. */
export async function startSampleRegistry(
  stories: SampleDeclaration['stories'] = [],
): Promise<StartedRegistry> {
  const declaration = await readSampleDeclaration(SAMPLES);
  const tags = await SampleTags.create(declaration);
  const registry = await SampleRegistry.start({
    declaration: { ...declaration, stories },
    tags,
    builds: await readSampleBuilds(SAMPLES),
    port: 0,
    onError: error => {
      throw error;
    },
  });
  const ask = (address: string, init: RequestInit = {}) =>
    fetch(`${registry.url}${address}`, init);
  return {
    registry,
    tags,
    ask,
    control: (address, body) =>
      ask(address, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      }),
  };
}

/** Status and code of an error in the form of the distribution specification. */
export async function errorOf(answer: Response): Promise<string> {
  const { errors } = await answer.json();
  return `${answer.status} ${errors[0].code}`;
}
