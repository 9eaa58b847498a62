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

import { UsageError } from '../commands/UsageError';
import { printable } from '../terminal/printable';

const apiPath = '/api/lambda-compat/v1';

/**
 * Where reports are sent: below the address of the backend, or of the API
 * itself.
 *
 * @throws UsageError for anything but an http address without credentials
 */
export function uploadAddress(typed: string): URL {
  const url = URL.parse(typed);
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new UsageError(
      `${printable(
        typed.slice(0, 200),
      )} is no address; write that of the backend, such as https://backstage.example.com.`,
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw new UsageError(
      'The address holds a name or password. The token comes from LAMBDA_COMPAT_TOKEN only.',
    );
  }
  if (url.search !== '' || url.hash !== '') {
    throw new UsageError('The address must end with its path.');
  }
  const path = url.pathname.replace(/\/{1,16}$/, '');
  if (path.endsWith(`${apiPath}/reports`)) {
    url.pathname = path;
  } else if (path.endsWith(apiPath)) {
    url.pathname = `${path}/reports`;
  } else if (path.endsWith('/api/lambda-compat')) {
    url.pathname = `${path}/v1/reports`;
  } else {
    url.pathname = `${path}${apiPath}/reports`;
  }
  return url;
}

/** Whether what is sent there can be read on the way. */
export function isReadableOnTheWay({ protocol, hostname }: URL): boolean {
  return (
    protocol === 'http:' &&
    !/^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname)
  );
}
