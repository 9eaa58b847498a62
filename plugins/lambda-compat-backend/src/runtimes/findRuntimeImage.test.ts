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

import { RUNTIMES } from '@lambda-compat/lambda-runtimes';
import { readLambdaBaseImage } from '../references/lambdaBaseImage';
import { findRuntimeImage } from './findRuntimeImage';

describe('The image of a runtime', () => {
  // Tags as in the ECR Public gallery, https://gallery.ecr.aws/lambda
  it.each([
    ['provided.al2023', 'provided:al2023'],
    ['provided.al2', 'provided:al2'],
    ['provided', 'provided:alami'],
    ['python3.13', 'python:3.13'],
    ['nodejs22.x', 'nodejs:22'],
    ['nodejs10.x', 'nodejs:10'],
    ['java21', 'java:21'],
    ['java8.al2', 'java:8.al2'],
    ['dotnet8', 'dotnet:8'],
    ['dotnetcore3.1', 'dotnet:core3.1'],
    ['dotnet5.0', 'dotnet:5.0'],
    ['ruby3.4', 'ruby:3.4'],
    ['go1.x', 'go:1'],
    ['python3.15', 'python:3.15-preview'],
  ])('of %s is %s', (runtime, image) => {
    const found = findRuntimeImage(runtime);
    expect(found && `${found.repository}:${found.tag}`).toBe(`lambda/${image}`);
    expect(found?.registry).toBe('public.ecr.aws');
  });

  it.each(['nodejs', 'nodejs4.3', 'nodejs4.3-edge', 'rust1.x', '', 'python'])(
    'of %j there is none',
    runtime => expect(findRuntimeImage(runtime)).toBeUndefined(),
  );

  it('is recognised in a build file as that of the runtime', () => {
    const runtimes = RUNTIMES.filter(
      ({ id, preview }) => !preview && findRuntimeImage(id),
    );
    expect(runtimes.length).toBeGreaterThan(40);
    for (const { id } of runtimes) {
      expect(
        readLambdaBaseImage({ ...findRuntimeImage(id)!, digest: null }),
      ).toEqual({ runtime: id, architecture: null, use: 'run' });
    }
  });
});
