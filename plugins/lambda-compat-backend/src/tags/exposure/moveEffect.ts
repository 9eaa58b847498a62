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
  type TagMoveClass,
  type TagPlatformMove,
  WEIGHTY_MOVE_CLASSES,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';

/** What of a move decides who is exposed to it. */
export interface MoveContent {
  class: TagMoveClass;
  /** Empty where it is not known. */
  platforms: ReadonlyArray<Pick<TagPlatformMove, 'platform' | 'class'>>;
}

/**
 * What a build for one platform gets of a move.
 *
 * - `changed`: other files, or they may be other ones.
 * - `missing`: no image any more.
 * - `unchanged`: the same as before.
 * - `not-known`: it depends on what the platform really is.
 */
export type MoveEffect = 'changed' | 'missing' | 'unchanged' | 'not-known';

/** The platforms that Lambda runs on. */
export const LAMBDA_PLATFORMS: readonly string[] = [
  'linux/amd64',
  'linux/arm64',
];

/** Changes of a platform after which a build gets other files, or may. */
export const WEIGHTY_PLATFORM_CLASSES = [
  'gone',
  'back',
  'lost',
  'gained',
  'reverted',
  'content',
  'undetermined',
] as const satisfies ReadonlyArray<TagPlatformMove['class']>;

/** Those after which a platform has no image. */
export const MISSING_PLATFORM_CLASSES = [
  'gone',
  'lost',
] as const satisfies ReadonlyArray<TagPlatformMove['class']>;

export function isWeighty(moveClass: TagMoveClass): boolean {
  return WEIGHTY_MOVE_CLASSES.some(name => name === moveClass);
}

/**
 * What a move changes for builds for a platform.
 *
 * @param platform - `os/architecture`; empty where it is not known
 */
export function getMoveEffect(move: MoveContent, platform: string): MoveEffect {
  if (!isWeighty(move.class)) {
    return 'unchanged';
  }
  const { platforms } = move;
  if (platforms.length === 0) {
    return move.class === 'gone' ? 'missing' : 'changed';
  }
  const own = platforms.find(one => one.platform === platform);
  if (own) {
    return toEffect(own.class);
  }
  const [only, ...others] = platforms;
  if (others.length === 0) {
    // Builders take what a tag points to without a choice of platforms,
    // whatever they build for.
    const effect = toEffect(only.class);
    return platform !== '' && effect === 'changed' ? 'not-known' : effect;
  }
  return platform === '' ? getEffectOnAny(platforms) : 'unchanged';
}

/** For a platform that is not known, but is one of those of Lambda. */
function getEffectOnAny(platforms: MoveContent['platforms']): MoveEffect {
  const effects = new Set(
    platforms
      .filter(({ platform }) => LAMBDA_PLATFORMS.includes(platform))
      .map(one => toEffect(one.class)),
  );
  const [effect = 'unchanged', ...others] = effects;
  if (others.length === 0) {
    return effect;
  }
  return effects.has('unchanged') ? 'not-known' : 'changed';
}

function toEffect(platformClass: TagPlatformMove['class']): MoveEffect {
  if (MISSING_PLATFORM_CLASSES.some(name => name === platformClass)) {
    return 'missing';
  }
  return WEIGHTY_PLATFORM_CLASSES.some(name => name === platformClass)
    ? 'changed'
    : 'unchanged';
}
