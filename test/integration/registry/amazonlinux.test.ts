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
  describeMove,
  type PlatformImage,
  type TagContent,
} from '@lambda-compat/oci-registry';

/**
 * What amazonlinux:2023 was observed to point to between July and September
 * 2026, from the records of docker-library/repo-info (commit 4076ab90 and its
 * ancestors, repos/amazonlinux). Digests are written as far as they were noted.
 */
const OBSERVED = [
  {
    created: '2026-07-18',
    index: '0c74e9fb',
    amd64: { manifest: '2d3d063f', layer: '3b5eb82d' },
    arm64: { manifest: '86be5939', layer: '18071' },
  },
  {
    created: '2026-08-04',
    index: '694092ae',
    amd64: { manifest: '1ebfb6ca', layer: '1c635d63' },
    arm64: { manifest: '06a3b942', layer: '08041' },
  },
  {
    created: '2026-08-20',
    index: '181f98c4',
    amd64: { manifest: 'fa946e51', layer: 'f206cad0' },
    arm64: { manifest: '2a7009e4', layer: '08201' },
  },
  {
    created: '2026-09-14',
    index: '065856aa',
    amd64: { manifest: '652764eb', layer: '0f0cc63a' },
    arm64: { manifest: '0812422e', layer: '6b98cf5a' },
  },
  {
    created: '2026-09-17',
    index: '74c545e3',
    amd64: { manifest: 'bc20ab39', layer: '0f0cc63a' },
    arm64: { manifest: '91dc16b2', layer: '6b98cf5a' },
  },
];

type Observation = (typeof OBSERVED)[number];

/** Fills up what was noted of a digest. */
function digest(prefix: string): string {
  return `sha256:${prefix.padEnd(64, '0')}`;
}

function imageOf(
  platform: string,
  observation: Observation,
  noted: Observation['amd64'],
): PlatformImage {
  return {
    platform,
    digest: digest(noted.manifest),
    manifest: {
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      // Its digest was not noted; it differs with the time in it.
      config: {
        mediaType: 'application/vnd.oci.image.config.v1+json',
        digest: digest(`c0${observation.created.replaceAll('-', '')}`),
        size: 1_000,
      },
      layers: [
        {
          mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
          digest: digest(noted.layer),
          size: 54_600_000,
        },
      ],
    },
    // Not noted; its one layer has other packages wherever it differs.
    config: {
      created: `${observation.created}T00:00:00Z`,
      diffIds: [digest(`d1${noted.layer}`)],
    },
  };
}

function contentOf(observation: Observation): TagContent {
  return {
    digest: digest(observation.index),
    mediaType: 'application/vnd.oci.image.index.v1+json',
    kind: 'index',
    images: [
      imageOf('linux/amd64', observation, observation.amd64),
      imageOf('linux/arm64', observation, observation.arm64),
    ],
    attestations: [
      digest(`a1${observation.index}`),
      digest(`a2${observation.index}`),
    ],
  };
}

describe('amazonlinux:2023, as it really moved', () => {
  it('got other files three times, and the same ones once', () => {
    const contents = OBSERVED.map(contentOf);
    const moves = contents.slice(1).map((after, index) =>
      describeMove(contents[index], after, {
        seenBefore: seen =>
          contents
            .slice(0, index)
            .some(
              earlier =>
                earlier.digest === seen ||
                earlier.images.some(image => image.digest === seen),
            ),
      }),
    );
    expect(moves.map(move => move.class)).toEqual([
      'content',
      'content',
      'content',
      'no-op',
    ]);
    expect(moves.at(-1)).toEqual({
      class: 'no-op',
      changes: ['no-op'],
      platforms: [
        {
          platform: 'linux/amd64',
          from: digest('652764eb'),
          to: digest('bc20ab39'),
          class: 'no-op',
        },
        {
          platform: 'linux/arm64',
          from: digest('0812422e'),
          to: digest('91dc16b2'),
          class: 'no-op',
        },
      ],
    });
  });
});
