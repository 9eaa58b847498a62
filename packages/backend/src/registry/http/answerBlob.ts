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

import type { ImageStore } from '../ImageStore';
import { type Exchange, sendBytes, sendError } from './answers';
import { parseRange } from './parseRange';

/** Answers GET and HEAD of `/v2/<name>/blobs/<digest>`, with one range. */
export function answerBlob(
  exchange: Exchange,
  store: ImageStore,
  repository: string,
  digest: string,
): void {
  const bytes = store.findBlob(repository, digest);
  if (!bytes) {
    sendError(
      exchange,
      404,
      'BLOB_UNKNOWN',
      `${repository} has no blob ${digest}`,
    );
    return;
  }
  const headers = {
    'Accept-Ranges': 'bytes',
    'Content-Type': 'application/octet-stream',
    'Docker-Content-Digest': digest,
    ETag: `"${digest}"`,
  };
  // A range is asked of what is sent, so HEAD has none (RFC 9110, 14.2).
  const range =
    exchange.request.method === 'GET'
      ? parseRange(exchange.request.headers.range, bytes.length)
      : undefined;
  if (range === 'unsatisfiable') {
    sendBytes(
      exchange,
      416,
      { 'Content-Range': `bytes */${bytes.length}` },
      Buffer.alloc(0),
    );
  } else if (range) {
    sendBytes(
      exchange,
      206,
      {
        ...headers,
        'Content-Range': `bytes ${range.first}-${range.last}/${bytes.length}`,
      },
      bytes.subarray(range.first, range.last + 1),
    );
  } else {
    sendBytes(exchange, 200, headers, bytes);
  }
}
