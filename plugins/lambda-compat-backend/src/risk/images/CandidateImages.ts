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
  InputError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  formatImageReference,
  type NormalizedReference,
  parseImageReference,
} from '@lambda-compat/image-references';
import { isRegistryError } from '@lambda-compat/oci-registry';
import type { Knex } from 'knex';
import type {
  ImageRequests,
  StoredImage,
} from '../../contents/ImageFactsReader';
import type { VisibleEntities } from '../../coverage/CoverageStore';
import { whereVisible } from '../../coverage/queries/predicates';
import { startReading } from '../../coverage/queries/reading';
import {
  TABLE_CONSUMERS,
  TABLE_TAGS,
  type WatchedTagsRow,
} from '../../database/tagTables';
import { toSentence } from '../../digests/toSentence';
import { compareObservers } from '../../tags/queries/readEntityHistory';

/** An image that functions could be built on. */
export interface FoundImage {
  /** Completed. */
  name: string;
  registry: string;
  repository: string;
  digest: string;
  /** It was asked for by a tag, which points to it now. */
  isToday: boolean;
}

/** Asks the registry of an image, or who is asked in its place. */
export type ResolveTag = (
  image: { registry: string; repository: string; tag: string },
  options: { signal: AbortSignal },
) => Promise<{ digest: string }>;

/** What a registry says of a tag that is there no more, or never was. */
const NOT_THERE: ReadonlySet<string> = new Set([
  'manifest-unknown',
  'repository-unknown',
  'not-found',
]);

/** Somebody is looking at a page meanwhile. */
const TIMEOUT_MS = 10_000;

/**
 * Finds the images that somebody asks about. Only registries and repositories
 * that build files name are asked: a portal must not ask any host that whoever
 * writes an address into a form can think of.
 */
export class CandidateImages {
  readonly #knex: Knex;
  readonly #requests: ImageRequests;
  readonly #resolveTag: ResolveTag | undefined;

  /** @param options - without `resolveTag` only watched tags are known */
  static create(options: {
    knex: Knex;
    requests: ImageRequests;
    resolveTag?: ResolveTag;
  }): CandidateImages {
    return new CandidateImages(options);
  }

  private constructor(options: {
    knex: Knex;
    requests: ImageRequests;
    resolveTag?: ResolveTag;
  }) {
    this.#knex = options.knex;
    this.#requests = options.requests;
    this.#resolveTag = options.resolveTag;
  }

  /**
   * @throws `InputError` for what is no image; `NotFoundError` for one of a
   *   repository that no visible component names, and for a tag that is not
   *   there; `ServiceUnavailableError` where the registry does not say
   */
  async find(text: string, visible: VisibleEntities): Promise<FoundImage> {
    const parsed = parseImageReference(text);
    if (!parsed.ok) {
      throw new InputError(
        `The query parameter 'image' must be an image with a tag or a digest: ${parsed.error}`,
      );
    }
    const { reference } = parsed;
    const { digest, registry, repository } = reference;
    const known = await this.#read(reference, visible);
    if (!known) {
      throw new NotFoundError(
        `No component that you may read names the repository '${registry}/${repository}'; only images of repositories that build files name can be asked about`,
      );
    }
    return {
      name: formatImageReference(reference),
      registry,
      repository,
      digest: digest ?? known.digest ?? (await this.#resolve(reference)),
      isToday: digest === null,
    };
  }

  /** Undefined where contents of images are not read, by configuration. */
  async request(
    { digest, registry, repository }: FoundImage,
    platform: string,
  ): Promise<StoredImage | undefined> {
    return this.#requests.requestImage({
      registry,
      repository,
      digest,
      platform,
    });
  }

  /** Undefined where no visible component names the repository. */
  async #read(
    { registry, repository, tag }: NormalizedReference,
    visible: VisibleEntities,
  ): Promise<{ digest: string | null } | undefined> {
    return startReading(this.#knex, visible, async reading => {
      const { knex } = reading;
      const named = knex({ c: TABLE_CONSUMERS })
        .where({
          'c.registry': registry,
          'c.repository': repository,
          'c.until_ms': 0,
        })
        .first('c.entity_ref');
      whereVisible(reading, named, 'c.entity_ref');
      if (!(await named)) {
        return undefined;
      }
      const rows = await knex<WatchedTagsRow>(TABLE_TAGS).where({
        registry,
        repository,
        tag: tag ?? '',
        state: 'present',
        failure_code: '',
        not_watched: '',
      });
      const [first] = rows.sort(compareObservers);
      return { digest: first?.digest || null };
    });
  }

  async #resolve(reference: NormalizedReference): Promise<string> {
    const { registry, repository, tag } = reference;
    if (!this.#resolveTag || tag === null) {
      throw new NotFoundError(
        `The tag '${formatImageReference(
          reference,
        )}' is not watched, and registries are not asked, by configuration`,
      );
    }
    try {
      const { digest } = await this.#resolveTag(
        { registry, repository, tag },
        { signal: AbortSignal.timeout(TIMEOUT_MS) },
      );
      return digest;
    } catch (error) {
      if (!isRegistryError(error)) {
        throw error;
      }
      const message = toSentence(error);
      throw NOT_THERE.has(error.code)
        ? new NotFoundError(message)
        : new ServiceUnavailableError(message);
    }
  }
}
