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

import { parseEcrHost } from './parseEcrHost';

describe('parseEcrHost', () => {
  // https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-requests.html,
  // and the hosts for which Kubernetes' ecr-credential-provider is asked.
  it.each([
    ['123456789012.dkr.ecr.us-east-1.amazonaws.com', 'us-east-1', false, false],
    [
      '123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com',
      'us-gov-west-1',
      true,
      false,
    ],
    ['123456789012.dkr-ecr.eu-central-1.on.aws', 'eu-central-1', false, true],
    ['123456789012.dkr-ecr-fips.us-east-2.on.aws', 'us-east-2', true, true],
    [
      '123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn',
      'cn-north-1',
      false,
      false,
    ],
    [
      '123456789012.dkr-ecr.cn-north-1.on.amazonwebservices.com.cn',
      'cn-north-1',
      false,
      true,
    ],
    [
      '123456789012.dkr.ecr.eusc-de-east-1.amazonaws.eu',
      'eusc-de-east-1',
      false,
      false,
    ],
    [
      '123456789012.dkr.ecr.us-iso-east-1.c2s.ic.gov',
      'us-iso-east-1',
      false,
      false,
    ],
  ])('knows %s', (host, region, fips, dualStack) => {
    expect(parseEcrHost(host)).toEqual({
      accountId: '123456789012',
      region,
      fips,
      dualStack,
    });
  });

  it.each([
    '1.dkr.ecr.us-east-1.evil.example',
    '123456789012.dkr.ecr.us-east-1.evil.example',
    '123456789012.dkr.ecr.us-east-1.amazonaws.com.evil.example',
    '123456789012.dkr.ecr.us-east-1.notamazonaws.com',
    'evil.example/123456789012.dkr.ecr.us-east-1.amazonaws.com',
    'evil.example.123456789012.dkr.ecr.us-east-1.amazonaws.com',
    'x123456789012.dkr.ecr.us-east-1.amazonaws.com',
    '123456789012@evil.example',
    '1234567890123.dkr.ecr.us-east-1.amazonaws.com',
    '12345678901.dkr.ecr.us-east-1.amazonaws.com',
    '123456789012.dkr.ecr.us-east-1.amazonaws.com:443',
    '123456789012.dkr.ecr.us-east-1.amazonaws.com:5000',
    '123456789012.dkr.ecr.us-east-1.amazonaws.com.',
    '123456789012.dkr.ecr.us-east-1.amazonaws.com\n',
    '123456789012.dkr.ecr.us-east-1.on.aws',
    '123456789012.dkr-ecr.us-east-1.amazonaws.com',
    '123456789012.dkr.ecr.us-east-1.amazonaws.com.cn',
    '123456789012.dkr.ecr.cn-north-1.c2s.ic.gov',
    '123456789012.dkr.ecr.evil.example.amazonaws.com',
    '123456789012.dkr.ecr..amazonaws.com',
    '123456789012.dkr.ecr.us-east-1.__proto__',
    'public.ecr.aws',
    'docker.io',
    '',
    `123456789012.dkr.ecr.us${'-a'.repeat(100_000)}`,
  ])('refuses %.80s', host => {
    expect(parseEcrHost(host)).toBeUndefined();
  });
});
