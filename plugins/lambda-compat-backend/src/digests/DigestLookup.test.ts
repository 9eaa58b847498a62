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

import { mockServices } from '@backstage/backend-test-utils';
import { parseImageReference } from '@lambda-compat/image-references';
import { ConfiguredDigestSource } from './ConfiguredDigestSource';
import { DigestLookup } from './DigestLookup';

const digest = (letter: string) => `sha256:${letter.repeat(64)}`;

function image(text: string) {
  const parsed = parseImageReference(text);
  if (!parsed.ok) {
    throw new Error(parsed.error);
  }
  return parsed.reference;
}

describe('ConfiguredDigestSource', () => {
  const source = ConfiguredDigestSource.create({
    digests: [
      { image: 'docker.io/library/amazonlinux:2023', digest: digest('a') },
      { image: 'node', digest: digest('b') },
    ],
  });

  it.each([
    ['amazonlinux:2023', digest('a')],
    ['docker.io/amazonlinux:2023', digest('a')],
    ['node:latest', digest('b')],
    ['node:22', undefined],
    ['public.ecr.aws/docker/library/amazonlinux:2023', undefined],
  ])('knows for %s: %s', async (text, expected) => {
    await expect(source.resolveDigest(image(text))).resolves.toBe(expected);
  });

  it.each([
    ['Not An Image', /lambdaCompat\.digests\[0\]\.image'.*not an image/],
    [`a@${digest('a')}`, /carries a digest already/],
  ])('refuses %s', (text, message) => {
    expect(() =>
      ConfiguredDigestSource.create({
        digests: [{ image: text, digest: digest('a') }],
      }),
    ).toThrow(message);
  });
});

describe('DigestLookup', () => {
  it('believes the first source that knows, and survives those that fail', async () => {
    const lookup = DigestLookup.create({
      logger: mockServices.logger.mock({
        child: () => mockServices.logger.mock(),
      }),
      timeoutMs: 100,
    });
    lookup.addSource({
      name: 'broken',
      resolveDigest: async () => {
        throw new Error('no');
      },
    });
    lookup.addSource({
      name: 'liar',
      resolveDigest: async () => 'latest',
    });
    lookup.addSource({
      name: 'first',
      resolveDigest: async ({ repository }) =>
        repository === 'library/a' ? digest('a') : undefined,
    });
    lookup.addSource({
      name: 'second',
      resolveDigest: async ({ repository }) =>
        repository === 'library/slow' ? new Promise(() => {}) : digest('b'),
    });
    const [a, b, slow] = [image('a'), image('b'), image('slow')];

    const found = await lookup.findDigests([a, b, slow]);

    expect([...found]).toEqual([
      [a, { digest: digest('a'), source: 'first' }],
      [b, { digest: digest('b'), source: 'second' }],
    ]);
    expect(() =>
      lookup.addSource({ name: 'first', resolveDigest: async () => undefined }),
    ).toThrow("A source of digests with the name 'first' was added before");
  });
});
