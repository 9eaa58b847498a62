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
  MoveContents,
  MoveOnRuntime,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { type KnownContents, weightiestFirst } from '../../../tags';
import type { Change } from './types';

/** What came with a change, for each platform, what weighs most first. */
export function contentsOf(change: Change): MoveContents[] {
  return weightiestFirst(change.contents);
}

/** The same in a word, over all platforms. */
export function knownContents(change: Change): KnownContents {
  const [first] = contentsOf(change);
  return first
    ? { state: first.state, class: first.summary?.class ?? null }
    : { state: 'none', class: null };
}

/** The platforms of which something came, or may have. */
export function changedPlatforms(change: Change): string[] {
  return change.contents
    .filter(({ state }) => state !== 'none')
    .map(({ platform }) => platform);
}

/** What is shown: of the platform that the address names, if there is one. */
export function shownContents(
  change: Change,
  platform: string | undefined,
): MoveContents | undefined {
  const all = contentsOf(change);
  return all.find(one => one.platform === platform) ?? all[0];
}

const ARCHITECTURES: Record<string, MoveOnRuntime['architecture']> = {
  'linux/arm64': 'arm64',
  'linux/amd64': 'x86_64',
};

/** The runtimes of functions that are built for the platform. */
export function runtimesOf(change: Change, platform: string): MoveOnRuntime[] {
  // `linux/arm64/v8` is the same to Lambda.
  const [os, cpu] = platform.split('/');
  const architecture = ARCHITECTURES[`${os}/${cpu}`];
  return change.runtimes.filter(one => one.architecture === architecture);
}

/** How many components are exposed, or may be. */
export function exposedCount({ impact }: Change): number {
  return impact.alreadyBuilt + impact.nextBuild + impact.possibly;
}
