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

import fs from 'node:fs';
import path from 'node:path';

/** Where the functions of the incident are, and what they are. */
export interface Lambdas {
  folder: string;
  /** Of the catalog's location. */
  catalogFile: string;
  dockerfile(name: string): string;
}

const IMAGE = 'arm64v8/amazonlinux';

/**
 * Writes repositories of functions that build on one image in the ways there
 * are: by `latest`, by a dated tag, by a digest, and one that links nothing.
 */
export function writeLambdas(folder: string, digest: string): Lambdas {
  const references: Record<string, [reference: string, owner: string]> = {
    orders: [`${IMAGE}:latest`, 'payments'],
    ledger: [`${IMAGE}:2023.6.20250317.2`, 'payments'],
    fx: [`${IMAGE}@${digest}`, 'treasury'],
    mailer: [`${IMAGE}:latest`, 'growth'],
    tax: ['amazonlinux:latest', 'treasury'],
  };
  for (const [name, [reference, owner]] of Object.entries(references)) {
    const own = path.join(folder, name);
    fs.mkdirSync(own, { recursive: true });
    fs.writeFileSync(path.join(own, 'Dockerfile'), dockerfile(reference));
    fs.writeFileSync(path.join(own, 'catalog-info.yaml'), entity(name, owner));
  }
  const catalogFile = path.join(folder, 'catalog.yaml');
  fs.writeFileSync(
    catalogFile,
    [
      'apiVersion: backstage.io/v1alpha1',
      'kind: Location',
      'metadata: { name: lambdas }',
      'spec:',
      '  type: file',
      '  targets:',
      ...Object.keys(references).map(
        name => `    - ./${name}/catalog-info.yaml`,
      ),
      '',
    ].join('\n'),
  );
  return {
    folder,
    catalogFile,
    dockerfile: name => path.join(folder, name, 'Dockerfile'),
  };
}

function dockerfile(reference: string): string {
  return [
    `FROM ${reference} AS build`,
    'RUN dnf install -y gcc-c++',
    'COPY main.cpp .',
    'RUN g++ -O2 main.cpp -o /bootstrap',
    '',
    'FROM scratch',
    'COPY --from=build /bootstrap /bootstrap',
    '',
  ].join('\n');
}

function entity(name: string, owner: string): string {
  return [
    'apiVersion: backstage.io/v1alpha1',
    'kind: Component',
    'metadata:',
    `  name: ${name}`,
    '  annotations:',
    '    lambda-compat/runtime: provided.al2023',
    '    lambda-compat/architecture: arm64',
    '    lambda-compat/package-type: zip',
    'spec:',
    '  type: lambda',
    '  lifecycle: production',
    `  owner: ${owner}`,
    '',
  ].join('\n');
}
