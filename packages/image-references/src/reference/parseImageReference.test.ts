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

import {
  familiarName,
  formatImageReference,
  parseImageReference,
} from './parseImageReference';

const A64 = 'a'.repeat(64);

function parse(text: string) {
  const result = parseImageReference(text);
  return result.ok ? formatImageReference(result.reference) : result.error;
}

describe('parseImageReference', () => {
  it.each([
    // What Docker fills in.
    ['python', 'docker.io/library/python:latest'],
    ['python:3.13', 'docker.io/library/python:3.13'],
    ['docker.io/python', 'docker.io/library/python:latest'],
    ['index.docker.io/amazon/aws-cli:2', 'docker.io/amazon/aws-cli:2'],
    ['arm64v8/amazonlinux', 'docker.io/arm64v8/amazonlinux:latest'],
    ['test_com/foo', 'docker.io/test_com/foo:latest'],
    // What counts as a registry.
    ['localhost/a', 'localhost/a:latest'],
    ['localhost:5000/a/b', 'localhost:5000/a/b:latest'],
    ['myhost:5000', 'docker.io/library/myhost:5000'],
    ['MyRegistry/alpine:3', 'MyRegistry/alpine:3'],
    ['[2001:db8::1]:5000/img:1', '[2001:db8::1]:5000/img:1'],
    ['public.ecr.aws/lambda/python:3.12', 'public.ecr.aws/lambda/python:3.12'],
    // Digests, alone and behind a tag.
    [`python@sha256:${A64}`, `docker.io/library/python@sha256:${A64}`],
    [`a:1@sha256:${A64}`, `docker.io/library/a:1@sha256:${A64}`],
    [`a@sha512:${A64}${A64}`, `docker.io/library/a@sha512:${A64}${A64}`],
    // Tags with a form of their own.
    [`a:sha256-${A64}.sig`, `docker.io/library/a:sha256-${A64}.sig`],
    ['a:_', 'docker.io/library/a:_'],
    [`a:${'t'.repeat(128)}`, `docker.io/library/a:${'t'.repeat(128)}`],
  ])('completes %s to %s', (text, expected) => {
    expect(parse(text)).toBe(expected);
  });

  it.each([
    ['', 'invalid reference format'],
    ['alpine:', 'invalid reference format'],
    ['alpine:$V', 'invalid reference format'],
    [':3', 'invalid reference format'],
    ['a//b', 'invalid reference format'],
    ['a b', 'invalid reference format'],
    ['alpine:3\n', 'invalid reference format'],
    ['-a/b', 'invalid reference format'],
    [`a:${'t'.repeat(129)}`, 'invalid reference format'],
    ['[fe80::1%eth0]:5000/a', 'invalid reference format'],
    ['python@sha256:abc', 'invalid reference format'],
    [`a@sha256:${'a'.repeat(63)}`, 'invalid checksum digest length'],
    [`a@sha256:${'A'.repeat(64)}`, 'invalid checksum digest format'],
    [`a@md5:${'a'.repeat(32)}`, 'unsupported digest algorithm'],
    [
      A64,
      `invalid repository name (${A64}), cannot specify 64-byte hexadecimal strings`,
    ],
    [
      'SCRATCH',
      'invalid reference format: repository name (library/SCRATCH) must be lowercase',
    ],
    [
      'docker.io/Foo/bar:1',
      'invalid reference format: repository name (Foo/bar) must be lowercase',
    ],
    [
      `example.com/${'a/'.repeat(128)}b`,
      'repository name must not be more than 255 characters',
    ],
  ])('refuses %j with the sentence of the builder', (text, expected) => {
    expect(parse(text)).toBe(expected);
  });

  it('answers at once whatever the text is', () => {
    const size = 1_000_000;
    const hostile = [
      'a'.repeat(size),
      'a-'.repeat(size / 2),
      'a__'.repeat(size / 3),
      'a/'.repeat(size / 2),
      'A.'.repeat(size / 2),
      `${'a.'.repeat(size / 2)}b/c`,
      `[${':'.repeat(size)}/a`,
      ':'.repeat(size),
      '@'.repeat(size),
      `a@${'a+'.repeat(size / 2)}`,
      `a@sha256:${'f'.repeat(size)}`,
      `a@${'a.'.repeat(size / 2)}a:${'f'.repeat(size)}`,
      'é'.repeat(size),
    ];
    const start = performance.now();
    const errors = hostile.map(parse);
    expect(performance.now() - start).toBeLessThan(2_000);
    // Only a registry name has no limit of its own.
    expect(errors.filter(error => error.length > 1_000)).toEqual([
      `${'a.'.repeat(size / 2)}b/c:latest`,
    ]);
  });
});

describe('familiarName', () => {
  it.each([
    ['docker.io/library/alpine:latest', 'alpine'],
    ['alpine:3.20', 'alpine:3.20'],
    ['amazon/aws-cli', 'amazon/aws-cli'],
    ['library/a/b', 'library/a/b'],
    ['public.ecr.aws/lambda/python:latest', 'public.ecr.aws/lambda/python'],
    [`alpine:latest@sha256:${A64}`, `alpine@sha256:${A64}`],
  ])('shortens %s to %s', (text, expected) => {
    const result = parseImageReference(text);
    expect(result.ok && familiarName(result.reference)).toBe(expected);
  });
});
