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

import { DateTime } from 'luxon';
import { weightyPlatforms } from './movedTagEvents';
import type { DueMove } from './TellingStore';

const MAX_PLATFORMS = 4;

/** What there is to say of a move, whomever it is said to. */
export interface DescribedMove {
  /** What follows the name of the image. */
  title: string;
  what: string;
  /** What follows "The next build of orders". */
  becomes: {
    /** With the full stop. */
    certain: string;
    /** Without, as the reason follows. */
    possible: string;
  };
  advice: string;
}

const GETS = {
  certain: 'gets it.',
  possible: 'may get it',
};

const PIN = 'Pin the image, or compare before the next build.';

/** Says a move in words of the product. */
export function describeMoved(move: DueMove): DescribedMove {
  const when = describeWhen(move);
  const platforms = listPlatforms(weightyPlatforms(move));
  const on = platforms ? ` on ${platforms}` : '';
  switch (move.class) {
    case 'gone':
      return {
        title: 'was deleted',
        what: `The tag was deleted ${when}.`,
        becomes: {
          certain: 'does not find it.',
          possible: 'may not find it',
        },
        advice:
          'Pin the image to a digest that is still there, or name another tag.',
      };
    case 'back':
      return {
        title: 'is there again',
        what: `The tag, which had been deleted, came back ${when}.`,
        becomes: GETS,
        advice: PIN,
      };
    case 'reverted':
      return {
        title: 'moved back',
        what: `The tag went back ${when} to what it had pointed to before${
          on && `,${on}`
        }.`,
        becomes: GETS,
        advice: PIN,
      };
    case 'platforms':
      return {
        title: 'changed its platforms',
        what: `${describePlatforms(move)} ${when}.`,
        becomes: {
          certain: 'is for one of them.',
          possible: 'may be for one of them',
        },
        advice: PIN,
      };
    case 'content':
      return {
        title: 'moved',
        what: `Its files changed${on} ${when}.`,
        becomes: GETS,
        advice: PIN,
      };
    default:
      return {
        title: 'moved',
        what: `The tag moved ${when}. What changed is not known: its contents could not be compared.`,
        becomes: GETS,
        advice: PIN,
      };
  }
}

function describePlatforms(move: DueMove): string {
  const lost = move.platforms.filter(platform => platform.class === 'lost');
  const gained = move.platforms.filter(platform => platform.class === 'gained');
  const parts = [
    ...(lost.length > 0 ? [`lost ${listPlatforms(lost)}`] : []),
    ...(gained.length > 0 ? [`gained ${listPlatforms(gained)}`] : []),
  ];
  return `The tag ${parts.join(' and ') || 'changed its platforms'}`;
}

function listPlatforms(platforms: ReadonlyArray<{ platform: string }>): string {
  const names = platforms.map(({ platform }) => platform);
  const shown = names.slice(0, MAX_PLATFORMS);
  const left = names.length - shown.length;
  const all = left > 0 ? [...shown, `${left} more`] : shown;
  return all.length > 1
    ? `${all.slice(0, -1).join(', ')} and ${all[all.length - 1]}`
    : all.join('');
}

/** A move happened between two looks: both are said. */
function describeWhen({ afterMs, beforeMs }: DueMove): string {
  const before = toUtc(beforeMs);
  if (afterMs === null) {
    return `before ${before.toFormat('d LLL yyyy, HH:mm')} UTC`;
  }
  const after = toUtc(afterMs);
  if (after.hasSame(before, 'minute')) {
    return `on ${before.toFormat('d LLL yyyy, HH:mm')} UTC`;
  }
  const end = after.hasSame(before, 'day')
    ? before.toFormat('HH:mm')
    : before.toFormat('d LLL yyyy, HH:mm');
  return `between ${after.toFormat('d LLL yyyy, HH:mm')} and ${end} UTC`;
}

function toUtc(milliseconds: number): DateTime {
  return DateTime.fromMillis(milliseconds, { zone: 'utc', locale: 'en' });
}
