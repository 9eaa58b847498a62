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

import type { Readable } from 'node:stream';
import type { AddressLookup } from './address/guardedConnector';
import { systemClock } from './clock';
import type { RegistryClock } from './clock';
import { RegistryError } from './errors';
import { Deadline } from './http/Deadline';
import { readImageConfig } from './manifest/parseImageConfig';
import { askBlob, openBlob } from './registry/blobs';
import { DEFAULT_REGISTRY_LIMITS } from './registry/limits';
import { listTags } from './registry/listTags';
import { fetchManifest, hasManifest, resolveTag } from './registry/manifests';
import { checkedDigest, checkedRepository, checkedTag } from './registry/names';
import { Registries } from './registry/Registries';
import type { Registry } from './registry/Registry';
import type {
  CredentialsProvider,
  Descriptor,
  ImageConfig,
  ImageRepository,
  Manifest,
  RegistryLimits,
  RegistryQuota,
  RegistryRequest,
  RegistrySettings,
  ResolvedTag,
} from './types';

const DEFAULT_TAG_LIMIT = 10_000;

/** A parked registry is asked again after that, whatever was said. */
const MAX_PARKING_MS = 32 * 24 * 3_600_000;

/**
 * How a {@link RegistryClient} asks; all of it is optional.
 *
 * @public
 */
export interface RegistryClientOptions {
  /** Others are asked at the host of the reference, without credentials. */
  registries?: readonly RegistrySettings[];
  /** Asked in order, for registries whose settings have no credentials. */
  credentials?: readonly CredentialsProvider[];
  limits?: Partial<RegistryLimits>;
  /** `User-Agent`; by default `lambda-compat`. */
  userAgent?: string;
  /** Called after every HTTP request; must not throw. */
  onRequest?: (request: RegistryRequest) => void;
  /** Called after every answer that changes it; must not throw. */
  onQuota?: (quota: RegistryQuota) => void;
  /** Resolves names instead of the system; its addresses are checked alike. */
  lookup?: (host: string) => Promise<Array<{ address: string; family: 4 | 6 }>>;
  clock?: RegistryClock;
}

/** @public */
export interface RegistryCallOptions {
  /** Ends the call with `aborted`. */
  signal?: AbortSignal;
}

/**
 * Asks registries what a tag points to, and for the content behind it
 * (distribution-spec, "Pull"). Keeps connections, tokens and budgets for its
 * lifetime; one client is enough for a process.
 *
 * What it returns was checked: digests are those of the bytes, types are those
 * that were asked for. Everything it throws is a {@link RegistryError}.
 *
 * @public
 */
export class RegistryClient {
  readonly #limits: RegistryLimits;
  readonly #clock: RegistryClock;
  readonly #closed = new AbortController();
  readonly #registries: Registries;

  /** @throws TypeError where the settings of a registry cannot be meant so */
  static create(options: RegistryClientOptions = {}): RegistryClient {
    return new RegistryClient(options);
  }

