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

import { createHash } from 'node:crypto';

export const OCI_INDEX = 'application/vnd.oci.image.index.v1+json';
export const OCI_MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
export const DOCKER_LIST =
  'application/vnd.docker.distribution.manifest.list.v2+json';
export const DOCKER_MANIFEST =
  'application/vnd.docker.distribution.manifest.v2+json';

export function digestOf(
  bytes: string | Buffer,
  algorithm: 'sha256' | 'sha512' = 'sha256',
): string {
  return `${algorithm}:${createHash(algorithm).update(bytes).digest('hex')}`;
}

/** A descriptor of anything, told apart by a digit. */
export function descriptor(
  digit: string,
  mediaType: string,
  more: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    mediaType,
    digest: `sha256:${digit.repeat(64)}`,
    size: 100,
    ...more,
  };
}

export const CONFIG = JSON.stringify({
  architecture: 'arm64',
  os: 'linux',
  variant: 'v8',
  created: '2026-09-17T10:11:12.123456789Z',
  config: {
    Env: ['PATH=/usr/bin'],
    Cmd: ['/bin/bash'],
    Labels: { maintainer: 'somebody' },
    User: 'nobody',
    WorkingDir: '/var/task',
  },
  rootfs: { type: 'layers', diff_ids: [`sha256:${'d'.repeat(64)}`] },
});

export const LAYER = Buffer.from('what a layer holds '.repeat(1000));

export const MANIFEST = JSON.stringify({
  schemaVersion: 2,
  mediaType: OCI_MANIFEST,
  config: {
    mediaType: 'application/vnd.oci.image.config.v1+json',
    digest: digestOf(CONFIG),
    size: CONFIG.length,
  },
  layers: [
    {
      mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
      digest: digestOf(LAYER),
      size: LAYER.length,
      urls: ['http://169.254.169.254/latest/meta-data/'],
    },
  ],
});

export const INDEX = JSON.stringify({
  schemaVersion: 2,
  mediaType: OCI_INDEX,
  manifests: [
    descriptor('1', OCI_MANIFEST, {
      platform: { os: 'linux', architecture: 'amd64' },
    }),
    descriptor('2', OCI_MANIFEST, {
      platform: { os: 'linux', architecture: 'arm64', variant: 'v8' },
    }),
  ],
});
