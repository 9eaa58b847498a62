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
  indexDigest,
  latestDigest,
} from '../case';
import { answer, headers } from '../server/behaviours/conditions';
import { negotiate, schema1 } from '../server/behaviours/negotiation';
import { html, json } from '../server/exchange';
import {
  ARM64,
  DOCKER_MANIFEST,
  index,
  OCI_INDEX,
  OCI_MANIFEST,
  ociImage,
  store,
} from '../server/images';

const MANIFEST = { kind: 'manifest' } as const;

/** What types and shapes of manifests can be. */
export const MANIFEST_CASES: readonly ConformanceCase[] = [
  {
    id: 'accept-oci-index',
    title:
      'A registry that hides OCI indexes from those who do not accept them shows it',
    source: ['edge case 1, measured on docker-registry 2.8.2'],
    origins: stage => ({ registry: [negotiate(stage.content)] }),
    steps: [{ ask: 'digest', digest: indexDigest }],
  },
  {
    id: 'accept-docker-list',
    title:
      'A registry that sends one child to those who do not accept lists sends the list',
    source: ['edge case 2, measured on docker-registry 2.8.2'],
    origins: stage => ({ registry: [negotiate(stage.content)] }),
    steps: [
      {
        ask: 'digest',
        tag: 'list',
        digest: stage => stage.content.list.digest,
      },
      {
        ask: 'manifest',
        tag: 'list',
        digest: stage => stage.content.list.digest,
      },
    ],
  },
  {
    id: 'accept-single',
    title:
      'Single manifests of both kinds are shown by a registry that is exact about Accept',
    source: ['edge cases 1, 3, measured on docker-registry 2.8.2'],
    origins: stage => ({ registry: [negotiate(stage.content)] }),
    steps: [
      {
        ask: 'digest',
        tag: 'oci',
        digest: stage => stage.content.amd64.manifest.digest,
      },
      {
        ask: 'digest',
        tag: 'docker',
        digest: stage => stage.content.dockerAmd64.manifest.digest,
      },
    ],
  },
  {
    id: 'schema1',
    title:
      'Docker manifest schema 1 is refused: its digest is not that of its bytes',
    source: ['edge cases 3, 4'],
    origins: () => ({ registry: [answer(MANIFEST, () => schema1())] }),
    steps: [
      {
        ask: 'digest',
        failures: ['legacy-manifest', 'wrong-type', 'wrong-digest'],
      },
      {
        ask: 'manifest',
        failures: ['legacy-manifest', 'wrong-type', 'wrong-digest'],
      },
    ],
  },
  {
    id: 'content-type-parameter',
    title: 'Parameters of Content-Type are ignored',
    source: ['edge case 9', 'distribution-spec, Pulling manifests'],
    origins: () => ({
      registry: [
        headers(MANIFEST, { 'Content-Type': `${OCI_INDEX}; charset=utf-8` }),
      ],
    }),
    steps: [
      { ask: 'digest', digest: indexDigest },
      { ask: 'manifest', digest: indexDigest },
    ],
  },
  {
    id: 'content-type-contradicts',
    title: 'A body whose mediaType is not its Content-Type is refused',
    source: ['distribution-spec, Pulling manifests'],
    origins: () => ({
      registry: [headers(MANIFEST, { 'Content-Type': DOCKER_MANIFEST })],
    }),
    steps: [{ ask: 'manifest', failures: ['wrong-type', 'unexpected-answer'] }],
  },
  {
    id: 'content-type-html',
    title: 'A page of HTML with status 200 is no manifest',
    source: ['edge case 2: compare Content-Type with what was asked'],
    origins: () => ({ registry: [answer({}, () => html(200, 'Sign in'))] }),
    steps: [
      { ask: 'digest', failures: ['wrong-type', 'unexpected-answer'] },
      { ask: 'manifest', failures: ['wrong-type', 'unexpected-answer'] },
    ],
  },
  {
    id: 'content-type-missing',
    title: 'Without Content-Type the mediaType of the body counts',
    source: ['edge case 10', 'image-spec, Image Index: mediaType'],
    origins: () => ({
      registry: [headers(MANIFEST, { 'Content-Type': undefined })],
    }),
    steps: [
      {
        ask: 'manifest',
        digest: indexDigest,
        failures: ['wrong-type', 'unexpected-answer'],
      },
    ],
  },
  {
    id: 'index-without-media-type',
    title: 'An OCI index without mediaType is an index by its Content-Type',
    source: ['edge case 10'],
    origins: stage => {
      const { content } = stage;
      const manifest = JSON.parse(content.index.bytes.toString());
      delete manifest.mediaType;
      content.tag('latest', store(OCI_INDEX, manifest));
      return {};
    },
    steps: [
      { ask: 'digest', digest: latestDigest },
      { ask: 'platforms', platforms: bothPlatforms },
    ],
  },
  {
    id: 'not-json',
    title: 'A manifest with its right digest that is no JSON is refused',
    source: ['image-spec, Image Manifest'],
    origins: stage => {
      stage.content.tag('latest', store(OCI_MANIFEST, Buffer.from('{"a":')));
      return {};
    },
    steps: [
      { ask: 'platforms', failures: ['unexpected-answer', 'wrong-type'] },
    ],
  },
  {
    id: 'json-of-another-shape',
    title: 'JSON that is no manifest is refused, whatever its members hold',
    source: ['image-spec, Image Manifest'],
    origins: stage => {
      stage.content.tag(
        'latest',
        store(OCI_INDEX, {
          schemaVersion: 2,
          mediaType: OCI_INDEX,
          manifests: { length: 3, 0: null },
        }),
      );
      return {};
    },
    steps: [
      { ask: 'platforms', failures: ['unexpected-answer', 'wrong-type'] },
    ],
  },
  {
    id: 'both-shapes',
    title:
      'A body that is an index and an image at once is not taken for the other',
    source: ['CVE-2021-41190', 'image-spec, mediaType'],
    origins: stage => {
      const { content } = stage;
      const both = {
        ...JSON.parse(content.amd64.manifest.bytes.toString()),
        ...JSON.parse(
          index([{ object: content.arm64.manifest }]).bytes.toString(),
        ),
      };
      content.tag('latest', store(OCI_MANIFEST, both));
      return {};
    },
    steps: [{ ask: 'manifest', failures: ['wrong-type', 'unexpected-answer'] }],
  },
  {
    id: 'format-changes',
    title:
      'A tag that turns from an index into a single manifest has the new digest',
    source: ['edge case 17'],
    steps: [
      { ask: 'digest', digest: indexDigest },
      {
        ask: 'platforms',
        prepare: ({ content }) =>
          content.tag('latest', content.addImage(ociImage(ARM64))),
        platforms: stage => ({ 'linux/arm64': latestDigest(stage) }),
      },
    ],
  },
  {
    id: 'error-with-status-200',
    title: 'An error document with status 200 is no manifest',
    source: ['distribution-spec, Error codes'],
    origins: () => ({
      registry: [
        answer(MANIFEST, () =>
          json(200, { errors: [{ code: 'UNKNOWN', message: 'try again' }] }),
        ),
      ],
    }),
    steps: [
      { ask: 'digest', failures: ['unexpected-answer', 'wrong-type'] },
      { ask: 'manifest', failures: ['unexpected-answer', 'wrong-type'] },
    ],
  },
];
