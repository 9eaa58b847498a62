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

import { parseEntityRef } from '@backstage/catalog-model';
import type {
  NotificationPayload,
  NotificationSeverity,
} from '@backstage/plugin-notifications-common';
import type { TagImpact } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { familiarName } from '@lambda-compat/image-references';
import { createHash } from 'node:crypto';
import { describeMoved } from './describeMoved';
import { isWeighty } from './movedTagEvents';
import type { DueMove } from './TellingStore';

/** By which users switch these notifications off. */
const TOPIC = 'tag-moved';

// Columns of the notifications backend.
const MAX_TITLE = 255;
const MAX_SCOPE = 255;

const MAX_NAMED = 5;
const MAX_NAME = 60;
const MAX_PLACE = 60;

/** One notification, and the owner that it is for. */
export interface OwnerNotification {
  ownerRef: string;
  payload: NotificationPayload;
}

/**
 * One notification for each owner of components that a move exposes, which
 * names only that owner's.
 */
export function composeNotifications(
  move: DueMove,
  impacts: readonly TagImpact[],
): OwnerNotification[] {
  if (!isWeighty(move.class)) {
    return [];
  }
  const exposed = impacts.filter(impact => impact.exposure !== 'not-exposed');
  const owners = new Set(exposed.flatMap(impact => impact.ownerRefs));
  return [...owners].sort().map(ownerRef => ({
    ownerRef,
    payload: compose(
      move,
      ownerRef,
      exposed.filter(impact => impact.ownerRefs.includes(ownerRef)),
    ),
  }));
}

function compose(
  move: DueMove,
  ownerRef: string,
  impacts: readonly TagImpact[],
): NotificationPayload {
  const certain = byComponent(impacts, 'next-build');
  const possible = byComponent(impacts, 'possibly').filter(
    ({ entityRef }) => !certain.some(other => other.entityRef === entityRef),
  );
  const { title, what, becomes, advice } = describeMoved(move);
  const sentences = [
    what,
    ...(certain.length > 0 ? [sayExposed(certain, becomes.certain)] : []),
    ...(possible.length > 0
      ? [sayExposed(possible, `${becomes.possible}: ${sayDoubt(possible)}.`)]
      : []),
    advice,
  ];
  return {
    title: cut(`${shortImage(move)} ${title}`, MAX_TITLE),
    description: sentences.join(' '),
    link: `/lambda-compat/tag-changes/${move.moveId}`,
    severity: getSeverity(move, certain.length > 0),
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

function getSeverity(move: DueMove, certain: boolean): NotificationSeverity {
  const changesFiles = ['content', 'gone'].includes(move.class);
  return certain && changesFiles ? 'high' : 'normal';
}

interface NamedComponent {
  entityRef: string;
  name: string;
  /** File and line, each once. */
  places: string[];
  reason: TagImpact['reason'];
}

function byComponent(
  impacts: readonly TagImpact[],
  exposure: TagImpact['exposure'],
): NamedComponent[] {
  const components = new Map<string, NamedComponent>();
  for (const impact of impacts) {
    if (impact.exposure === exposure) {
      const { entityRef } = impact;
      const component = components.get(entityRef) ?? {
        entityRef,
        name: cut(impact.title ?? toName(entityRef), MAX_NAME),
        places: [],
        reason: impact.reason,
      };
      const place = `${cutStart(impact.file, MAX_PLACE)}:${impact.line}`;
      if (!component.places.includes(place)) {
        component.places.push(place);
      }
      components.set(entityRef, component);
    }
  }
  return [...components.values()].sort((a, b) => compare(a.name, b.name));
}

/** The next build of orders (Dockerfile:1) and billing (Dockerfile:4) gets it. */
function sayExposed(
  components: readonly NamedComponent[],
  becomes: string,
): string {
  const named = components.slice(0, MAX_NAMED).map(({ name, places }) => {
    const more = places.length > 1 ? ` and ${places.length - 1} more` : '';
    return `${name} (${places[0]}${more})`;
  });
  const left = components.length - named.length;
  const all = left > 0 ? [...named, `${left} more`] : named;
  const list =
    all.length > 1
      ? `${all.slice(0, -1).join(', ')} and ${all[all.length - 1]}`
      : all[0];
  return `The next build of ${list} ${becomes}`;
}

/** Why it is not known whether components get what a move brought. */
function sayDoubt(components: readonly NamedComponent[]): string {
  const all = (reason: TagImpact['reason']) =>
    components.every(component => component.reason === reason);
  if (all('unknown-platform')) {
    return 'for which platform it builds is not known';
  }
  return all('partly-read')
    ? 'not all of its build files could be read'
    : 'not all is known of how it is built';
}

/** Without Docker Hub and `library/`, as people write it, with its tag. */
function shortImage({ registry, repository, tag }: DueMove): string {
  const name = familiarName({ registry, repository, tag: null, digest: null });
  return `${cutStart(name, 120)}:${tag}`;
}

function toName(entityRef: string): string {
  const { namespace, name } = parseEntityRef(entityRef);
  return namespace === 'default' ? name : `${namespace}/${name}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function cut(text: string, length: number): string {
  const plain = toPlain(text);
  return plain.length > length ? `${plain.slice(0, length - 1)}…` : plain;
}

/** The end of a path says more than its beginning. */
function cutStart(text: string, length: number): string {
  const plain = toPlain(text);
  return plain.length > length ? `…${plain.slice(1 - length)}` : plain;
}

/**
 * Names come from catalogs and repositories: without line breaks and
 * characters that change how the rest of a line reads.
 */
function toPlain(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}
