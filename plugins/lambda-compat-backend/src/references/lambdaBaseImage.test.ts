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

import { parseImageReference } from '@lambda-compat/image-references';
import { readLambdaBaseImage } from './lambdaBaseImage';

describe('readLambdaBaseImage', () => {
  it.each([
    ['public.ecr.aws/lambda/python:3.12', 'python3.12', null, 'run'],
    ['public.ecr.aws/lambda/nodejs:22', 'nodejs22.x', null, 'run'],
    ['public.ecr.aws/lambda/nodejs:22-arm64', 'nodejs22.x', 'arm64', 'run'],
    ['public.ecr.aws/lambda/provided:al2023', 'provided.al2023', null, 'run'],
    [
      'public.ecr.aws/lambda/provided:al2023.2025.10.02.14-x86_64',
      'provided.al2023',
      'x86_64',
      'run',
    ],
    ['public.ecr.aws/lambda/provided:alami', 'provided', null, 'run'],
    ['public.ecr.aws/lambda/java:8.al2', 'java8.al2', null, 'run'],
    ['public.ecr.aws/lambda/dotnet:core3.1', 'dotnetcore3.1', null, 'run'],
    ['public.ecr.aws/lambda/go:1', 'go1.x', null, 'run'],
    ['amazon/aws-lambda-ruby:3.3', 'ruby3.3', null, 'run'],
    ['public.ecr.aws/lambda/python', null, null, 'run'],
    ['public.ecr.aws/lambda/python:latest', null, null, 'run'],
    [
      'public.ecr.aws/sam/build-python3.12:latest-arm64',
      'python3.12',
      'arm64',
      'build',
    ],
    [
      'public.ecr.aws/sam/build-provided.al2023',
      'provided.al2023',
      null,
      'build',
    ],
  ])('%s is for %s on %s, to %s', (image, runtime, architecture, use) => {
    const parsed = parseImageReference(image);
    expect(parsed.ok && readLambdaBaseImage(parsed.reference)).toEqual({
      runtime,
      architecture,
      use,
    });
  });

  it.each([
    'python:3.12',
    'public.ecr.aws/docker/library/python:3.12',
    'example.com/lambda/python:3.12',
    'public.ecr.aws/lambda/insights/extension:1',
  ])('%s is not made for Lambda', image => {
    const parsed = parseImageReference(image);
    expect(parsed.ok && readLambdaBaseImage(parsed.reference)).toBeUndefined();
  });
});
