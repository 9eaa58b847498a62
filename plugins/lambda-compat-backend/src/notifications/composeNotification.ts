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
  NotificationPayload,
  NotificationSeverity,
} from '@backstage/plugin-notifications-common';
import type {
  MoveContents,
  MoveOnRuntime,
  TagImpact,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { familiarName } from '@lambda-compat/image-references';
import { createHash } from 'node:crypto';
import {
  type ContentsWeight,
  describeContents,
  sayRuntimes,
} from './describeContents';
import { describeMoved } from './describeMoved';
import { isWeighty, weightyPlatforms } from './movedTagEvents';
import { cut, cutStart } from './plainText';
import {
  byComponent,
  type NamedComponent,
  sayBuilt,
  sayDoubt,
  sayExposed,
  sayPins,
} from './sayComponents';
import type { DueMove } from './TellingStore';

/** By which users switch these notifications off. */
const TOPIC = 'tag-moved';

// Columns of the notifications backend.
const MAX_TITLE = 255;
const MAX_SCOPE = 255;

/** What follows "The next build of orders" where its runtime lacks what came. */
const CAN_BREAK = { certain: 'can break.', possible: 'may break' };

/** One notification, and the owner that it is for. */
export interface OwnerNotification {
  ownerRef: string;
  payload: NotificationPayload;
}

/** What is known of a move besides itself. */
export interface MoveTidings {
  /** What the runtimes of exposed functions have of what came. */
  runtimes: readonly MoveOnRuntime[];
  /** What to pin to, by component. */
  pins: ReadonlyMap<string, string>;
}

const NO_TIDINGS: MoveTidings = { runtimes: [], pins: new Map() };

/**
 * One notification for each owner of components that a move exposes, which
 * names only that owner's. None of a move with which nothing came.
 */
export function composeNotifications(
  move: DueMove,
  impacts: readonly TagImpact[],
  tidings: MoveTidings = NO_TIDINGS,
): OwnerNotification[] {
  if (!isWeighty(move.class)) {
    return [];
  }
  const exposed = impacts.filter(impact => impact.exposure !== 'not-exposed');
  const owners = new Set(exposed.flatMap(impact => impact.ownerRefs));
  return [...owners].sort().flatMap(ownerRef => {
    const own = exposed.filter(impact => impact.ownerRefs.includes(ownerRef));
    const payload = compose(move, ownerRef, own, tidings);
    return payload ? { ownerRef, payload } : [];
  });
}

/** What came for the platforms that components build for. */
function selectContents(
  move: DueMove,
  impacts: readonly TagImpact[],
): MoveContents[] {
  const platforms = new Set(weightyPlatforms(move).map(it => it.platform));
  const all = move.contents.filter(({ platform }) => platforms.has(platform));
  const own = all.filter(one =>
    impacts.some(
      ({ platform }) => platform === null || platform === one.platform,
    ),
  );
  return own.length > 0 ? own : all;
}

/** @returns undefined where there is nothing to tell */
function compose(
  move: DueMove,
  ownerRef: string,
  impacts: readonly TagImpact[],
  { pins, runtimes }: MoveTidings,
): NotificationPayload | undefined {
  const built = byComponent(impacts, 'already-built');
  const isNamed = ({ entityRef }: NamedComponent) =>
    built.some(other => other.entityRef === entityRef);
  const certain = byComponent(impacts, 'next-build').filter(
    component => !isNamed(component),
  );
  const possible = byComponent(impacts, 'possibly').filter(
    component =>
      !isNamed(component) &&
      !certain.some(other => other.entityRef === component.entityRef),
  );
  const { title, what, becomes, advice } = describeMoved(move);
  const contents = describeContents(selectContents(move, impacts));
  if (contents.weight === 'none') {
    return undefined;
  }
  const canBreak =
    contents.weight === 'heavy' &&
    runtimes.length > 0 &&
    runtimes.every(({ fit }) => fit.answer === 'no');
  const gets = canBreak ? CAN_BREAK : becomes;
  const sentences = [
    // Nothing is known in two ways where it could not be compared.
    move.class === 'undetermined' ? [] : contents.sentences,
    contents.weight === 'heavy' ? sayRuntimes(runtimes) : [],
    built.length > 0 ? sayBuilt(built) : [],
    certain.length > 0 ? sayExposed(certain, gets.certain) : [],
    possible.length > 0
      ? sayExposed(possible, `${gets.possible}: ${sayDoubt(possible)}.`)
      : [],
    sayPins([...built, ...certain, ...possible], pins) ?? advice,
  ].flat();
  const titled =
    contents.title === null ? title : `${title}: ${contents.title}`;
  return {
    title: cut(`${shortImage(move)} ${titled}`, MAX_TITLE),
    description: [what, ...sentences].join(' '),
    link: `/lambda-compat/tag-changes/${move.moveId}`,
    severity: getSeverity(
      move,
      contents.weight,
      built.length + certain.length > 0,
    ),
    topic: TOPIC,
    scope: getScope(move.moveId, ownerRef),
  };
}

/**
 * One that was told of the move already is told of it anew by the same
 * notification. The owner is part of it: who is in two groups would otherwise
 * see only what was sent to the second.
 */
function getScope(moveId: string, ownerRef: string): string {
  const scope = `lambda-compat:tag-moved:${moveId}:${ownerRef}`;
  return scope.length <= MAX_SCOPE
    ? scope
    : `lambda-compat:tag-moved:${moveId}:${createHash('sha256')
        .update(ownerRef)
        .digest('hex')}`;
}

function getSeverity(
  move: DueMove,
  weight: ContentsWeight,
  isCertain: boolean,
): NotificationSeverity {
  if (!isCertain || weight === 'light') {
    return 'normal';
  }
  const changesFiles = ['content', 'gone'].includes(move.class);
  return changesFiles || weight === 'heavy' ? 'high' : 'normal';
}

/** Without Docker Hub and `library/`, as people write it, with its tag. */
function shortImage({ registry, repository, tag }: DueMove): string {
  const name = familiarName({ registry, repository, tag: null, digest: null });
  return `${cutStart(name, 120)}:${tag}`;
}
