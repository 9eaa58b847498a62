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

import { AMAZONLINUX_RECORD } from './__fixtures__/amazonlinux';
import { describeMove } from './describeMove';
import type { MoveDescription, PlatformImage, TagContent } from './types';

const INDEX = 'application/vnd.oci.image.index.v1+json';
const LIST = 'application/vnd.docker.distribution.manifest.list.v2+json';
const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const V2 = 'application/vnd.docker.distribution.manifest.v2+json';

/** An image whose parts are named by short words in place of digests. */
function image(
  platform: string,
  digest: string,
  parts: { config: string; layers: string[]; diffIds?: string[] } | null = null,
): PlatformImage {
  return {
    platform,
    digest,
    manifest: parts && {
      mediaType: MANIFEST,
      config: { mediaType: 'c', digest: parts.config, size: 1 },
      layers: parts.layers.map(layer => ({
        mediaType: 'l',
        digest: layer,
        size: 1,
      })),
    },
    config: parts?.diffIds ? { created: null, diffIds: parts.diffIds } : null,
  };
}

const AMD_1 = image('linux/amd64', 'amd-1', {
  config: 'amd-config-1',
  layers: ['l1', 'l2'],
  diffIds: ['d1', 'd2'],
});
const ARM_1 = image('linux/arm64', 'arm-1', {
  config: 'arm-config-1',
  layers: ['m1'],
  diffIds: ['e1'],
});
const ARM_2 = image('linux/arm64', 'arm-2', {
  config: 'arm-config-2',
  layers: ['m2'],
  diffIds: ['e2'],
});
const AMD_REBUILT = image('linux/amd64', 'amd-rebuilt', {
  config: 'amd-config-2',
  layers: ['l1', 'l2'],
});
const AMD_RECOMPRESSED = image('linux/amd64', 'amd-zstd', {
  config: 'amd-config-3',
  layers: ['z1', 'z2'],
  diffIds: ['d1', 'd2'],
});
const AMD_REWRITTEN = image('linux/amd64', 'amd-v2', {
  config: 'amd-config-1',
  layers: ['l1', 'l2'],
});
const AMD_GZIPPED = image('linux/amd64', 'amd-v2-gzip', {
  config: 'amd-config-1',
  layers: ['g1', 'g2'],
});
const AMD_UNKNOWN = image('linux/amd64', 'amd-9', {
  config: 'amd-config-9',
  layers: ['l9'],
});
const AMD_LYING = image('linux/amd64', 'amd-8', {
  config: 'amd-config-8',
  layers: ['l8', 'l9'],
  diffIds: ['d1'],
});

function index(
  digest: string,
  images: PlatformImage[],
  more: Partial<TagContent> = {},
): TagContent {
  return {
    digest,
    mediaType: INDEX,
    kind: 'index',
    images,
    attestations: [],
    ...more,
  };
}

const single = (only: PlatformImage, mediaType = MANIFEST) =>
  index(only.digest, [only], { kind: 'image', mediaType });

const BEFORE = index('index-1', [AMD_1, ARM_1]);

/** `class: changes; platform=class …`, for tables that can be read. */
function summarize(move: MoveDescription): string {
  const platforms = move.platforms.map(
    platform => `${platform.platform}=${platform.class}`,
  );
  return `${move.class}: ${move.changes.join(' ')}; ${platforms.join(' ')}`;
}

const never = () => false;

