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

import type { LambdaFunction } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { StoredUpload } from '../artifacts/uploads';
import { toLambdaSubject } from '../catalog/lambdaSubject';
import { describeFunctions } from './describeFunctions';

function subject(
  annotations: Record<string, string> = {},
  metadata: Record<string, string> = {},
) {
  return toLambdaSubject({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'orders', annotations, ...metadata },
  });
}

function upload(
  functionName: string,
  parts: Partial<StoredUpload> = {},
): StoredUpload {
  return {
    id: `upload of ${functionName}`,
    entityRef: 'component:default/orders',
    functionName,
    runtime: null,
    architecture: null,
    packageType: null,
    profileKey: null,
    build: null,
    measuredAt: '2026-11-20T08:00:00.000Z',
    measuredMs: 0,
    uploadedAt: '2026-11-23T08:00:00.000Z',
    builtVerdict: '',
    artifacts: [],
    ...parts,
  };
}

/** As the last reading of the build files wrote them down. */
function read(source: 'dockerfile' | 'annotation'): LambdaFunction {
  const detail = source === 'dockerfile' ? 'Dockerfile:7' : 'x';
  return {
    name: 'orders',
    runtime: { value: 'python3.12', source, detail },
    architecture: { value: 'arm64', source, detail },
    packageType: { value: 'image', source, detail },
  };
}

const UPLOADED = { runtime: 'provided.al2', architecture: 'arm64' } as const;

describe('describeFunctions', () => {
  it.each([
    [
      'nothing said',
      { subject: subject(), read: [], uploads: [] },
      { value: null, source: 'not known', assumed: false },
    ],
    [
      'only a Dockerfile',
      { subject: subject(), read: [read('dockerfile')], uploads: [] },
      { value: 'python3.12', source: 'Dockerfile:7', assumed: false },
    ],
    [
      'an annotation that is gone since the build files were read',
      { subject: subject(), read: [read('annotation')], uploads: [] },
      { value: null, source: 'not known', assumed: false },
    ],
    [
      'an upload before a Dockerfile',
      {
        subject: subject(),
        read: [read('dockerfile')],
        uploads: [upload('orders', UPLOADED)],
      },
      {
        value: 'provided.al2',
        source: 'upload of 2026-11-20',
        assumed: false,
        conflict:
          'It is provided.al2 by upload of 2026-11-20, but python3.12 by Dockerfile:7.',
      },
    ],
    [
      'what a provider put on the entity before an upload',
      {
        subject: subject({}, { runtime: 'nodejs22.x' }),
        read: [],
        uploads: [upload('orders', UPLOADED)],
      },
      {
        value: 'nodejs22.x',
        source: 'metadata.runtime',
        assumed: false,
        conflict:
          'It is nodejs22.x by metadata.runtime, but provided.al2 by upload of 2026-11-20.',
      },
    ],
    [
      'an annotation before everything, and no conflict where all agree',
      {
        subject: subject(
          { 'lambda-compat/runtime': 'provided.al2' },
          { runtime: 'provided.al2' },
        ),
        read: [],
        uploads: [upload('orders', UPLOADED)],
      },
      {
        value: 'provided.al2',
        source: 'annotation lambda-compat/runtime',
        assumed: false,
      },
    ],
  ])('takes the runtime from %s', (_, sources, expected) => {
    expect(describeFunctions(sources)[0].runtime).toEqual(expected);
  });

  it('assumes an x86_64 zip function only where nothing says otherwise', () => {
    const [bare] = describeFunctions({
      subject: subject(),
      read: [],
      uploads: [],
    });
    expect(bare).toMatchObject({
      architecture: { value: 'x86_64', assumed: true },
      packageType: { value: 'zip', assumed: true },
    });
    const [said] = describeFunctions({
      subject: subject({
        'lambda-compat/architecture': 'amd64',
        'lambda-compat/package-type': 'image',
      }),
      read: [],
      uploads: [],
    });
    expect(said).toMatchObject({
      architecture: { value: 'x86_64', assumed: false },
      packageType: { value: 'image', assumed: false },
    });
  });

  it('has the functions that the entity names, or else those that were uploaded', () => {
    const uploads = [upload('a', UPLOADED), upload('b')];
    const names = (named: Record<string, string>) =>
      describeFunctions({ subject: subject(named), read: [], uploads }).map(
        it => [it.name, it.upload?.id ?? null],
      );
    expect(names({})).toEqual([
      ['a', 'upload of a'],
      ['b', 'upload of b'],
    ]);
    expect(names({ 'aws.com/lambda-function-name': 'b, c' })).toEqual([
      ['b', 'upload of b'],
      ['c', null],
    ]);
  });
});
