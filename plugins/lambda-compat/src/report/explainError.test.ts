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
  NotAllowedError,
  NotFoundError,
  ResponseError,
} from '@backstage/errors';

import { errorText, explainError } from './explainError';

async function responseError(status: number, content: unknown): Promise<Error> {
  const isText = typeof content === 'string';
  const text = isText ? content : JSON.stringify(content);
  return ResponseError.fromResponse({
    ok: false,
    redirected: false,
    status,
    statusText: '',
    type: 'basic',
    url: 'http://localhost:7007/api/lambda-compat/v1',
    headers: new Headers({
      'content-type': isText ? 'text/html' : 'application/json',
    }),
    text: async () => text,
  });
}

function body(name: string, message: string) {
  return { error: { name, message }, response: { statusCode: 0 } };
}

describe('explainError', () => {
  it('tells apart what a reader can do something about', async () => {
    expect(explainError(new NotAllowedError('no'))).toBe('forbidden');
    expect(explainError(new NotFoundError('no'))).toBe('unknown-entity');
    expect(
      explainError(await responseError(403, body('NotAllowedError', 'no'))),
    ).toBe('forbidden');
    expect(
      explainError(await responseError(404, body('NotFoundError', 'no'))),
    ).toBe('unknown-entity');
    // What the portal answers where no plugin is at the address.
    expect(explainError(await responseError(404, ''))).toBe('no-backend');
    // A gateway in front of the portal.
    expect(explainError(await responseError(403, 'Denied'))).toBe('forbidden');
    expect(explainError(await responseError(502, 'Bad gateway'))).toBe('other');
    expect(explainError(new TypeError('Failed to fetch'))).toBe('other');
  });

  it('quotes the backend, not only its status', async () => {
    expect(
      errorText(await responseError(500, body('Error', 'The disk is full.'))),
    ).toBe('The disk is full.');
    expect(errorText(new TypeError('Failed to fetch'))).toBe('Failed to fetch');
  });
});
