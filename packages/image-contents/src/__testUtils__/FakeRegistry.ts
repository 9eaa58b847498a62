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

import { Readable, Transform } from 'node:stream';
import {
  RegistryError,
  type Descriptor,
  type ImageConfig,
  type ImageIndex,
  type ImageManifest,
  type ImageRepository,
  type Manifest,
} from '@lambda-compat/oci-registry';
import type { ContentsClient } from '../reading/ImageFinder';
import { digestOf, sha256 } from './archives';

export const REPOSITORY: ImageRepository = {
  registry: 'registry.example',
  repository: 'library/base',
};

/** A layer as it is pushed. */
export interface PushedLayer {
  archive: Buffer;
  packed?: Buffer;
  mediaType?: string;
}

/** Answers like a registry behind a client, and counts what is asked. */
export class FakeRegistry implements ContentsClient {
  readonly blobs = new Map<string, Buffer>();
  readonly manifests = new Map<string, Manifest>();
  readonly configs = new Map<string, ImageConfig>();
  /** Digests of the blobs that were opened, in order. */
  readonly opened: string[] = [];
  /** How many were open at the same time, at most. */
  most = 0;
  #open = 0;

  push(
    layers: readonly PushedLayer[],
    config: Partial<ImageConfig> = {},
  ): ImageManifest {
    const descriptors = layers.map(({ archive, packed, mediaType }) => {
      const bytes = packed ?? archive;
      this.blobs.set(digestOf(bytes), bytes);
      return {
        mediaType: mediaType ?? 'application/vnd.oci.image.layer.v1.tar+gzip',
        digest: digestOf(bytes),
        size: bytes.length,
      };
    });
    const text = JSON.stringify([descriptors, config, this.configs.size]);
    const configDigest = `sha256:${sha256(`config ${text}`)}`;
    this.configs.set(configDigest, {
      digest: configDigest,
      platform: 'linux/amd64',
      created: null,
      diffIds: layers.map(({ archive }) => digestOf(archive)),
      labels: {},
      env: [],
      entrypoint: null,
      cmd: null,
      user: '',
      workingDir: '',
      ...config,
    });
    const manifest: ImageManifest = {
      kind: 'image',
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      digest: `sha256:${sha256(`manifest ${text}`)}`,
      size: 1,
      config: { mediaType: 'config', digest: configDigest, size: 1 },
      layers: descriptors,
      annotations: {},
    };
    this.manifests.set(manifest.digest, manifest);
    return manifest;
  }

  pushIndex(
    images: Record<string, ImageManifest>,
    nested: Array<{ digest: string }> = [],
  ): { digest: string } {
    const index: ImageIndex = {
      kind: 'index',
      mediaType: 'application/vnd.oci.image.index.v1+json',
      digest: `sha256:${sha256(JSON.stringify([Object.keys(images), nested]))}`,
      size: 1,
      manifests: Object.entries(images).map(([platform, { digest }]) => ({
        mediaType: 'application/vnd.oci.image.manifest.v1+json',
        digest,
        size: 1,
        platform: platform === '' ? null : platform,
        osVersion: null,
      })),
      attestations: [],
      indexes: nested.map(({ digest }) => ({
        mediaType: 'application/vnd.oci.image.index.v1+json',
        digest,
        size: 1,
      })),
      others: [],
      annotations: {},
    };
    this.manifests.set(index.digest, index);
    return index;
  }

  async getManifest(
    image: ImageRepository & ({ digest: string } | { tag: string }),
  ): Promise<Manifest> {
    const manifest = this.manifests.get('digest' in image ? image.digest : '');
    if (!manifest) {
      throw new RegistryError('manifest-unknown', image.registry, 'none');
    }
    return manifest;
  }

  async getConfig(
    image: ImageRepository,
    { digest }: Descriptor,
  ): Promise<ImageConfig> {
    const config = this.configs.get(digest);
    if (!config) {
      throw new RegistryError('not-found', image.registry, 'none');
    }
    return config;
  }

  /** Fails at its end where the bytes are not those of the digest. */
  async openBlob(
    image: ImageRepository,
    { digest }: Descriptor,
  ): Promise<Readable> {
    const bytes = this.blobs.get(digest);
    this.opened.push(digest);
    if (!bytes) {
      throw new RegistryError('not-found', image.registry, 'none');
    }
    this.#open += 1;
    this.most = Math.max(this.most, this.#open);
    const stream = new Transform({
      flush(callback) {
        callback(
          digestOf(bytes) === digest
            ? null
            : new RegistryError(
                'wrong-digest',
                image.registry,
                `the blob ${digest} has other bytes`,
              ),
        );
      },
      transform: (chunk, _, callback) => callback(null, chunk),
    });
    stream.once('close', () => {
      this.#open -= 1;
    });
    stream.end(bytes);
    return stream;
  }
}