describe('describeMove', () => {
  it.each<[string, TagContent | null, TagContent | null, string]>([
    [
      'other files on one platform are content',
      BEFORE,
      index('index-2', [AMD_1, ARM_2]),
      'content: content; linux/amd64=unchanged linux/arm64=content',
    ],
    [
      'equal layers with another configuration are a no-op',
      BEFORE,
      index('index-2', [AMD_REBUILT, ARM_1]),
      'no-op: no-op; linux/amd64=no-op linux/arm64=unchanged',
    ],
    [
      'layers compressed anew, with equal diff_ids, are a no-op',
      BEFORE,
      index('index-2', [AMD_RECOMPRESSED, ARM_1]),
      'no-op: no-op; linux/amd64=no-op linux/arm64=unchanged',
    ],
    [
      'content weighs more than a no-op beside it',
      BEFORE,
      index('index-2', [AMD_REBUILT, ARM_2]),
      'content: content no-op; linux/amd64=no-op linux/arm64=content',
    ],
    [
      'an index that becomes a manifest of equal content loses platforms and changes its form',
      BEFORE,
      single(AMD_REWRITTEN, V2),
      'platforms: platforms format; linux/amd64=format linux/arm64=lost',
    ],
    [
      'the same with layers compressed anew for the other form',
      BEFORE,
      single(AMD_GZIPPED, V2),
      'platforms: platforms format; linux/amd64=format linux/arm64=lost',
    ],
    [
      'the same with the very manifest of the index',
      BEFORE,
      single(AMD_1),
      'platforms: platforms format; linux/amd64=unchanged linux/arm64=lost',
    ],
    [
      'Docker types for OCI types are another form',
      index('index-1', [AMD_1]),
      index('list-1', [AMD_REWRITTEN], { mediaType: LIST }),
      'format: format; linux/amd64=format',
    ],
    [
      'a list of the same manifests in other types is another form',
      BEFORE,
      index('list-1', [AMD_1, ARM_1], { mediaType: LIST }),
      'format: format; linux/amd64=unchanged linux/arm64=unchanged',
    ],
    [
      'another form with files that are not known',
      single(AMD_1),
      index('index-2', [AMD_UNKNOWN, ARM_1]),
      'platforms: platforms undetermined format; linux/amd64=undetermined linux/arm64=gained',
    ],
    [
      'attestations alone change nothing else',
      BEFORE,
      index('index-2', [AMD_1, ARM_1], { attestations: ['att-2'] }),
      'attestation: attestation; linux/amd64=unchanged linux/arm64=unchanged',
    ],
    [
      'annotations of the index alone count as the same',
      BEFORE,
      index('index-2', [AMD_1, ARM_1]),
      'attestation: attestation; linux/amd64=unchanged linux/arm64=unchanged',
    ],
    [
      'attestations of rebuilt images are no change of their own',
      index('index-1', [AMD_1], { attestations: ['att-1'] }),
      index('index-2', [AMD_REBUILT], { attestations: ['att-2'] }),
      'no-op: no-op; linux/amd64=no-op',
    ],
    [
      'an index that grows leaves the others unchanged',
      index('index-1', [AMD_1]),
      index('index-2', [AMD_1, ARM_1]),
      'platforms: platforms; linux/amd64=unchanged linux/arm64=gained',
    ],
    [
      'a lost platform beside a no-op',
      BEFORE,
      index('index-2', [AMD_REBUILT]),
      'platforms: platforms no-op; linux/amd64=no-op linux/arm64=lost',
    ],
    [
      'other layers without configurations are undetermined',
      BEFORE,
      index('index-2', [AMD_UNKNOWN, ARM_1]),
      'undetermined: undetermined; linux/amd64=undetermined linux/arm64=unchanged',
    ],
    [
      'a configuration that is not that of the layers decides nothing',
      BEFORE,
      index('index-2', [AMD_LYING, ARM_1]),
      'undetermined: undetermined; linux/amd64=undetermined linux/arm64=unchanged',
    ],
    [
      'platforms that nobody compares follow those that were',
      index('index-1', [AMD_1, image('linux/s390x', 's-1')]),
      index('index-2', [AMD_REBUILT, image('linux/s390x', 's-2')]),
      'no-op: no-op; linux/amd64=no-op linux/s390x=undetermined',
    ],
    [
      'where only such a platform changed, nobody knows',
      index('index-1', [AMD_1, image('linux/s390x', 's-1')]),
      index('index-2', [AMD_1, image('linux/s390x', 's-2')]),
      'undetermined: undetermined; linux/amd64=unchanged linux/s390x=undetermined',
    ],
    [
      'of two manifests for one platform the first counts',
      index('index-1', [AMD_1, AMD_UNKNOWN]),
      index('index-2', [AMD_1, AMD_LYING]),
      'attestation: attestation; linux/amd64=unchanged',
    ],
    [
      'where the content before is not known, nothing is',
      null,
      index('index-2', [AMD_1]),
      'undetermined: undetermined; linux/amd64=undetermined',
    ],
    [
      'a deleted tag takes its platforms along',
      BEFORE,
      null,
      'gone: gone; linux/amd64=gone linux/arm64=gone',
    ],
  ])('%s', (_, before, after, expected) => {
    expect(summarize(describeMove(before, after, { seenBefore: never }))).toBe(
      expected,
    );
  });

  it.each<[string, TagContent | null, string]>([
    [
      'back to what it was',
      index('index-1', [AMD_1]),
      'back: back reverted; linux/amd64=back',
    ],
    ['as something new', index('new', [ARM_2]), 'back: back; linux/arm64=back'],
  ])('tells that a deleted tag came %s', (_, after, expected) => {
    const seenBefore = (digest: string) => digest === 'index-1';
    for (const before of [null, BEFORE]) {
      const move = describeMove(before, after, { seenBefore, wasGone: true });
      expect(summarize(move)).toBe(expected);
      expect(move.platforms[0].from).toBeNull();
    }
  });

  it.each<[string, string[], TagContent, TagContent, string]>([
    [
      'to other files that it had before',
      ['index-1', 'amd-1', 'arm-1'],
      index('index-2', [AMD_1, ARM_2]),
      BEFORE,
      'reverted: reverted content; linux/amd64=unchanged linux/arm64=reverted',
    ],
    [
      'to the same files: of no weight for any platform',
      ['index-1', 'amd-1', 'arm-1'],
      index('index-2', [AMD_REBUILT, ARM_1]),
      BEFORE,
      'reverted: reverted no-op; linux/amd64=no-op linux/arm64=unchanged',
    ],
    [
      'by a new index over manifests that it had before',
      ['index-1', 'arm-1'],
      index('index-2', [AMD_1, ARM_2]),
      index('index-3', [AMD_1, ARM_1]),
      'reverted: reverted content; linux/amd64=unchanged linux/arm64=reverted',
    ],
    [
      'for one platform only, which is no return of the tag',
      ['index-1', 'arm-1'],
      index('index-2', [AMD_REBUILT, ARM_2]),
      index('index-3', [AMD_1, ARM_1]),
      'content: content no-op; linux/amd64=no-op linux/arm64=reverted',
    ],
    [
      'to what can no longer be read',
      ['index-1', 'amd-9'],
      index('index-2', [AMD_1]),
      index('index-1', [image('linux/amd64', 'amd-9')]),
      'reverted: reverted content; linux/amd64=reverted',
    ],
  ])('knows a return %s', (_, seen, before, after, expected) => {
    const move = describeMove(before, after, {
      seenBefore: digest => seen.includes(digest),
    });
    expect(summarize(move)).toBe(expected);
  });

  it('names the digests of both sides, and all platforms in order', () => {
    expect(
      describeMove(
        index('index-1', [ARM_1, image('linux/s390x', 's-1')]),
        index('index-2', [ARM_2, AMD_1]),
        { seenBefore: never },
      ).platforms,
    ).toEqual([
      { platform: 'linux/amd64', from: null, to: 'amd-1', class: 'gained' },
      {
        platform: 'linux/arm64',
        from: 'arm-1',
        to: 'arm-2',
        class: 'content',
      },
      { platform: 'linux/s390x', from: 's-1', to: null, class: 'lost' },
    ]);
  });

  it('finds three changes of content and one no-op in the real record of amazonlinux', () => {
    const classes = AMAZONLINUX_RECORD.slice(1).map((after, position) =>
      summarize(
        describeMove(AMAZONLINUX_RECORD[position], after, {
          seenBefore: digest =>
            AMAZONLINUX_RECORD.slice(0, position).some(
              content =>
                content.digest === digest ||
                content.images.some(known => known.digest === digest),
            ),
        }),
      ),
    );
    const content = 'content: content; linux/amd64=content linux/arm64=content';
    expect(classes).toEqual([
      content,
      content,
      content,
      'no-op: no-op; linux/amd64=no-op linux/arm64=no-op',
    ]);
  });

  it('refuses what is no move', () => {
    const options = { seenBefore: never };
    expect(() => describeMove(null, null, options)).toThrow(/cannot be gone/);
    expect(() => describeMove(BEFORE, BEFORE, options)).toThrow(
      /still points to index-1/,
    );
  });
});
