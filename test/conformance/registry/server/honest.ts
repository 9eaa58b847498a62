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
  type CaseAnswer,
  type CaseRequest,
  json,
  registryError,
  text,
} from './exchange';
import type { Content } from './content';

/** A registry that does what the specification says, for any repository. */
export function answerHonestly(
  content: Content,
  request: CaseRequest,
): CaseAnswer {
  switch (request.kind) {
    case 'ping':
      return json(
        200,
        {},
        { 'Docker-Distribution-API-Version': 'registry/2.0' },
      );
    case 'manifest': {
      const manifest = content.manifest(request.reference);
      return manifest
        ? {
            status: 200,
            headers: {
              'Content-Type': manifest.mediaType,
              'Docker-Content-Digest': manifest.digest,
              ETag: `"${manifest.digest}"`,
            },
            body: manifest.bytes,
          }
        : registryError(404, 'MANIFEST_UNKNOWN', 'manifest unknown');
    }
    case 'blob': {
      const blob = content.blob(request.reference);
      return blob
        ? {
            status: 200,
            headers: {
              'Content-Type': 'application/octet-stream',
              'Docker-Content-Digest': blob.digest,
            },
            body: blob.bytes,
          }
        : registryError(404, 'BLOB_UNKNOWN', 'blob unknown to registry');
    }
    case 'tags':
      return listTags(content, request);
    default:
      return text(404, 'page not found');
  }
}

/** Pages as asked with `n` and `last`, the next one named in `Link`. */
function listTags(content: Content, request: CaseRequest): CaseAnswer {
  const { url, repository } = request;
  const last = url.searchParams.get('last') ?? '';
  const number = Number(url.searchParams.get('n') ?? 1000);
  const rest = content.tags().filter(tag => tag > last);
  const tags = rest.slice(0, number);
  const next = `/v2/${repository}/tags/list?n=${number}&last=${tags.at(-1)}`;
  return json(
    200,
    { name: repository, tags },
    rest.length > tags.length ? { Link: `<${next}>; rel="next"` } : {},
  );
}
