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
  mockCredentials,
  mockErrorHandler,
  mockServices,
} from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import express, { Router } from 'express';
import request from 'supertest';
import { AuthorizedRegistryEvents } from '../permissions/AuthorizedRegistryEvents';
import { DefaultRegistryEvents } from '../pushes/DefaultRegistryEvents';
import { RegistryNames } from '../pushes/RegistryNames';
import { addRegistryEventRoutes } from './addRegistryEventRoutes';

const PATH = '/v1/registry-events';

const REGISTRY = mockCredentials.service.header({
  onBehalfOf: mockCredentials.service('external:registry'),
  targetPluginId: 'test',
});

function setup() {
  const permissions = mockServices.permissions.mock();
  permissions.authorize.mockResolvedValue([{ result: AuthorizeResult.ALLOW }]);
  const auditor = mockServices.auditor.mock();
  const event = { success: jest.fn(), fail: jest.fn() };
  auditor.createEvent.mockResolvedValue(event);
  const requestLooks = jest.fn(async (images: object[]) => images.length);
  const router = Router();
  addRegistryEventRoutes(router, {
    auditor,
    httpAuth: mockServices.httpAuth({
      defaultCredentials: mockCredentials.none(),
    }),
    access: AuthorizedRegistryEvents.create({
      auth: mockServices.auth(),
      permissions,
      events: DefaultRegistryEvents.create({
        names: RegistryNames.create({ registries: [] }),
        requestLooks,
        lookNow: async () => {},
      }),
    }),
  });
  const app = express().use(router).use(mockErrorHandler());
  const send = (
    body: string,
    headers: Record<string, string> = {},
  ): request.Test =>
    request(app)
      .post(PATH)
      .set('Authorization', REGISTRY)
      .set('Content-Type', 'application/json')
      .set(headers)
      .send(body);
  return { app, auditor, event, permissions, requestLooks, send };
}

const IMAGES = JSON.stringify({ images: ['node:22', 'quay.io/a/b:1'] });

describe('POST /v1/registry-events', () => {
  it('answers with how many images were named and how many tags are looked at', async () => {
    const { auditor, event, permissions, requestLooks, send } = setup();
    const answer = await send(IMAGES);
    expect([answer.status, answer.body]).toEqual([202, { images: 2, tags: 2 }]);
    expect(requestLooks).toHaveBeenCalledTimes(1);
    expect(permissions.authorize.mock.calls[0][0]).toMatchObject([
      { permission: { name: 'lambda-compat.tag.notify' } },
    ]);
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({ eventId: 'registry-event' }),
    );
    expect(event.success).toHaveBeenCalledWith({
      meta: { images: 2, tags: 2 },
    });
  });

  it.each([
    'application/vnd.docker.distribution.events.v1+json',
    'application/vnd.docker.distribution.events.v2+json',
    'application/cloudevents+json; charset=utf-8',
    'Application/JSON ; charset=utf-8',
  ])('reads a body of type %s', async type => {
    const { send } = setup();
    const answer = await send(IMAGES, { 'Content-Type': type });
    expect(answer.status).toBe(202);
  });

  it.each<[string, string, Record<string, string>, number, string]>([
    ['no JSON', '{', {}, 400, 'The body is not JSON'],
    [
      'nothing',
      '',
      {},
      400,
      'The body is empty; the notification of a registry is expected',
    ],
    [
      'what nobody sends',
      '{"a":1}',
      {},
      400,
      'This is no notification of a registry that is understood',
    ],
    ['a deep body', '['.repeat(40), {}, 400, 'nests lists and objects'],
    [
      'another type',
      'a=1',
      { 'Content-Type': 'application/x-www-form-urlencoded' },
      415,
      'Notifications of registries are sent as application/json',
    ],
    [
      'what is compressed',
      'x',
      { 'Content-Encoding': 'gzip' },
      415,
      'are sent as they are',
    ],
    [
      'too much',
      JSON.stringify({ a: 'x'.repeat(65_536) }),
      {},
      413,
      'A notification of a registry may have 65536 bytes (64 KiB)',
    ],
  ])(
    'refuses %s with a sentence',
    async (_, body, headers, status, message) => {
      const { event, requestLooks, send } = setup();
      const answer = await send(body, headers);
      expect(answer.status).toBe(status);
      expect(answer.body.error.message).toContain(message);
      expect(requestLooks).not.toHaveBeenCalled();
      expect(event.fail).toHaveBeenCalledTimes(1);
    },
  );

  it('refuses those without a token, users, and services without the permission, before it reads what they send', async () => {
    const { app, permissions, requestLooks, send } = setup();
    const none = await request(app).post(PATH).send('x'.repeat(100_000));
    expect([none.status, none.body.error.message]).toEqual([
      401,
      'Missing credentials. Registries tell of pushes with an external access token of backend.auth.externalAccess.',
    ]);
    const user = await send(IMAGES, {
      Authorization: mockCredentials.user.header(),
    });
    expect([user.status, user.body.error.message]).toEqual([
      403,
      'Users cannot tell of pushes. Registries tell of pushes with an external access token of backend.auth.externalAccess.',
    ]);
    permissions.authorize.mockResolvedValue([{ result: AuthorizeResult.DENY }]);
    const service = await send(IMAGES);
    expect([service.status, service.body.error.message]).toEqual([
      403,
      "The token of 'external:registry' lacks the permission 'lambda-compat.tag.notify'",
    ]);
    expect(requestLooks).not.toHaveBeenCalled();
  });
});
