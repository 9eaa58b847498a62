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

import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { Knex } from 'knex';
import type { DatabaseIncidentStore } from '../incidents/DatabaseIncidentStore';
import type { PinSuggestions } from '../pins/PinSuggestions';
import { findExposed } from '../tags/exposure/findExposed';
import { DatabaseTellingStore } from './DatabaseTellingStore';
import { TagMoveTeller } from './TagMoveTeller';

/**
 * The teller of moved tags, with all that is known of each. Owners are told of
 * their own components only, so nobody's permissions are asked for here.
 */
export function createMoveTeller(options: {
  events: EventsService;
  incidents: Pick<DatabaseIncidentStore, 'getMove'>;
  knex: Knex;
  logger: LoggerService;
  /** Left out where owners are not to be notified. */
  notifications?: NotificationService;
  pins: Pick<PinSuggestions, 'suggestForMove'>;
}): TagMoveTeller {
  const { events, incidents, knex, logger, notifications, pins } = options;
  return TagMoveTeller.create({
    store: DatabaseTellingStore.create({ knex }),
    events,
    ...(notifications && { notifications }),
    findExposed: moveId => findExposed(knex, moveId),
    async readRuntimes(moveId) {
      const move = await incidents.getMove(moveId, 'all');
      return move?.runtimes ?? [];
    },
    async suggestPins(moveId) {
      const suggested = await pins.suggestForMove(moveId, 'all');
      return new Map(
        (suggested ?? []).flatMap(({ entityRef, pinned }) =>
          pinned === null ? [] : [[entityRef, pinned] as const],
        ),
      );
    },
    logger,
  });
}
