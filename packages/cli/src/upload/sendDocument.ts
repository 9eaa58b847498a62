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

import { InfrastructureError } from '../commands/InfrastructureError';
import { cutMiddle, printable } from '../terminal/printable';

const timeoutMilliseconds = 60_000;
/** Of an answer; the portal's own are smaller than 1 kB. */
const maxAnswerBytes = 256 * 1024;
const maxRedirects = 3;
const maxMessageWidth = 400;

/** What the portal said to a document that it took. */
export interface UploadAnswer {
  /** Whether it is new to the portal. */
  created: boolean;
  id: string;
  verdict: string;
  sentence: string | null;
}

/**
 * Sends a document with a token. The token goes to the address that was named
 * and to no other origin.
 *
 * @throws InfrastructureError when the portal cannot be reached or refuses
 */
export async function sendDocument(
  address: URL,
  token: string,
  document: string,
): Promise<UploadAnswer> {
  const signal = AbortSignal.timeout(timeoutMilliseconds);
  let url = address;
  for (let redirects = 0; redirects <= maxRedirects; redirects += 1) {
    const response = await post(url, token, document, signal);
    const location = redirectOf(response, url);
    if (location === undefined) {
      return await answerOf(response, address, signal);
    }
    await response.body?.cancel();
    url = location;
  }
  throw failure(address, `it redirects more than ${maxRedirects} times`);
}

async function post(
  url: URL,
  token: string,
  document: string,
  signal: AbortSignal,
): Promise<Response> {
  try {
    return await fetch(url, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        accept: 'application/json',
      },
      body: document,
      redirect: 'manual',
      signal,
    });
  } catch (error) {
    throw failure(url, causeOf(error, signal), error);
  }
}

/** Where to send it again; undefined where this is the answer. */
function redirectOf(response: Response, url: URL): URL | undefined {
  const { status } = response;
  if (status < 300 || status > 399) {
    return undefined;
  }
  const location = response.headers.get('location');
  const target = location === null ? null : URL.parse(location, url);
  // The others make a GET of it, which sends nothing.
  if ((status !== 307 && status !== 308) || !target) {
    throw failure(
      url,
      `it answered ${status}${
        target ? ` and points to ${shown(target)}` : ''
      }; name the address of the backend itself`,
    );
  }
  if (target.origin !== url.origin) {
    throw failure(
      url,
      `it redirects to ${target.origin}, where the token is not sent`,
    );
  }
  return target;
}

async function answerOf(
  response: Response,
  url: URL,
  signal: AbortSignal,
): Promise<UploadAnswer> {
  const text = await readText(response, url, signal);
  const body = parse(text);
  if (response.status === 200 || response.status === 201) {
    const id = textIn(body, 'id');
    const verdict = textIn(body, 'verdict');
    if (id === null || verdict === null) {
      throw failure(url, 'its answer is not that of the lambda-compat API');
    }
    return {
      created: response.status === 201,
      id,
      verdict,
      sentence: textIn(body, 'sentence'),
    };
  }
  const said = textIn(
    typeof body === 'object' && body !== null && 'error' in body
      ? body.error
      : undefined,
    'message',
  );
  throw failure(
    url,
    `it answered ${response.status} ${meaningOf(response.status)}${
      said === null ? '' : `: ${said}`
    }`,
  );
}

function meaningOf(status: number): string {
  const meanings: Readonly<Record<number, string>> = {
    400: '(the report is not what it expects)',
    401: '(LAMBDA_COMPAT_TOKEN is not accepted)',
    403: '(the token may not upload reports)',
    404: '(no such entity, function or API)',
    409: '(it contradicts what is stored)',
    413: '(the report is too large)',
    415: '(it does not take JSON)',
    429: '(too many requests)',
  };
  return meanings[status] ?? (status >= 500 ? '(it failed)' : '(refused)');
}

async function readText(
  response: Response,
  url: URL,
  signal: AbortSignal,
): Promise<string> {
  if (!response.body) {
    return '';
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of response.body) {
      length += chunk.length;
      if (length > maxAnswerBytes) {
        break;
      }
      chunks.push(chunk);
    }
  } catch (error) {
    throw failure(url, causeOf(error, signal), error);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function textIn(value: unknown, key: string): string | null {
  if (typeof value !== 'object' || value === null) {
    return null;
  }
  const found: unknown = Object.entries(value).find(
    ([name]) => name === key,
  )?.[1];
  return typeof found === 'string' ? found : null;
}

function failure(url: URL, reason: string, cause?: unknown) {
  return new InfrastructureError(
    `${shown(url)}: ${cutMiddle(reason, maxMessageWidth)}.`.replace(
      /\.\.$/,
      '.',
    ),
    { cause },
  );
}

function shown(url: URL): string {
  return cutMiddle(printable(`${url.origin}${url.pathname}`), 200);
}

function causeOf(error: unknown, signal: AbortSignal): string {
  if (signal.aborted) {
    return `no answer within ${timeoutMilliseconds / 1000} seconds`;
  }
  // What fetch throws says "fetch failed"; the reason is its cause.
  const cause =
    typeof error === 'object' && error !== null && 'cause' in error
      ? error.cause
      : error;
  const code =
    typeof cause === 'object' && cause !== null && 'code' in cause
      ? String(cause.code)
      : '';
  const known: Readonly<Record<string, string>> = {
    ECONNREFUSED: 'nothing listens there',
    ENOTFOUND: 'no such host',
    EAI_AGAIN: 'the name of the host could not be looked up',
    ECONNRESET: 'the connection was closed',
    UND_ERR_SOCKET: 'the connection was closed',
    CERT_HAS_EXPIRED: 'its certificate has expired',
    DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by itself',
  };
  return known[code] ?? `it could not be reached${code ? ` (${code})` : ''}`;
}
