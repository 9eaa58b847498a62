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
  BuildImageFacts,
  ImageProvides,
} from '@lambda-compat/compatibility';
import {
  compareVersionNames,
  isPrivateVersion,
} from '@lambda-compat/lambda-runtimes';
import type { Knex } from 'knex';
import type { ImageFactsReader } from '../../contents/ImageFactsReader';
import { toChunks } from '../../database/statements';
import { TABLE_INTERVALS, TABLE_TAGS } from '../../database/tagTables';
import type { EntityTagFacts } from '../facts/EntityTagFacts';
import { type ImageProvision, ImageProvisions } from './ImageProvisions';
import {
  type BuiltFunction,
  planBuildImages,
  type PlannedBuildImage,
} from './planBuildImages';

const MAX_ALIASES = 20;

/** What one judgement rests on of images, and what it can be known again by. */
export interface BuildImages {
  facts: BuildImageFacts[];
  /** Changes with everything that the rules see, but not with each look. */
  key: unknown;
}

/** Reads what the images provide that builds of functions pull. */
export class BuildImageReader {
  readonly #provisions: ImageProvisions;
  readonly #now: () => Date;

  static create(options: {
    images: ImageFactsReader;
    now?: () => Date;
  }): BuildImageReader {
    return new BuildImageReader(options);
  }

  private constructor(options: { images: ImageFactsReader; now?: () => Date }) {
    this.#provisions = ImageProvisions.create(options);
    this.#now = options.now ?? (() => new Date());
  }

  /** Of each function, in their order: three statements for all together. */
  async read(
    knex: Knex,
    functions: ReadonlyArray<{ tags: EntityTagFacts; built: BuiltFunction }>,
  ): Promise<BuildImages[]> {
    const planned = functions.map(({ built, tags }) =>
      planBuildImages(tags, built),
    );
    const images = planned.flat();
    const provisions = await this.#provisions.read(
      knex,
      new Set(
        images.flatMap(({ facts, moved }) => [
          ...(facts.digest ? [facts.digest] : []),
          ...(moved?.from ? [moved.from] : []),
        ]),
      ),
    );
    const aliases = await readDatedTags(
      knex,
      images.flatMap(({ facts }) => facts.digest ?? []),
    );
    const now = this.#now().getTime();
    return planned.map(own => {
      const facts = own.map(one => complete(one, provisions, aliases));
      return { facts, key: facts.map(one => toKey(one, now)) };
    });
  }
}

function complete(
  { facts, moved, registry, repository, unread }: PlannedBuildImage,
  provisions: ReadonlyMap<string, ImageProvision>,
  aliases: ReadonlyMap<string, string[]>,
): BuildImageFacts {
  const current = facts.digest ? provisions.get(facts.digest) : undefined;
  const before = moved?.from ? provisions.get(moved.from)?.provides : undefined;
  const after = current?.provides;
  return {
    ...facts,
    provides: after ?? null,
    unread: after ? null : current?.unread ?? unread,
    aliases: aliases.get(`${registry}/${repository}@${facts.digest}`) ?? [],
    moved: moved && {
      ...moved,
      gained: before && after ? listNew(before, after) : null,
      lost: before && after ? listNew(after, before) : null,
    },
  };
}

/** The versions that `after` has and `before` does not, by library. */
export function listNew(
  before: readonly ImageProvides[],
  after: readonly ImageProvides[],
): Array<{ library: string; versions: string[] }> {
  const known = new Map(
    before.map(({ name, versions }) => [name, new Set(versions)]),
  );
  return after.flatMap(({ name, versions }) => {
    const added = versions.filter(
      version =>
        !known.get(name)?.has(version) &&
        !isPrivateVersion(version) &&
        !version.includes('_TM_'),
    );
    return added.length > 0
      ? [{ library: name, versions: added.sort(compareVersionNames) }]
      : [];
  });
}

/** Build-stamped tags of a repository that point, or pointed, to digests. */
async function readDatedTags(
  knex: Knex,
  digests: readonly string[],
): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  for (const chunk of toChunks([...new Set(digests)])) {
    const rows: Array<
      Record<'digest' | 'registry' | 'repository' | 'tag', string>
    > = await knex({ i: TABLE_INTERVALS })
      .join({ t: TABLE_TAGS }, 't.tag_id', 'i.tag_id')
      .whereIn('i.digest', chunk)
      .where('t.pin_class', 'dated')
      .distinct('i.digest', 't.registry', 't.repository', 't.tag')
      .orderBy('t.tag')
      .limit(chunk.length * MAX_ALIASES);
    for (const { digest, registry, repository, tag } of rows) {
      const key = `${registry}/${repository}@${digest}`;
      found.set(key, [...(found.get(key) ?? []), tag].slice(0, MAX_ALIASES));
    }
  }
  return found;
}

/**
 * Of what an image provides its digest says enough, and of when it was seen
 * whether that is too long ago: a registry is looked at many times a day.
 */
function toKey(facts: BuildImageFacts, now: number): unknown {
  const { provides, seenAt, staleAfterSeconds, ...rest } = facts;
  return [
    rest,
    provides !== null,
    getStaleness(seenAt, staleAfterSeconds, now),
  ];
}

/** In units of how old it may be; 0 while it is fresh. */
export function getStaleness(
  seenAt: string | null,
  staleAfterSeconds: number | null,
  now: number,
): number {
  if (seenAt === null || staleAfterSeconds === null) {
    return -1;
  }
  const age = now - Date.parse(seenAt);
  return Math.min(2, Math.max(0, Math.floor(age / 1_000 / staleAfterSeconds)));
}
