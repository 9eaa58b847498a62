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

import { normalizePlatform, parsePlatform, selectPlatform } from './platforms';

it.each([
  ['linux/amd64', 'linux/amd64'],
  ['linux/x86_64', 'linux/amd64'],
  ['linux/amd64/v1', 'linux/amd64'],
  ['linux/amd64/v3', 'linux/amd64/v3'],
  ['linux/arm64', 'linux/arm64'],
  ['linux/arm64/v8', 'linux/arm64'],
  ['linux/arm64/8', 'linux/arm64'],
  ['linux/aarch64', 'linux/arm64'],
  ['Linux/AArch64/V8', 'linux/arm64'],
  ['linux/arm64/v9', 'linux/arm64/v9'],
  ['linux/arm', 'linux/arm/v7'],
  ['linux/arm/6', 'linux/arm/v6'],
  ['linux/armhf', 'linux/arm/v7'],
  ['linux/armel', 'linux/arm/v6'],
  ['linux/i386', 'linux/386'],
  ['linux/386', 'linux/386'],
  ['linux/ppc64le', 'linux/ppc64le'],
  ['linux/s390x', 'linux/s390x'],
  ['linux/riscv64', 'linux/riscv64'],
  ['macos/arm64', 'darwin/arm64'],
  ['windows/amd64', 'windows/amd64'],
])('%s is %s', (written, platform) => {
  expect(parsePlatform(written)).toBe(platform);
});

it.each([
  'linux',
  'linux/',
  '/amd64',
  'linux/arm64/v8/x',
  'linux/arm64/',
  'linux/a b',
  'linux/../x',
  `linux/${'a'.repeat(65)}`,
  '',
])('%j is no platform', text => {
  expect(() => parsePlatform(text)).toThrow(TypeError);
});

it('takes an empty variant for none', () => {
  expect(
    normalizePlatform({ os: 'linux', architecture: 'arm64', variant: '' }),
  ).toBe('linux/arm64');
});

describe('selecting', () => {
  const index = {
    manifests: [
      ['1', 'linux/amd64'],
      ['2', 'linux/arm64'],
      ['3', 'linux/arm64'],
      ['4', null],
    ].map(([digit, platform]) => ({
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      digest: `sha256:${digit?.repeat(64)}`,
      size: 1,
      platform,
      osVersion: null,
    })),
  };

  it.each([
    ['linux/arm64/v8', '2'],
    ['linux/aarch64', '2'],
    ['linux/x86_64', '1'],
  ])('takes the first of several: %s', (platform, digit) => {
    expect(selectPlatform(index, platform)?.digest).toBe(
      `sha256:${digit.repeat(64)}`,
    );
  });

  it('takes no other where there is none', () => {
    expect(selectPlatform(index, 'linux/s390x')).toBeUndefined();
    expect(selectPlatform(index, 'linux/arm/v7')).toBeUndefined();
  });
});
