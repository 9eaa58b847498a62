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

import { bothPlatforms, type ConformanceCase } from '../case';
import {
  AMD64,
  ARM64,
  ARM64_V8,
  attestation,
  type Child,
  ociImage,
  OCI_INDEX,
  OCI_MANIFEST,
  store,
} from '../server/images';
import { atMost } from '../server/log';
import type { Stage } from '../server/stage';

const INDEX = 'image-spec, Image Index';

/** Lets `latest` point to an index of these children. */
function point(
  stage: Stage,
  children: readonly Child[],
): Record<string, never> {
  stage.content.tag('latest', stage.content.addIndex(children));
  return {};
}

const amd64 = ({ content }: Stage) => content.amd64.manifest;
const arm64 = ({ content }: Stage) => content.arm64.manifest;

/** Which images an index stands for. */
export const PLATFORM_CASES: readonly ConformanceCase[] = [
  {
    id: 'platform-variant',
    title: 'linux/arm64 and arm64/v8 are one platform, asked either way',
    source: ['edge case 13', 'containerd, platforms: normalization'],
    steps: [
      {
        ask: 'platform',
        platform: 'linux/arm64',
        digest: stage => arm64(stage).digest,
      },
      {
        ask: 'platform',
        platform: 'linux/arm64/v8',
        digest: stage => arm64(stage).digest,
      },
    ],
  },
  {
    id: 'platform-no-variant',
    title: 'linux/arm64/v8 is found where the index says arm64 only',
    source: ['edge case 13'],
    origins: stage =>
      point(stage, [
        { object: amd64(stage), platform: AMD64 },
        { object: arm64(stage), platform: ARM64 },
      ]),
    steps: [
      {
        ask: 'platform',
        platform: 'linux/arm64/v8',
        digest: stage => arm64(stage).digest,
      },
    ],
  },
  {
    id: 'platform-aliases',
    title: 'x86_64 and aarch64 in an index are amd64 and arm64',
    source: ['edge case 13'],
    origins: stage =>
      point(stage, [
        {
          object: amd64(stage),
          platform: { os: 'linux', architecture: 'x86_64' },
        },
        {
          object: arm64(stage),
          platform: { os: 'linux', architecture: 'aarch64' },
        },
      ]),
    steps: [{ ask: 'platforms', platforms: bothPlatforms }],
  },
  {
    id: 'platform-missing',
    title: 'A platform that the index has not is no other platform',
    source: ['edge case 15'],
    origins: stage => point(stage, [{ object: amd64(stage), platform: AMD64 }]),
    steps: [
      {
        ask: 'platform',
        platform: 'linux/arm64',
        failures: ['manifest-unknown', 'not-found'],
      },
    ],
  },
  {
    id: 'platform-twice',
    title: 'Of two images for one platform the first counts',
    source: [
      'edge case 14',
      `${INDEX}: the first matching entry SHOULD be used`,
    ],
    origins: stage =>
      point(stage, [
        { object: amd64(stage), platform: AMD64 },
        { object: stage.content.dockerAmd64.manifest, platform: AMD64 },
      ]),
    steps: [
      {
        ask: 'platforms',
        platforms: stage => ({ 'linux/amd64': amd64(stage).digest }),
      },
    ],
  },
  {
    id: 'platform-attestations-first',
    title: 'Attestations are no platforms, wherever they stand in the index',
    source: ['edge case 12', 'BuildKit, attestation storage'],
    origins: stage =>
      point(stage, [
        attestation(amd64(stage)),
        attestation(arm64(stage)),
        { object: amd64(stage), platform: AMD64 },
        { object: arm64(stage), platform: ARM64_V8 },
      ]),
    steps: [{ ask: 'platforms', platforms: bothPlatforms }],
  },
  {
    id: 'platform-artifact',
    title: 'Children that are artifacts are no images',
    source: [`${INDEX}: artifactType`],
    origins: stage =>
      point(stage, [
        {
          object: store(OCI_MANIFEST, {
            schemaVersion: 2,
            mediaType: OCI_MANIFEST,
            artifactType: 'application/vnd.example.sbom',
            config: {
              mediaType: 'application/vnd.oci.empty.v1+json',
              digest:
                'sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',
              size: 2,
            },
            layers: [],
          }),
          more: { artifactType: 'application/vnd.example.sbom' },
        },
        { object: amd64(stage), platform: AMD64 },
        { object: arm64(stage), platform: ARM64_V8 },
      ]),
    steps: [{ ask: 'platforms', platforms: bothPlatforms }],
  },
  {
    id: 'platform-unnamed',
    title: 'The platform of a child without one is that of its configuration',
    source: ['edge case 11', `${INDEX}: platform is optional`],
    origins: stage =>
      point(stage, [{ object: amd64(stage) }, { object: arm64(stage) }]),
    steps: [{ ask: 'platforms', platforms: bothPlatforms }],
  },
  {
    id: 'platform-of-single',
    title: 'The platform of a single manifest is that of its configuration',
    source: ['image-spec, Image Configuration', 'edge case 17'],
    steps: [
      {
        ask: 'platforms',
        tag: 'docker',
        platforms: stage => ({
          'linux/amd64': stage.content.dockerAmd64.manifest.digest,
        }),
      },
    ],
  },
  {
    id: 'platform-nested',
    title: 'An index in an index is read too',
    source: ['edge case 16', `${INDEX}: manifests may be indexes`],
    origins: stage => {
      const inner = stage.content.addIndex([
        { object: arm64(stage), platform: ARM64_V8 },
      ]);
      return point(stage, [
        { object: amd64(stage), platform: AMD64 },
        { object: inner },
      ]);
    },
    steps: [{ ask: 'platforms', platforms: bothPlatforms }],
  },
  {
    id: 'platform-nested-deep',
    title: 'Indexes in indexes without an end are left after a few',
    source: ['edge case 16: depth 3'],
    origins: stage => {
      let inner = stage.content.addIndex([
        { object: arm64(stage), platform: ARM64_V8 },
      ]);
      for (let depth = 0; depth < 40; depth += 1) {
        inner = stage.content.addIndex([{ object: inner }]);
      }
      return point(stage, [
        { object: amd64(stage), platform: AMD64 },
        { object: inner },
      ]);
    },
    steps: [
      {
        ask: 'platforms',
        platforms: stage => ({ 'linux/amd64': amd64(stage).digest }),
        failures: ['unexpected-answer', 'too-large'],
      },
    ],
    log: [atMost({ kind: 'manifest', method: 'GET' }, 6)],
  },
  {
    id: 'platform-sparse',
    title: 'A child that the registry has not does not hide the others',
    source: ['edge case 16', 'distribution-spec, sparse indexes'],
    origins: stage => {
      const missing = ociImage({ os: 'linux', architecture: 's390x' }).manifest;
      point(stage, [
        { object: missing, platform: { os: 'linux', architecture: 's390x' } },
        { object: amd64(stage), platform: AMD64 },
        { object: arm64(stage), platform: ARM64_V8 },
      ]);
      stage.content.removeManifest(missing.digest);
      return {};
    },
    steps: [
      {
        ask: 'platform',
        platform: 'linux/arm64',
        digest: stage => arm64(stage).digest,
      },
    ],
  },
  {
    id: 'platform-windows',
    title: 'Images for Windows beside those for Linux do not disturb',
    source: [`${INDEX}: os.version`],
    origins: stage =>
      point(stage, [
        {
          object: stage.content.dockerAmd64.manifest,
          platform: {
            os: 'windows',
            architecture: 'amd64',
            'os.version': '10.0.20348.2700',
          },
        },
        { object: amd64(stage), platform: AMD64 },
        { object: arm64(stage), platform: ARM64_V8 },
      ]),
    steps: [
      {
        ask: 'platform',
        platform: 'linux/amd64',
        digest: stage => amd64(stage).digest,
      },
    ],
  },
  {
    id: 'platform-empty',
    title: 'An index without children has no platforms',
    source: [`${INDEX}: manifests may be empty`],
    origins: stage => {
      stage.content.tag(
        'latest',
        store(OCI_INDEX, {
          schemaVersion: 2,
          mediaType: OCI_INDEX,
          manifests: [],
        }),
      );
      return {};
    },
    steps: [{ ask: 'platforms', platforms: () => ({}) }],
  },
];
