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

import type { Entity } from '@backstage/catalog-model';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const DIGEST = `sha256:${'ab'.repeat(32)}`;

/** What the builds pull; undefined for no build file. */
const DOCKERFILES: ReadonlyArray<string | undefined> = [
  `FROM node:22@${DIGEST}\n`,
  'FROM node:22\n',
  'FROM scratch\n',
  undefined,
  `FROM golang:1.25 AS build\nFROM alpine@${DIGEST}\nCOPY --from=build /a /a\n`,
];

/**
 * Forty entities that differ in everything that the catalog's rules look at,
 * and that share values enough for rules to overlap. The first 32 are Lambdas.
 * Their repositories are folders below `folder`.
 */
export function createSamples(folder: string): Entity[] {
  return Array.from({ length: 40 }, (_, index) => {
    const name = `fn-${index}`;
    const isLambda = index < 32;
    const path = join(folder, name);
    mkdirSync(path);
    writeFileSync(join(path, 'catalog-info.yaml'), '');
    const dockerfile = DOCKERFILES[index % DOCKERFILES.length];
    if (dockerfile) {
      writeFileSync(join(path, 'Dockerfile'), dockerfile);
    }
    const location = `file:${path}/catalog-info.yaml`;
    return {
      apiVersion: 'backstage.io/v1alpha1',
      kind: index % 4 === 3 ? 'Resource' : 'Component',
      metadata: {
        name,
        namespace: index % 5 === 0 ? 'prod' : 'default',
        ...(index % 7 === 0 && { title: `Function ${index}` }),
        ...(index % 3 === 0 && {
          labels: { tier: index % 2 ? 'Gold' : 'silver', 'team/Size': '5' },
        }),
        tags: index % 2 ? ['java', 'core'] : ['go'],
        annotations: {
          'backstage.io/managed-by-location': location,
          'backstage.io/managed-by-origin-location': location,
          ...(index % 4 === 0 && { 'example.com/Cost': `Unit-${index % 8}` }),
          ...(isLambda &&
            index % 6 === 1 && { 'lambda-compat/runtime': 'nodejs22.x' }),
          ...(isLambda &&
            index % 6 === 2 && { 'lambda-compat/runtime': 'nodejs22' }),
        },
      },
      spec: {
        type: isLambda ? 'lambda' : 'website',
        lifecycle: index % 2 ? 'production' : 'Experimental',
        owner: `group:default/team-${'abc'[index % 3]}`,
        ...(index % 2 === 1 && { system: `system-${index % 4}` }),
        cost: index % 10,
      },
    };
  });
}
