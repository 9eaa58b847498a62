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

import { parseRegistryEvent } from './parseRegistryEvent';
import type { PushedImage } from './PushedImage';

const ECR = {
  version: '0',
  source: 'aws.ecr',
  account: '123456789012',
  time: '2026-11-16T01:54:34Z',
  region: 'us-west-2',
  resources: [],
};

function one(host: string, repository: string, tag: string): PushedImage[] {
  return [{ names: [{ host, repository }], tag }];
}

describe('parseRegistryEvent', () => {
  it('takes the images of an index pushed to the CNCF registry by its tag, and nothing for what comes without', () => {
    // As docker-registry 2.8.2 sends it when skopeo pushes an index.
    const target = {
      mediaType: 'application/vnd.oci.image.index.v1+json',
      digest: `sha256:${'a'.repeat(64)}`,
      size: 1609,
      repository: 'arm64v8/amazonlinux',
      url: 'http://registry:5000/v2/arm64v8/amazonlinux/manifests/sha256:aa',
    };
    const event = {
      id: '320678d8-ca14-430f-8bb6-4ca139cd83f7',
      timestamp: '2026-11-23T12:00:00Z',
      action: 'push',
      request: { addr: '10.0.0.7:41922', host: 'registry.example.com:5000' },
    };
    const names = [
      { host: 'registry.example.com:5000', repository: 'arm64v8/amazonlinux' },
      { host: 'registry:5000', repository: 'arm64v8/amazonlinux' },
    ];
    expect(
      parseRegistryEvent({
        events: [
          { ...event, target: { ...target, digest: 'sha256:child' } },
          { ...event, target: { ...target, tag: 'latest' } },
          { ...event, target: { ...target, tag: 'latest' } },
          { ...event, action: 'pull', target: { ...target, tag: '2023' } },
          { ...event, action: 'delete', target: { ...target, tag: 'old' } },
        ],
      }),
    ).toEqual([
      { names, tag: 'latest' },
      { names, tag: 'old' },
    ]);
  });

  it.each<[string, object, PushedImage[]]>([
    [
      'Docker Hub',
      {
        callback_url:
          'https://registry.hub.docker.com/u/svendowideit/testhook/',
        push_data: { pushed_at: 1417566161, pusher: 'ann', tag: 'latest' },
        repository: { name: 'testhook', repo_name: 'svendowideit/testhook' },
      },
      one('docker.io', 'svendowideit/testhook', 'latest'),
    ],
    [
      'Quay',
      {
        name: 'repository',
        repository: 'dgangaia/test',
        namespace: 'dgangaia',
        docker_url: 'quay.io/dgangaia/test',
        homepage: 'https://quay.io/repository/dgangaia/repository',
        updated_tags: ['latest'],
      },
      one('quay.io', 'dgangaia/test', 'latest'),
    ],
    [
      'an old Quay',
      {
        docker_url: 'quay.io/devtable/ubuntu',
        updated_tags: { latest: 'b750fe79269d' },
      },
      one('quay.io', 'devtable/ubuntu', 'latest'),
    ],
    [
      'Harbor',
      {
        type: 'PUSH_ARTIFACT',
        occur_at: 1680501893,
        operator: 'admin',
        event_data: {
          resources: [
            {
              digest: `sha256:${'a'.repeat(64)}`,
              tag: 'v1',
              resource_url: 'harbor.example.com:8443/library/debian:v1',
            },
            {
              digest: `sha256:${'b'.repeat(64)}`,
              tag: `sha256:${'b'.repeat(64)}`,
              resource_url: `harbor.example.com/library/debian@sha256:${'b'.repeat(
                64,
              )}`,
            },
          ],
          repository: { name: 'debian', repo_full_name: 'library/debian' },
        },
      },
      one('harbor.example.com:8443', 'library/debian', 'v1'),
    ],
    [
      'Harbor, as a CloudEvent',
      {
        specversion: '1.0',
        type: 'harbor.artifact.deleted',
        datacontenttype: 'application/json',
        data: {
          resources: [
            { tag: 'v1', resource_url: 'harbor.example.com/library/debian:v1' },
          ],
        },
      },
      one('harbor.example.com', 'library/debian', 'v1'),
    ],
    ['Harbor, of a pull', { type: 'PULL_ARTIFACT', event_data: {} }, []],
    [
      'GitHub',
      {
        action: 'published',
        package: {
          name: 'base/node',
          namespace: 'Example-Org',
          ecosystem: 'CONTAINER',
          package_version: {
            package_url: 'ghcr.io/example-org/base/node:22',
            container_metadata: { tag: { name: '22', digest: 'sha256:a' } },
          },
        },
      },
      one('ghcr.io', 'example-org/base/node', '22'),
    ],
    [
      'GitHub, of the other kind',
      {
        action: 'published',
        registry_package: {
          name: 'node',
          owner: { login: 'ann' },
          package_version: { container_metadata: { tag: { name: '22' } } },
        },
      },
      one('ghcr.io', 'ann/node', '22'),
    ],
    [
      'GitHub, of a package for npm',
      { package: { name: 'x', package_version: { version: '1.0.0' } } },
      [],
    ],
    [
      'Amazon ECR',
      {
        ...ECR,
        'detail-type': 'ECR Image Action',
        detail: {
          result: 'SUCCESS',
          'repository-name': 'team/base',
          'image-digest': 'sha256:7f5b',
          'action-type': 'PUSH',
          'image-tag': 'latest',
        },
      },
      [
        {
          names: [
            '123456789012.dkr.ecr.us-west-2.amazonaws.com',
            '123456789012.dkr-ecr.us-west-2.on.aws',
            '123456789012.dkr.ecr-fips.us-west-2.amazonaws.com',
            '123456789012.dkr-ecr-fips.us-west-2.on.aws',
          ].map(host => ({ host, repository: 'team/base' })),
          tag: 'latest',
        },
      ],
    ],
    [
      'a pull-through cache of Amazon ECR in China',
      {
        ...ECR,
        region: 'cn-north-1',
        'detail-type': 'ECR Pull Through Cache Action',
        detail: {
          'sync-status': 'SUCCESS',
          'repository-name': 'docker-hub/library/node',
          'image-tag': '22',
        },
      },
      [
        {
          names: [
            '123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn',
            '123456789012.dkr-ecr.cn-north-1.on.amazonwebservices.com.cn',
            '123456789012.dkr.ecr-fips.cn-north-1.amazonaws.com.cn',
            '123456789012.dkr-ecr-fips.cn-north-1.on.amazonwebservices.com.cn',
          ].map(host => ({ host, repository: 'docker-hub/library/node' })),
          tag: '22',
        },
      ],
    ],
    [
      'what pretends to be Amazon ECR',
      {
        ...ECR,
        region: 'evil.example/x',
        'detail-type': 'ECR Image Action',
        detail: { 'repository-name': 'a', 'image-tag': 'b' },
      },
      [],
    ],
    [
      'Artifactory',
      {
        domain: 'docker',
        event_type: 'pushed',
        data: {
          repo_key: 'docker-local',
          path: 'library/ubuntu/latest/list.manifest.json',
          name: 'list.manifest.json',
          image_name: 'library/ubuntu',
          tag: 'latest',
        },
        subscription_key: 'test',
        jpd_origin: 'https://example.jfrog.io/artifactory',
      },
      [
        {
          names: [
            {
              host: 'example.jfrog.io',
              repository: 'docker-local/library/ubuntu',
            },
            {
              host: 'docker-local.example.jfrog.io',
              repository: 'library/ubuntu',
            },
            {
              host: 'example-docker-local.jfrog.io',
              repository: 'library/ubuntu',
            },
          ],
          tag: 'latest',
        },
      ],
    ],
    [
      'anybody',
      {
        images: [
          'node:22',
          'registry.example.com:5000/team/base:2023',
          'node:22',
        ],
      },
      [
        ...one('docker.io', 'library/node', '22'),
        ...one('registry.example.com:5000', 'team/base', '2023'),
      ],
    ],
  ])('understands what %s sends', (_, event, images) => {
    expect(parseRegistryEvent(event)).toEqual(images);
  });

  it('looks at one hundred images at most', () => {
    const images = Array.from({ length: 100 }, (_, index) => `a:${index}`);
    expect(parseRegistryEvent({ images })).toHaveLength(100);
    expect(() => parseRegistryEvent({ images: [...images, 'a:101'] })).toThrow(
      "'images' has 101 entries; at most 100 are looked at",
    );
    expect(
      parseRegistryEvent({
        docker_url: 'quay.io/a/b',
        updated_tags: Array.from({ length: 20_000 }, (_, index) => `t${index}`),
      }),
    ).toHaveLength(100);
  });

  it.each([
    [{ images: [7] }, "'images[0]' is not a text"],
    [{ images: ['a:1', 'A'] }, "'images[1]' is not an image reference"],
    [
      { images: [`a@sha256:${'a'.repeat(64)}`] },
      "'images[0]' has no tag; what a digest stands for cannot change",
    ],
  ])('says which image of %j it does not understand', (event, message) => {
    expect(() => parseRegistryEvent(event)).toThrow(message);
  });

  it.each([
    null,
    7,
    'docker.io/library/node:22',
    [],
    {},
    { images: 'node:22' },
    { events: 'push' },
    { push_data: null, repository: { repo_name: 'a/b' } },
    { docker_url: 'quay.io', updated_tags: ['a'] },
    { 'detail-type': 'EC2 Instance State-change Notification' },
    { domain: 'artifact', data: { repo_key: 'a', image_name: 'b' } },
    JSON.parse('{"__proto__": {"images": ["node:22"]}}'),
  ])('refuses %j, and says what it understands', event => {
    expect(() => parseRegistryEvent(event)).toThrow(
      /^This is no notification of a registry that is understood/,
    );
  });

  it.each([
    { events: [null, 7, 'x', {}, { action: 'push' }] },
    { events: [{ action: 'push', target: { tag: 'x', repository: {} } }] },
    {
      events: [
        {
          action: 'push',
          request: { host: 'r.test' },
          target: { repository: 'a', tag: '../../x' },
        },
      ],
    },
    { docker_url: 'quay.io/a/b', updated_tags: [null, {}, '', ' '] },
    { type: 'PUSH_ARTIFACT', event_data: { resources: { length: 1e9 } } },
    {
      type: 'PUSH_ARTIFACT',
      event_data: { resources: [{ tag: '', resource_url: 'a/b:' }] },
    },
    {
      domain: 'docker',
      event_type: 'pushed',
      data: { repo_key: 'a', image_name: 'b', tag: 'c' },
      jpd_origin: 'not an address',
    },
  ])('takes nothing from %j', event => {
    expect(parseRegistryEvent(event)).toEqual([]);
  });
});