  private constructor(options: RegistryClientOptions) {
    this.#limits = { ...DEFAULT_REGISTRY_LIMITS, ...options.limits };
    this.#clock = options.clock ?? systemClock;
    this.#registries = new Registries(options.registries ?? [], {
      providers: options.credentials ?? [],
      limits: this.#limits,
      userAgent: options.userAgent ?? 'lambda-compat',
      onRequest: options.onRequest,
      onQuota: options.onQuota,
      lookup: options.lookup satisfies AddressLookup | undefined,
      clock: this.#clock,
      closed: this.#closed.signal,
    });
  }

  /**
   * What a tag points to, by one HEAD, which Docker Hub does not count. Where
   * that does not tell, one GET.
   */
  async resolveTag(
    image: ImageRepository & { tag: string },
    options: RegistryCallOptions = {},
  ): Promise<ResolvedTag> {
    return this.#call(image, options, (registry, repository, deadline) =>
      resolveTag(
        registry,
        {
          repository,
          reference: checkedTag(registry.name, image.tag),
          maxBytes: this.#limits.manifestBytes,
        },
        deadline,
      ),
    );
  }

  /** The manifest or index of a digest, or that of a tag; one GET. */
  async getManifest(
    image: ImageRepository & ({ digest: string } | { tag: string }),
    options: RegistryCallOptions = {},
  ): Promise<Manifest> {
    return this.#call(
      image,
      options,
      async (registry, repository, deadline) => {
        const reference =
          'digest' in image
            ? checkedDigest(registry.name, image.digest)
            : checkedTag(registry.name, image.tag);
        const { manifest } = await fetchManifest(
          registry,
          { repository, reference, maxBytes: this.#limits.manifestBytes },
          deadline,
        );
        return manifest;
      },
    );
  }

  /**
   * Whether a digest can still be had, by one HEAD, which Docker Hub does not
   * count. False only where the registry says that it does not know the
   * manifest or the repository (`MANIFEST_UNKNOWN`, `NAME_UNKNOWN`), asked
   * with every type of manifest; whatever else comes in between is thrown.
   */
  async hasManifest(
    image: ImageRepository & { digest: string },
    options: RegistryCallOptions = {},
  ): Promise<boolean> {
    return this.#call(image, options, (registry, repository, deadline) =>
      hasManifest(
        registry,
        {
          repository,
          reference: checkedDigest(registry.name, image.digest),
          maxBytes: this.#limits.manifestBytes,
        },
        deadline,
      ),
    );
  }

  /** The configuration that a manifest names. */
  async getConfig(
    image: ImageRepository,
    config: Descriptor,
    options: RegistryCallOptions = {},
  ): Promise<ImageConfig> {
    return this.#call(
      image,
      options,
      async (registry, repository, deadline) => {
        const { digest, size } = config;
        const maxBytes = this.#limits.configBytes;
        if (size > maxBytes) {
          throw new RegistryError(
            'too-large',
            registry.name,
            `the configuration ${digest} has more than the ${maxBytes} bytes that are read`,
          );
        }
        const answer = await askBlob(
          registry,
          { repository, digest, maxBytes },
          deadline,
        );
        return readImageConfig(answer.bytes, digest, registry.name);
      },
    );
  }

  /**
   * The bytes of a blob. They are checked as they pass: the stream ends with
   * an error where they were not those of the digest, so nothing may be
   * concluded from them before its end. Destroy it to end earlier. `urls` of a
   * descriptor are never asked.
   */
  async openBlob(
    image: ImageRepository,
    blob: Descriptor,
    options: RegistryCallOptions = {},
  ): Promise<Readable> {
    const registry = this.#registries.get(image.registry);
    return openBlob(
      registry,
      {
        repository: checkedRepository(registry.name, image.repository),
        blob,
        totalMs: this.#limits.totalMs,
      },
      [options.signal, this.#closed.signal],
    );
  }

  /**
   * The tags of a repository, in the order of the registry.
   *
   * @param options - `limit` of tags, by default 10,000; more are left out
   */
  async listTags(
    image: ImageRepository,
    options: RegistryCallOptions & { limit?: number } = {},
  ): Promise<string[]> {
    return this.#call(image, options, (registry, repository, deadline) =>
      listTags(
        registry,
        {
          repository,
          maxBytes: this.#limits.manifestBytes,
          limit: options.limit ?? DEFAULT_TAG_LIMIT,
        },
        deadline,
      ),
    );
  }

  /**
   * Does not ask a registry for some time, for example because another process
   * was told so. Calls wait, or fail with `rate-limited`.
   *
   * @param until - milliseconds since 1970
   * @param reason - goes on after "is not asked before …:"
   */
  park(registry: string, until: number, reason: string): void {
    this.#registries.get(registry).park({
      until: Math.min(until, this.#clock.now() + MAX_PARKING_MS),
      reason,
      code: 'rate-limited',
      status: 429,
    });
  }

  /** Of every registry that was asked or parked, sorted by name. */
  quotas(): RegistryQuota[] {
    return this.#registries.quotas();
  }

  /** Ends all calls, with `aborted`, and all connections. */
  async close(): Promise<void> {
    this.#closed.abort();
    await this.#registries.close();
  }

  async #call<T>(
    image: ImageRepository,
    options: RegistryCallOptions,
    work: (
      registry: Registry,
      repository: string,
      deadline: Deadline,
    ) => Promise<T>,
  ): Promise<T> {
    const registry = this.#registries.get(image.registry);
    const repository = checkedRepository(registry.name, image.repository);
    const deadline = new Deadline(registry.name, this.#limits.totalMs, [
      options.signal,
      this.#closed.signal,
    ]);
    try {
      return await work(registry, repository, deadline);
    } finally {
      deadline.dispose();
    }
  }
}
