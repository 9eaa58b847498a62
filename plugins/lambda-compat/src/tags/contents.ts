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
  CONTENTS_CLASSES,
  type ContentsClass,
  type ContentsState,
  type MoveContents,
  type TagMove,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';

import type { MoveTone } from './moveClasses';

/** What came with a move, as far as it can be said in a word. */
export type KnownContents = Pick<TagMove['contents'], 'state' | 'class'>;

/** What came with a move that can break what is built on it. */
export const WEIGHTY_CONTENTS: readonly ContentsClass[] = [
  'distro',
  'symbol-versions',
];

// A record, so that a state that the API gets is a type error until it is here.
const UNKNOWN_STATES: Record<ContentsState, boolean> = {
  none: false,
  available: false,
  off: false,
  pending: true,
  'too-large': true,
  failed: true,
};

/**
 * How much what came with a move weighs; undefined where nothing is to be
 * said of it beside the class of the move.
 */
export function contentsTone(contents: KnownContents): MoveTone | undefined {
  if (UNKNOWN_STATES[contents.state]) {
    return 'unknown';
  }
  if (contents.state !== 'available' || contents.class === null) {
    return undefined;
  }
  return WEIGHTY_CONTENTS.includes(contents.class) ? 'weighty' : 'quiet';
}

/** Not known ranks before "no symbol version changed": it may have. */
function rankOf({ state, summary }: MoveContents): number {
  const contentsClass = summary?.class ?? null;
  const tone = contentsTone({ state, class: contentsClass });
  const order =
    contentsClass === null ? 0 : CONTENTS_CLASSES.indexOf(contentsClass);
  switch (tone) {
    case 'weighty':
      return order;
    case 'unknown':
      return 10;
    case 'quiet':
      return 20 + order;
    default:
      return 30;
  }
}

/** What weighs most first; otherwise as they came. */
export function weightiestFirst(
  contents: readonly MoveContents[],
): MoveContents[] {
  return [...contents].sort((a, b) => rankOf(a) - rankOf(b));
}
