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
  type Descriptor,
  type ImageConfig,
  type ImageRepository,
  type Manifest,
  RegistryError,
  type RegistryErrorCode,
  type RegistryQuota,
  type ResolvedTag,
} from '@lambda-compat/oci-registry';
import { createHash } from 'node:crypto';
import type { TagRegistry } from '../TagRegistry';

const INDEX = 'application/vnd.oci.image.index.v1+json';
const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';

/** A digest that a name always has. */
export function digestOf(name: string): string {
  return `sha256:${createHash('sha256').update(name).digest('hex')}`;
}

function describe(name: string, mediaType: string): Descriptor {
  return { mediaType, digest: digestOf(name), size: 1 };
}

interface Failure {
  code: RegistryErrorCode;
  status?: number;
  retryAt?: number;
}

/**
 * Answers from memory as registries do, writes down what it is asked, and fails
 * as it is told.
 */
export class FakeRegistry implements TagRegistry {
  /** `HEAD repository:tag`, `GET digest-name`, `CONFIG digest-name`. */
  readonly log: string[] = [];
  readonly #names = new Map<string, string>();
  readonly #tags = new Map<string, string | Failure>();
  readonly #manifests = new Map<string, Manifest | Failure>();
  readonly #configs = new Map<string, ImageConfig>();
  /** Awaited before each answer to HEAD. */
  onHead: (image: string, signal: AbortSignal) => Promise<void> =
    async () => {};
  quota: RegistryQuota[] = [];

  /** `host/repository:tag` points to what has this name. */
  push(image: string, name: string): void {
    this.#tags.set(image, digestOf(name));
  }

  fail(image: string, code: RegistryErrorCode, parts: Partial<Failure> = {}) {
    this.#tags.set(image, { code, ...parts });
  }

  failContent(name: string, code: RegistryErrorCode): void {
    this.#manifests.set(digestOf(name), { code });
  }

  addImage(
    name: string,
    parts: {
      platform?: string;
      layers?: string[];
      diffIds?: string[];
      config?: string;
      mediaType?: string;
    } = {},
  ): void {
    const { config = `config of ${name}`, layers = [`layer of ${name}`] } =
      parts;
    this.#names.set(digestOf(name), name);
    this.#names.set(digestOf(config), config);
    this.#manifests.set(digestOf(name), {
      kind: 'image',
      mediaType: parts.mediaType ?? MANIFEST,
      digest: digestOf(name),
      size: 1,
      config: describe(config, 'config'),
      layers: layers.map(layer => describe(layer, 'layer')),
      annotations: {},
    });
    this.#configs.set(digestOf(config), {
      digest: digestOf(config),
      platform: parts.platform ?? 'linux/amd64',
      created: null,
      diffIds: (parts.diffIds ?? layers).map(layer =>
        digestOf(`diff ${layer}`),
      ),
      labels: {},
      env: [],
      entrypoint: null,
      cmd: null,
      user: '',
      workingDir: '',
    });
  }

  /** An index over images, by platform; nested indexes by name. */
  addIndex(
    name: string,
    images: Record<string, string | null>,
    more: { indexes?: string[]; withoutPlatform?: string[] } = {},
  ): void {
    this.#names.set(digestOf(name), name);
    this.#manifests.set(digestOf(name), {
      kind: 'index',
      mediaType: INDEX,
      digest: digestOf(name),
      size: 1,
      manifests: [
        ...Object.entries(images).map(([platform, image]) => ({
          ...describe(image ?? 'missing', MANIFEST),
          platform,
          osVersion: null,
        })),
        ...(more.withoutPlatform ?? []).map(image => ({
          ...describe(image, MANIFEST),
          platform: null,
          osVersion: null,
        })),
      ],
      attestations: [],
      indexes: (more.indexes ?? []).map(nested => describe(nested, INDEX)),
      others: [],
      annotations: {},
    });
  }

  /** Images for both platforms of AWS Lambda and an index over them. */
  addRelease(name: string, files: string = name): void {
    for (const architecture of ['amd64', 'arm64']) {
      this.addImage(`${name} ${architecture}`, {
        platform: `linux/${architecture}`,
        layers: [`${files} ${architecture}`],
      });
    }
    this.addIndex(name, {
      'linux/amd64': `${name} amd64`,
      'linux/arm64': `${name} arm64`,
    });
  }

  async resolveTag(
    image: ImageRepository & { tag: string },
    options: { signal: AbortSignal },
  ): Promise<ResolvedTag> {
    const name = `${image.registry}/${image.repository}:${image.tag}`;
    this.log.push(`HEAD ${name}`);
    await this.onHead(name, options.signal);
    const found = this.#tags.get(name) ?? { code: 'manifest-unknown' as const };
    if (typeof found !== 'string') {
      throw toError(found, image.registry);
    }
    return {
      digest: found,
      mediaType: INDEX,
      size: 1,
      method: 'head',
      warnings: [],
    };
  }

  async getManifest({
    digest,
    registry,
  }: ImageRepository & { digest: string }): Promise<Manifest> {
    this.log.push(`GET ${this.#names.get(digest) ?? digest}`);
    const found = this.#manifests.get(digest) ?? {
      code: 'manifest-unknown' as const,
    };
    if ('code' in found) {
      throw toError(found, registry);
    }
    return found;
  }

  async getConfig(
    { registry }: ImageRepository,
    { digest }: Descriptor,
  ): Promise<ImageConfig> {
    this.log.push(`CONFIG ${this.#names.get(digest) ?? digest}`);
    const found = this.#configs.get(digest);
    if (!found) {
      throw toError({ code: 'not-found' }, registry);
    }
    return found;
  }

  quotas(): RegistryQuota[] {
    return this.quota;
  }

  /** What it was asked since the last time. */
  takeLog(): string[] {
    return this.log.splice(0);
  }
}

function toError({ code, ...options }: Failure, registry: string) {
  return new RegistryError(code, registry, `it says ${code}`, options);
}
