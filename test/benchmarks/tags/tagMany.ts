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

import type { DockerRegistry } from '../../support/registry/DockerRegistry';
import { Content } from '../../conformance/registry/server/content';

const AT_ONCE = 16;

/**
 * Puts an index with two platforms into a registry, under many tags.
 *
 * @returns the tags
 */
export async function tagMany(
  registry: DockerRegistry,
  repository: string,
  count: number,
): Promise<string[]> {
  const content = new Content();
  const base = `${registry.origin}/v2/${repository}`;
  for (const image of [content.amd64, content.arm64]) {
    for (const { bytes, digest } of [image.config, ...image.layers]) {
      const { headers } = await send(`${base}/blobs/uploads/`, 'POST');
      const target = new URL(headers.get('location')!, registry.origin);
      target.searchParams.set('digest', digest);
      await send(target.href, 'PUT', bytes);
    }
    const { bytes, digest, mediaType } = image.manifest;
    await send(`${base}/manifests/${digest}`, 'PUT', bytes, mediaType);
  }
  const index = content.addIndex([
    {
      object: content.amd64.manifest,
      platform: { os: 'linux', architecture: 'amd64' },
    },
    {
      object: content.arm64.manifest,
      platform: { os: 'linux', architecture: 'arm64', variant: 'v8' },
    },
  ]);
  const tags = Array.from(
    { length: count },
    (_, at) => `2026.${String(at).padStart(4, '0')}`,
  );
  for (let at = 0; at < tags.length; at += AT_ONCE) {
    await Promise.all(
      tags
        .slice(at, at + AT_ONCE)
        .map(tag =>
          send(`${base}/manifests/${tag}`, 'PUT', index.bytes, index.mediaType),
        ),
    );
  }
  return tags;
}

async function send(
  url: string,
  method: string,
  body?: Buffer,
  type = 'application/octet-stream',
): Promise<Response> {
  const response = await fetch(url, {
    method,
    headers: { 'Content-Type': type },
    ...(body && { body: new Uint8Array(body) }),
  });
  if (!response.ok) {
    throw new Error(`${method} ${url}: ${response.status}`);
  }
  await response.arrayBuffer();
  return response;
}
