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
  bothPlatforms,
  type ConformanceCase,
  configOf,
  indexDigest,
  latestDigest,
  layerDigest,
  layerOf,
} from '../case';
import { concurrent, each, none, requests } from '../server/log';
import { headers } from '../server/behaviours/conditions';
import {
  AMD64,
  descriptor,
  DOCKER_LIST,
  DOCKER_MANIFEST,
  OCI_INDEX,
  OCI_MANIFEST,
  ociImage,
} from '../server/images';

const SPEC = 'distribution-spec, Pulling manifests';

/** Registries that do what the specification says. */
export const PLAIN_CASES: readonly ConformanceCase[] = [
  {
    id: 'plain-oci-index',
    title: 'The digest of a tag is that of its OCI index',
    source: [SPEC, 'edge case 19'],
    steps: [{ ask: 'digest', digest: indexDigest }],
  },
  {
    id: 'plain-docker-list',
    title: 'The digest of a tag is that of its Docker manifest list',
    source: [SPEC],
    steps: [
      {
        ask: 'digest',
        tag: 'list',
        digest: stage => stage.content.list.digest,
      },
    ],
  },
  {
    id: 'plain-oci-manifest',
    title: 'The digest of a tag is that of its single OCI manifest',
    source: [SPEC],
    steps: [
      {
        ask: 'digest',
        tag: 'oci',
        digest: stage => stage.content.amd64.manifest.digest,
      },
    ],
  },
  {
    id: 'plain-docker-manifest',
    title: 'The digest of a tag is that of its single Docker manifest',
    source: [SPEC],
    steps: [
      {
        ask: 'digest',
        tag: 'docker',
        digest: stage => stage.content.dockerAmd64.manifest.digest,
      },
    ],
  },
  {
    id: 'plain-head-only',
    title: 'One HEAD is enough for a digest that the registry names',
    source: ['edge case 39', 'Docker Hub: only GET counts as a pull'],
    steps: [{ ask: 'digest', digest: indexDigest }],
    log: [
      requests({ kind: 'manifest', method: 'HEAD' }, 1),
      none({ kind: 'manifest', method: 'GET' }),
    ],
  },
  {
    id: 'plain-manifest-by-digest',
    title: 'A manifest asked by digest has these bytes',
    source: [SPEC],
    steps: [
      {
        ask: 'manifest',
        of: stage => stage.content.amd64.manifest.digest,
        digest: stage => stage.content.amd64.manifest.digest,
      },
    ],
  },
  {
    id: 'plain-manifest-by-tag',
    title: 'A manifest asked by tag has the bytes of its index',
    source: [SPEC],
    steps: [{ ask: 'manifest', digest: indexDigest }],
  },
  {
    id: 'plain-blob',
    title: 'A blob comes with all its bytes',
    source: ['distribution-spec, Pulling blobs'],
    steps: [{ ask: 'blob', blob: layerOf, digest: layerDigest }],
  },
  {
    id: 'plain-config',
    title: 'The configuration of an image comes with all its bytes',
    source: ['distribution-spec, Pulling blobs'],
    steps: [
      {
        ask: 'config',
        blob: configOf,
        digest: stage => configOf(stage).digest,
      },
    ],
  },
  {
    id: 'plain-platforms',
    title: 'An index stands for the images of its platforms',
    source: ['image-spec, Image Index', 'edge cases 12, 13'],
    steps: [{ ask: 'platforms', platforms: bothPlatforms }],
  },
  {
    id: 'plain-tags',
    title: 'The tags of a repository are listed',
    source: ['distribution-spec, Listing tags'],
    steps: [{ ask: 'tags', tags: ['docker', 'latest', 'list', 'oci'] }],
  },
  {
    id: 'plain-no-ping',
    memory: true,
    title: 'An open registry is asked without a look at /v2/ for every tag',
    source: ['sections 6, 7 of the README: requests per tag'],
    steps: [
      { ask: 'digest', digest: indexDigest },
      {
        ask: 'digest',
        tag: 'list',
        digest: stage => stage.content.list.digest,
      },
    ],
    log: [requests({ origin: 'registry' }, 2, 3)],
  },
  {
    id: 'plain-many-at-once',
    memory: true,
    title:
      'Twenty questions at once do not become more than eight requests at once',
    source: ['edge case 40'],
    origins: () => ({
      registry: [
        async (_request, next) => {
          await new Promise(resolve => setTimeout(resolve, 50));
          return next();
        },
      ],
    }),
    steps: [{ ask: 'digest', times: 20, digest: indexDigest }],
    log: [concurrent(8)],
  },
  {
    id: 'plain-warning',
    title: 'A Warning header about deprecation changes nothing',
    source: ['distribution-spec, Warnings'],
    origins: () => ({
      registry: [
        headers(
          { kind: 'manifest' },
          { Warning: '299 - "this tag ends soon"' },
        ),
      ],
    }),
    steps: [{ ask: 'digest', digest: indexDigest }],
  },
  {
    id: 'plain-accept',
    title: 'Every request for a manifest names its four types',
    source: ['edge case 1'],
    steps: [
      { ask: 'digest', digest: indexDigest },
      { ask: 'manifest', digest: indexDigest },
    ],
    log: [
      each('all four types accepted', { kind: 'manifest' }, request =>
        [OCI_INDEX, OCI_MANIFEST, DOCKER_LIST, DOCKER_MANIFEST].every(type =>
          request.accept.includes(type),
        ),
      ),
    ],
  },
  {
    id: 'plain-moved-tag',
    title: 'A tag that moved is answered anew, not from memory',
    source: ['distribution-spec, Pulling manifests: tags are mutable'],
    steps: [
      { ask: 'digest', digest: indexDigest },
      {
        ask: 'digest',
        prepare: stage => stage.content.tag('latest', stage.content.list),
        digest: stage => stage.content.list.digest,
      },
    ],
  },
  {
    id: 'plain-race',
    title:
      'Platforms are read from the index just resolved, not from the tag anew',
    source: ['edge case 18'],
    origins: stage => ({
      registry: [
        async (request, next) => {
          const answered = await next();
          if (request.kind === 'manifest' && request.method === 'GET') {
            stage.content.tag('latest', stage.content.list);
          }
          return answered;
        },
      ],
    }),
    steps: [{ ask: 'platforms', platforms: bothPlatforms }],
  },
  {
    id: 'plain-foreign-urls',
    title: 'The urls of a foreign layer are not asked',
    source: ['image-spec, Descriptor: urls', 'edge case 57'],
    origins: stage => {
      const { content } = stage;
      const [foreign] = content.amd64.layers;
      const layers = [
        {
          ...descriptor(foreign),
          mediaType:
            'application/vnd.docker.image.rootfs.foreign.diff.tar.gzip',
          urls: [`${stage.origin('stranger')}/layer`],
        },
      ];
      content.tag('latest', ociImage(AMD64, { layers }).manifest);
      return {};
    },
    steps: [
      { ask: 'manifest', digest: latestDigest },
      { ask: 'blob', blob: layerOf, digest: layerDigest },
    ],
    log: [none({ origin: 'stranger' })],
  },
];
