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

import zlib from 'node:zlib';
import { digestOf } from './digest';

export const OCI_INDEX = 'application/vnd.oci.image.index.v1+json';
export const OCI_MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
export const DOCKER_LIST =
  'application/vnd.docker.distribution.manifest.list.v2+json';
export const DOCKER_MANIFEST =
  'application/vnd.docker.distribution.manifest.v2+json';
export const DOCKER_SCHEMA1 =
  'application/vnd.docker.distribution.manifest.v1+prettyjws';
export const OCI_CONFIG = 'application/vnd.oci.image.config.v1+json';
export const DOCKER_CONFIG = 'application/vnd.docker.container.image.v1+json';
export const OCI_LAYER = 'application/vnd.oci.image.layer.v1.tar+gzip';
export const DOCKER_LAYER = 'application/vnd.docker.image.rootfs.diff.tar.gzip';
export const IN_TOTO = 'application/vnd.in-toto+json';

/** Bytes with their type and digest: a manifest or a blob. */
export interface StoredObject {
  mediaType: string;
  digest: string;
  bytes: Buffer;
}

/** What an index says about a manifest. */
export interface Child {
  object: StoredObject;
  platform?: Record<string, unknown>;
  annotations?: Record<string, string>;
  /** Further members of the descriptor. */
  more?: Record<string, unknown>;
}

export const AMD64 = { os: 'linux', architecture: 'amd64' };
export const ARM64 = { os: 'linux', architecture: 'arm64' };
export const ARM64_V8 = { ...ARM64, variant: 'v8' };
export const NO_PLATFORM = { os: 'unknown', architecture: 'unknown' };

export function store(
  mediaType: string,
  content: unknown,
  algorithm?: 'sha256' | 'sha512',
): StoredObject {
  const bytes = Buffer.isBuffer(content)
    ? content
    : Buffer.from(JSON.stringify(content, null, 2));
  return { mediaType, bytes, digest: digestOf(bytes, algorithm) };
}

export function descriptor(object: StoredObject) {
  const { mediaType, digest, bytes } = object;
  return { mediaType, digest, size: bytes.length };
}

/** A layer whose files are nobody's business here. */
export function layer(text: string, mediaType = OCI_LAYER): StoredObject {
  return store(mediaType, zlib.gzipSync(Buffer.from(text.repeat(20))));
}

export function config(
  platform: Record<string, unknown>,
  mediaType = OCI_CONFIG,
): StoredObject {
  return store(mediaType, {
    ...platform,
    created: '2026-09-14T00:00:00Z',
    config: { Cmd: ['/bin/sh'] },
    rootfs: { type: 'layers', diff_ids: [digestOf('the files')] },
  });
}

/** A manifest of one image, with its parts. */
export interface Image {
  manifest: StoredObject;
  config: StoredObject;
  layers: StoredObject[];
}

export function ociImage(
  platform: Record<string, unknown>,
  more: Record<string, unknown> = {},
): Image {
  const name = String(platform.architecture);
  const parts = { config: config(platform), layers: [layer(`oci ${name}`)] };
  const manifest = store(OCI_MANIFEST, {
    schemaVersion: 2,
    mediaType: OCI_MANIFEST,
    config: descriptor(parts.config),
    layers: parts.layers.map(descriptor),
    ...more,
  });
  return { ...parts, manifest };
}

export function dockerImage(platform: Record<string, unknown>): Image {
  const name = String(platform.architecture);
  const parts = {
    config: config(platform, DOCKER_CONFIG),
    layers: [layer(`docker ${name}`, DOCKER_LAYER)],
  };
  const manifest = store(DOCKER_MANIFEST, {
    schemaVersion: 2,
    mediaType: DOCKER_MANIFEST,
    config: descriptor(parts.config),
    layers: parts.layers.map(descriptor),
  });
  return { ...parts, manifest };
}

/** What BuildKit puts into an index beside the image of a platform. */
export function attestation(subject: StoredObject): Child {
  const statement = store(IN_TOTO, {
    _type: 'https://in-toto.io/Statement/v0.1',
    subject: [{ digest: { sha256: subject.digest.slice('sha256:'.length) } }],
  });
  const object = store(OCI_MANIFEST, {
    schemaVersion: 2,
    mediaType: OCI_MANIFEST,
    config: descriptor(config(NO_PLATFORM)),
    layers: [descriptor(statement)],
  });
  return {
    object,
    platform: NO_PLATFORM,
    annotations: {
      'vnd.docker.reference.type': 'attestation-manifest',
      'vnd.docker.reference.digest': subject.digest,
    },
  };
}

export function index(
  children: readonly Child[],
  mediaType = OCI_INDEX,
  more: Record<string, unknown> = {},
): StoredObject {
  return store(mediaType, {
    schemaVersion: 2,
    mediaType,
    manifests: children.map(child => ({
      ...descriptor(child.object),
      ...(child.platform && { platform: child.platform }),
      ...(child.annotations && { annotations: child.annotations }),
      ...child.more,
    })),
    ...more,
  });
}
