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

import type { LoadedNode } from './LoadedNode';
import { isInArchive } from './paths';
import type { ResolveContext } from './ResolveContext';
import type { SearchResult } from './searchNeed';
import type { Answer } from './system';
import type { NeedProvider, NeedResolution } from './types';

/** Places named where the loader does not look; more help nobody. */
const MAX_ELSEWHERE = 16;

/**
 * What a search says of a need.
 *
 * @internal
 */
export function needResolution(
  context: ResolveContext,
  name: string,
  result: SearchResult,
): NeedResolution {
  const { providers, rejected } = result;
  const met = isMet(result);
  const missing = met === 'no';
  return {
    name,
    outcome: outcomeOf(met, providers),
    met,
    providers: missing ? [] : providers,
    rejected,
    elsewhere: missing ? elsewhere(context, name, rejected) : [],
    ...undecidedOf(missing ? [] : result.undecided),
  };
}

/**
 * What is said of a need that an object loaded before meets.
 *
 * @internal
 */
export function resolutionOfNode(
  name: string,
  node: LoadedNode,
): NeedResolution {
  const { file } = node;
  const providers: NeedProvider[] =
    node.providers.length > 0
      ? node.providers.map(provider =>
          provider.rule === 'interpreter'
            ? provider
            : { ...provider, rule: 'loaded' },
        )
      : [
          {
            place: 'artifact',
            path: file?.path ?? '',
            rule: 'loaded',
            directory: null,
            certain: true,
          },
        ];
  const met = providers.at(-1)?.certain ? 'yes' : 'unknown';
  return {
    name,
    outcome: outcomeOf(met, providers),
    met,
    providers,
    rejected: [],
    elsewhere: [],
    ...undecidedOf(node.undecided === undefined ? [] : [node.undecided]),
  };
}

function isMet({ providers, fatal, undecided }: SearchResult): Answer {
  if (fatal === 'possible') {
    return 'unknown';
  }
  if (providers.at(-1)?.certain) {
    return 'yes';
  }
  return providers.length === 0 && undecided.length === 0 ? 'no' : 'unknown';
}

function outcomeOf(
  met: Answer,
  providers: NeedProvider[],
): NeedResolution['outcome'] {
  if (met === 'no') {
    return 'missing';
  }
  const places = new Set(providers.map(({ place }) => place));
  const [place] = places;
  return met === 'yes' && places.size === 1 ? place : 'unknown';
}

function undecidedOf(reasons: string[]): { undecided?: string } {
  const all = [...new Set(reasons)];
  return all.length > 0 ? { undecided: all.join('; ') } : {};
}

function elsewhere(
  context: ResolveContext,
  name: string,
  rejected: NeedResolution['rejected'],
): string[] {
  const seen = new Set(rejected.map(({ path }) => path));
  return context.tree
    .named(name.slice(name.lastIndexOf('/') + 1))
    .map(({ path }) => path)
    .filter(path => !seen.has(path) && !isInArchive(path))
    .slice(0, MAX_ELSEWHERE);
}
