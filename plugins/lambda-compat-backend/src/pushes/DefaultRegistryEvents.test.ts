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
import type { EventsServiceSubscribeOptions } from '@backstage/plugin-events-node';
import { DefaultRegistryEvents } from './DefaultRegistryEvents';
import { RegistryNames } from './RegistryNames';
import { subscribeToPushes } from './subscribeToPushes';

const NAMES = RegistryNames.create({
  registries: [
    {
      host: 'docker.io',
      mirrors: [
        {
          host: 'mirror.example.com',
          endpoint: 'http://mirror.internal:5000',
          repositoryPrefix: 'docker-hub/',
        },
      ],
    },
    { host: 'registry.example.com', endpoint: 'http://registry:5000' },
    {
      host: 'public.ecr.aws',
      mirrors: [{ host: 'mirror.example.com', repositoryPrefix: 'ecr/' }],
    },
  ],
});

function setup(looks = 1) {
  const requestLooks = jest.fn(async (_images: object[]) => looks);
  const lookNow = jest.fn(async () => {});
  const events = DefaultRegistryEvents.create({
    names: NAMES,
    requestLooks,
    lookNow,
  });
  return { events, lookNow, requestLooks };
}

describe('DefaultRegistryEvents', () => {
  it.each([
    [
      'of a registry by the name that it has in references',
      'quay.io/team/base:1',
      [{ registry: 'quay.io', repository: 'team/base', tag: '1' }],
    ],
    [
      'of a registry by the name that it has inside of a cluster',
      'registry:5000/team/base:1',
      [
        { registry: 'registry.example.com', repository: 'team/base', tag: '1' },
        { registry: 'registry:5000', repository: 'team/base', tag: '1' },
      ],
    ],
    [
      'of Docker Hub by another of its names',
      'registry-1.docker.io/library/node:22',
      [{ registry: 'docker.io', repository: 'library/node', tag: '22' }],
    ],
    [
      'of a mirror, whose repositories are those of two registries',
      'mirror.example.com/docker-hub/library/node:22',
      [
        { registry: 'docker.io', repository: 'library/node', tag: '22' },
        {
          registry: 'mirror.example.com',
          repository: 'docker-hub/library/node',
          tag: '22',
        },
      ],
    ],
    [
      'of a mirror by the name of its endpoint',
      'mirror.internal:5000/docker-hub/library/node:22',
      [
        { registry: 'docker.io', repository: 'library/node', tag: '22' },
        {
          registry: 'mirror.internal:5000',
          repository: 'docker-hub/library/node',
          tag: '22',
        },
      ],
    ],
  ])('asks for looks at images %s', async (_, image, expected) => {
    const { events, lookNow, requestLooks } = setup();
    await expect(events.receive({ images: [image] })).resolves.toEqual({
      images: 1,
      tags: 1,
    });
    expect(requestLooks.mock.calls).toEqual([[expected]]);
    expect(lookNow).toHaveBeenCalledTimes(1);
  });

  it('asks nobody to look where nothing of it is watched', async () => {
    const { events, lookNow } = setup(0);
    await expect(events.receive({ images: ['node:22'] })).resolves.toEqual({
      images: 1,
      tags: 0,
    });
    expect(lookNow).not.toHaveBeenCalled();
  });

  it('takes events of the topic, and warns seldom of what it does not understand', async () => {
    const { events: registryEvents, requestLooks } = setup();
    const logger = mockServices.logger.mock();
    const subscribed: EventsServiceSubscribeOptions[] = [];
    await subscribeToPushes({
      events: {
        async subscribe(options) {
          subscribed.push(options);
        },
      },
      registryEvents,
      logger,
    });
    const [{ onEvent, topics }] = subscribed;
    expect(topics).toEqual(['lambda-compat.registry-push']);
    const topic = topics[0];
    await onEvent({ topic, eventPayload: { images: ['node:22'] } });
    expect(requestLooks).toHaveBeenCalledTimes(1);
    for (let count = 0; count < 3; count += 1) {
      await onEvent({ topic, eventPayload: { secret: 'x' } });
    }
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(JSON.stringify(logger.warn.mock.calls)).not.toContain('secret');
  });
});
