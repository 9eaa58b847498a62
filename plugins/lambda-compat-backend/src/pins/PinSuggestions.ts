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

import type { ReferencePin } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { PinSuggestion } from '@lambda-compat/compatibility';
import type { Answer, RuntimeProfile } from '@lambda-compat/lambda-runtimes';
import type { Knex } from 'knex';
import type { ImageFactsReader } from '../contents/ImageFactsReader';
import type { VisibleEntities } from '../coverage/CoverageStore';
import { type Reading, startReading } from '../coverage/queries/reading';
import { groupRows } from '../tags/queries/tagRows';
import { CandidateFacts, keepChannel } from './CandidateFacts';
import { choosePin } from './choosePin';
import {
  getFunctions,
  getPlatform,
  toProfileKey,
  toReferencePin,
  toTargets,
} from './composePin';
import type { ImageName, PinnableImage } from './PinImage';
import type { PullChecks } from './PullChecks';
import { readPinnableImage } from './readPinnableImage';
import {
  type PinPlace,
  readEntityPlaces,
  readMovePlaces,
} from './readPinPlaces';
import { type BuiltFunction, readBuiltFunctions } from './readTargets';

/** Knows what runtimes provide, by the policy that verdicts go by. */
export interface ProfileSource {
  /** Null where it is not known. */
  findProfile(
    knex: Knex,
    environment: Pick<
      BuiltFunction,
      'runtime' | 'architecture' | 'packageType'
    >,
  ): Promise<RuntimeProfile | null>;
}

/** Everything that the suggestions of one answer rest on. */
interface PinWork {
  places: PinPlace[];
  images: ReadonlyMap<string, PinnableImage>;
  functions: ReadonlyMap<string, BuiltFunction[]>;
  profiles: ReadonlyMap<string, RuntimeProfile | null>;
}

/** Digests that registries are asked about for one answer. */
const MAX_CHECKS = 25;
/** Without an answer of one registry. */
const MAX_FAILURES = 2;

/**
 * What references of build files could be pinned to. Knows nothing of
 * permissions.
 */
export class PinSuggestions {
  readonly #knex: Knex;
  readonly #facts: CandidateFacts;
  readonly #profiles: ProfileSource;
  readonly #pulls: Pick<PullChecks, 'check' | 'peek'>;
  readonly #now: () => number;

  static create(options: {
    knex: Knex;
    images: ImageFactsReader;
    profiles: ProfileSource;
    pulls: Pick<PullChecks, 'check' | 'peek'>;
    now?: () => number;
  }): PinSuggestions {
    return new PinSuggestions(options);
  }

  private constructor(options: {
    knex: Knex;
    images: ImageFactsReader;
    profiles: ProfileSource;
    pulls: Pick<PullChecks, 'check' | 'peek'>;
    now?: () => number;
  }) {
    this.#knex = options.knex;
    this.#facts = CandidateFacts.create({ reader: options.images });
    this.#profiles = options.profiles;
    this.#pulls = options.pulls;
    this.#now = options.now ?? Date.now;
  }

  /**
   * For the references of an entity that shape its artifact, in the order of
   * its files.
   */
  async suggestForEntity(
    entityRef: string,
    visible: VisibleEntities,
  ): Promise<ReferencePin[]> {
    const work = await startReading(this.#knex, visible, async reading =>
      this.#prepare(reading, await readEntityPlaces(reading, entityRef)),
    );
    return this.#suggest(work);
  }

  /**
   * For the references that a move exposes, at most 100, in the order of its
   * impact; undefined where the caller sees no such move.
   */
  async suggestForMove(
    moveId: string,
    visible: VisibleEntities,
  ): Promise<ReferencePin[] | undefined> {
    const work = await startReading(this.#knex, visible, async reading => {
      const places = await readMovePlaces(reading, moveId);
      return places && this.#prepare(reading, places);
    });
    return work && this.#suggest(work);
  }

  /** Reads all that is needed, of one state of the database. */
  async #prepare(reading: Reading, places: PinPlace[]): Promise<PinWork> {
    const { knex } = reading;
    const functions = await readBuiltFunctions(
      knex,
      places.map(({ entityRef }) => entityRef),
    );
    const images = new Map<string, PinnableImage>();
    for (const [key, group] of groupRows(places, toImageKey)) {
      const platforms = new Set(
        group.flatMap(place =>
          getFunctions(functions, place).flatMap(
            one => getPlatform(place, one) ?? [],
          ),
        ),
      );
      const image = await readPinnableImage(reading, group[0], {
        platforms: [...platforms].sort(),
        now: this.#now(),
      });
      await this.#facts.addTo(knex, image);
      images.set(key, keepChannel(image));
    }
    const profiles = new Map<string, RuntimeProfile | null>();
    for (const one of places.flatMap(place => getFunctions(functions, place))) {
      const key = toProfileKey(one);
      if (!profiles.has(key)) {
        profiles.set(key, await this.#profiles.findProfile(knex, one));
      }
    }
    return { places, images, functions, profiles };
  }

  /** One after the other: what one has asked is known to the next. */
  async #suggest(work: PinWork): Promise<ReferencePin[]> {
    const chosen = new Map<string, PinSuggestion>();
    const pins: ReferencePin[] = [];
    const ask = this.#createAsker();
    for (const place of work.places) {
      const functions = getFunctions(work.functions, place);
      const image = work.images.get(toImageKey(place));
      const targets = toTargets(place, functions, image, work.profiles);
      // Most components are alike in all that a pin depends on.
      const key = JSON.stringify([
        toImageKey(place),
        targets.map(({ target: { profile, ...target }, candidates }) => [
          target,
          profile?.id,
          candidates.map(one => [one.platformDigest, one.measured]),
        ]),
      ]);
      const suggestion =
        chosen.get(key) ??
        (await choosePin(targets, digest => ask(place, digest)));
      chosen.set(key, suggestion);
      pins.push(toReferencePin(place, functions, image, suggestion));
    }
    return pins;
  }

  /**
   * Asks registries a bounded number of times, and one that does not answer
   * not much longer; what is left is not known.
   */
  #createAsker() {
    let asked = 0;
    const silent = new Map<string, number>();
    return async (
      { registry, repository }: ImageName,
      digest: string,
    ): Promise<Answer> => {
      const image = { registry, repository, digest };
      const known = await this.#pulls.peek(image);
      const failures = silent.get(registry) ?? 0;
      if (
        known !== undefined ||
        asked >= MAX_CHECKS ||
        failures >= MAX_FAILURES
      ) {
        return known ?? 'unknown';
      }
      asked += 1;
      const answer = await this.#pulls.check(image);
      if (answer === 'unknown') {
        silent.set(registry, failures + 1);
      }
      return answer;
    };
  }
}

function toImageKey({ registry, repository, tag }: ImageName): string {
  return `${registry}/${repository}:${tag}`;
}
