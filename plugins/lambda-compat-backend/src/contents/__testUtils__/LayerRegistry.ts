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

import type {
  Descriptor,
  ImageConfig,
  ImageRepository,
  Manifest,
} from '@lambda-compat/oci-registry';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import {
  digestOf,
  FakeRegistry,
} from '../../digests/__testUtils__/FakeRegistry';
import { createTar } from './tar';

const GZIP = 'application/vnd.oci.image.layer.v1.tar+gzip';

interface Layer {
  descriptor: Descriptor;
  diffId: string;
  blob: Buffer;
}

/** A registry in memory whose images have real layers. */
export class LayerRegistry extends FakeRegistry {
  readonly #images = new Map<string, Manifest>();
  readonly #imageConfigs = new Map<string, ImageConfig>();
  readonly #layers = new Map<string, Layer & { name: string }>();
  readonly #broken = new Map<string, Error>();
  /** Awaited before each blob. */
  onBlob: (name: string, signal?: AbortSignal) => Promise<void> =
    async () => {};

  /** A layer by its name, with its files. */
  addLayer(name: string, files: Record<string, string>): void {
    const tar = createTar(files);
    const blob = gzipSync(tar);
    const digest = hash(blob);
    this.#layers.set(digest, {
      name,
      descriptor: { mediaType: GZIP, digest, size: blob.length },
      diffId: hash(tar),
      blob,
    });
  }

  /** An image of layers that were added, with the digest of its name. */
  addLayered(
    name: string,
    layers: readonly string[],
    {
      created = null,
      platform = 'linux/amd64',
    }: {
      created?: string | null;
      platform?: string;
    } = {},
  ): void {
    const found = layers.map(layer => this.#find(layer));
    const config = digestOf(`config of ${name}`);
    this.#images.set(digestOf(name), {
      kind: 'image',
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      digest: digestOf(name),
      size: 1,
      config: { mediaType: 'config', digest: config, size: 1 },
      layers: found.map(({ descriptor }) => descriptor),
      annotations: {},
    });
    this.#imageConfigs.set(config, {
      digest: config,
      platform,
      created,
      diffIds: found.map(({ diffId }) => diffId),
      labels: {},
      env: [],
      entrypoint: null,
      cmd: null,
      user: '',
      workingDir: '',
    });
  }

  failLayer(name: string, error: Error | undefined): void {
    const { digest } = this.#find(name).descriptor;
    if (error) {
      this.#broken.set(digest, error);
    } else {
      this.#broken.delete(digest);
    }
  }

  override async getManifest(
    image: ImageRepository & ({ digest: string } | { tag: string }),
  ): Promise<Manifest> {
    if (!('digest' in image)) {
      throw new Error('Asked for a tag');
    }
    const own = this.#images.get(image.digest);
    if (own) {
      this.log.push('MANIFEST');
      return own;
    }
    return super.getManifest(image);
  }

  override async getConfig(
    image: ImageRepository,
    config: Descriptor,
  ): Promise<ImageConfig> {
    return (
      this.#imageConfigs.get(config.digest) ?? super.getConfig(image, config)
    );
  }

  async openBlob(
    _image: ImageRepository,
    { digest }: Descriptor,
    { signal }: { signal?: AbortSignal } = {},
  ): Promise<Readable> {
    const layer = this.#layers.get(digest);
    if (!layer) {
      throw new Error(`There is no blob ${digest}`);
    }
    this.log.push(`BLOB ${layer.name}`);
    await this.onBlob(layer.name, signal);
    const error = this.#broken.get(digest);
    if (error) {
      throw error;
    }
    return Readable.from([layer.blob]);
  }

  /** Layers that were asked for since the last time, in order. */
  takeBlobs(): string[] {
    return this.takeLog().flatMap(line =>
      line.startsWith('BLOB ') ? line.slice('BLOB '.length) : [],
    );
  }

  #find(name: string): Layer {
    const found = [...this.#layers.values()].find(layer => layer.name === name);
    if (!found) {
      throw new Error(`There is no layer ${name}`);
    }
    return found;
  }
}

function hash(bytes: Buffer): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
