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

// Of a query only what names a place in a repository (Azure, Bitbucket Server)
// is shown: other parameters may be signatures that grant access.
const SHOWN_PARAMETERS = new Set(['path', 'version', 'at', 'ref']);

/** An http or https address without user and password, or undefined. */
export function parseWebAddress(text: string): URL | undefined {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return undefined;
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return undefined;
  }
  url.username = '';
  url.password = '';
  return url;
}

/** The address with nothing in it that grants access. */
export function toPublicAddress(url: URL): string {
  const shown = new URL(url);
  for (const name of [...shown.searchParams.keys()]) {
    if (!SHOWN_PARAMETERS.has(name)) {
      shown.searchParams.delete(name);
    }
  }
  return shown.toString();
}

/** Escapes what has a meaning in addresses. */
export function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
