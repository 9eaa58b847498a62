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

import { canonicalImage } from './mirrors';
import { parseImageReference } from './parseImageReference';

function canonical(text: string) {
  const result = parseImageReference(text);
  if (!result.ok) {
    throw new Error(result.error);
  }
  const { registry, repository, architecture, mirrorOf } = canonicalImage(
    result.reference,
  );
  return { name: `${registry}/${repository}`, architecture, mirrorOf };
}

const AMAZONLINUX = 'docker.io/library/amazonlinux';

describe('canonicalImage', () => {
  it.each([
    ['arm64v8/amazonlinux:latest', AMAZONLINUX, 'arm64'],
    ['amd64/amazonlinux', AMAZONLINUX, 'amd64'],
    ['arm32v7/python', 'docker.io/library/python', 'arm/v7'],
    ['i386/debian', 'docker.io/library/debian', '386'],
    ['public.ecr.aws/amazonlinux/amazonlinux:2023', AMAZONLINUX, null],
    ['public.ecr.aws/docker/library/amazonlinux', AMAZONLINUX, null],
    ['mirror.gcr.io/library/amazonlinux', AMAZONLINUX, null],
    ['mirror.gcr.io/arm64v8/amazonlinux', AMAZONLINUX, 'arm64'],
    ['registry-1.docker.io/library/amazonlinux', AMAZONLINUX, null],
    [
      '123456789012.dkr.ecr.eu-west-1.amazonaws.com/ecr-public/docker/library/amazonlinux',
      AMAZONLINUX,
      null,
    ],
    [
      'gitlab.example.com/group/dependency_proxy/containers/amazonlinux:2023',
      AMAZONLINUX,
      null,
    ],
    ['amazon/aws-lambda-python:3.12', 'public.ecr.aws/lambda/python', null],
  ])('finds the origin of %s', (text, name, architecture) => {
    expect(canonical(text)).toEqual({ name, architecture, mirrorOf: name });
  });

  it.each([
    'amazonlinux:2023',
    'public.ecr.aws/lambda/python:3.12-arm64',
    'public.ecr.aws/amazonlinux/amazonlinux-extra',
    'public.ecr.aws/ubuntu/ubuntu:22.04',
    'example.com/arm64v8/amazonlinux',
    'constructor/amazonlinux',
    'quay.io/library/python',
  ])('takes %s for an origin', text => {
    expect(canonical(text)).toMatchObject({
      architecture: null,
      mirrorOf: null,
    });
  });
});
