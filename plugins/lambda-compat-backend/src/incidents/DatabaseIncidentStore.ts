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
  ExposureWindow,
  MoveComparison,
  ReferencePin,
  TagImpact,
  TagMoveDetails,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { EXPOSURES } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { Knex } from 'knex';
import type {
  ImageComparisons,
  ImageFactsReader,
} from '../contents/ImageFactsReader';
import type { VisibleEntities } from '../coverage/CoverageStore';
import { type Reading, startReading } from '../coverage/queries/reading';
import { readWindows } from '../exposure/windows/readWindows';
import type { PinSuggestions, ProfileSource } from '../pins/PinSuggestions';
import { findExposingMove } from '../tags/exposure/findExposingMove';
import { countImpact, readImpact } from '../tags/exposure/readImpact';
import type { ExposingMove } from '../tags/exposure/selectImpact';
import { readPlatforms } from '../tags/queries/describeMoves';
import { toPlatformContents } from '../tags/queries/moveContents';
import { findMove, isMoveVisible } from '../tags/queries/readMoves';
import { findTags } from '../tags/queries/readTags';
import { describeRuntimes } from './describeRuntimes';
import { findComparedDigest } from './findComparedDigest';
import type { ComparedDigests, IncidentStore } from './Incidents';
import { readExposedRuntimes } from './readExposedRuntimes';
import { composeSummary } from './summary/composeSummary';

/** @see DatabaseIncidentStore.create */
export interface DatabaseIncidentStoreOptions {
  knex: Knex;
  comparisons: ImageComparisons;
  images: ImageFactsReader;
  pins: Pick<PinSuggestions, 'suggestForMove'>;
  profiles: ProfileSource;
}

/** Places of each exposure that are read for a summary; it names far fewer. */
const MAX_PLACES = 200;

/** Windows of a move that are listed, and that are looked through for these. */
const MAX_WINDOWS = 100;
const MAX_LOOKED_AT = 10_000;

/**
 * @see IncidentStore
 *
 * Only reads, but for images that it makes due.
 */
export class DatabaseIncidentStore implements IncidentStore {
  readonly #options: DatabaseIncidentStoreOptions;

  static create(options: DatabaseIncidentStoreOptions): DatabaseIncidentStore {
    return new DatabaseIncidentStore(options);
  }

  private constructor(options: DatabaseIncidentStoreOptions) {
    this.#options = options;
  }

  async getMove(
    moveId: string,
    visible: VisibleEntities,
  ): Promise<TagMoveDetails | undefined> {
    return startReading(this.#options.knex, visible, async reading => {
      const exposing = await findExposingMove(reading, moveId);
      return exposing && this.#readMove(reading, exposing);
    });
  }

  async compareMove(
    moveId: string,
    platform: string,
    visible: VisibleEntities,
  ): Promise<MoveComparison | undefined> {
    const platforms = await startReading(
      this.#options.knex,
      visible,
      async reading =>
        (await isMoveVisible(reading, moveId))
          ? (await readPlatforms(reading, [moveId])).get(moveId) ?? []
          : undefined,
    );
    if (!platforms) {
      return undefined;
    }
    const own = platforms.find(row => row.platform === platform);
    if (!own) {
      return nothing(`The move is not known to have changed ${platform}.`);
    }
    const { from_digest: from, to_digest: to } = own;
    if (from === '' || to === '') {
      return nothing(
        `There is no image for ${platform} ${
          from === '' ? 'before' : 'after'
        } the move.`,
      );
    }
    return this.#options.comparisons.compare({ from, to, platform });
  }

  async compareDigests(
    tagId: string,
    { from, platform, to }: ComparedDigests,
    visible: VisibleEntities,
  ): Promise<MoveComparison | undefined> {
    const found = await startReading(
      this.#options.knex,
      visible,
      async reading => {
        const tags = await findTags(reading, rows =>
          rows.where('t.tag_id', tagId),
        );
        return (
          tags.length > 0 && [
            await findComparedDigest(reading.knex, tagId, from, platform),
            await findComparedDigest(reading.knex, tagId, to, platform),
          ]
        );
      },
    );
    if (!found || found.includes(undefined)) {
      return undefined;
    }
    const [before, after] = found;
    if (!before || !after) {
      const missing = before ? to : from;
      return {
        state: 'failed',
        message: `It is not known what image ${missing} has for ${platform}.`,
        comparison: null,
      };
    }
    return this.#options.comparisons.compare({
      from: before,
      to: after,
      platform,
    });
  }

  async listPins(
    moveId: string,
    visible: VisibleEntities,
  ): Promise<ReferencePin[] | undefined> {
    return this.#options.pins.suggestForMove(moveId, visible);
  }

  async summarize(
    moveId: string,
    visible: VisibleEntities,
  ): Promise<string | undefined> {
    const read = await startReading(
      this.#options.knex,
      visible,
      async reading => {
        const exposing = await findExposingMove(reading, moveId);
        const move = exposing && (await this.#readMove(reading, exposing));
        return move && { move, impact: await readPlaces(reading, exposing) };
      },
    );
    if (!read) {
      return undefined;
    }
    const pins = await this.listPins(moveId, visible);
    return composeSummary({ ...read, pins: pins ?? [] });
  }

  async #readMove(
    reading: Reading,
    exposing: ExposingMove,
  ): Promise<TagMoveDetails | undefined> {
    const move = await findMove(reading, exposing.id);
    if (!move) {
      return undefined;
    }
    const platforms = await readPlatforms(reading, [move.id]);
    const rows = platforms.get(move.id) ?? [];
    return {
      ...move,
      impact: await countImpact(reading, exposing),
      contents: toPlatformContents(rows),
      runtimes: await describeRuntimes(
        reading.knex,
        await readExposedRuntimes(reading, exposing),
        rows,
        this.#options,
      ),
      windows: await readOwnWindows(reading, move.id),
    };
  }
}

/** Those that began with the move, of components that the caller may see. */
async function readOwnWindows(
  { knex, visible }: Reading,
  moveId: string,
): Promise<ExposureWindow[]> {
  const windows = await readWindows(knex, {
    moveIds: [moveId],
    now: Date.now(),
    limit: MAX_LOOKED_AT,
  });
  const seen = visible === 'all' ? undefined : new Set(visible);
  return windows
    .filter(({ entityRef }) => !seen || seen.has(entityRef))
    .slice(0, MAX_WINDOWS);
}

async function readPlaces(
  reading: Reading,
  move: ExposingMove,
): Promise<TagImpact[]> {
  const places: TagImpact[] = [];
  for (const exposure of EXPOSURES) {
    const page = await readImpact(reading, move, {
      filter: { exposure: [exposure] },
      orderField: 'exposure',
      order: 'asc',
      limit: MAX_PLACES,
      withTotal: false,
    });
    places.push(...page.items);
  }
  return places;
}

function nothing(message: string): MoveComparison {
  return { state: 'none', message, comparison: null };
}
