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
  versionNamespace,
  type RuntimeProfile,
} from '@lambda-compat/lambda-runtimes';
import { andMore } from '../evaluation/wording';
import { limitOf, targetOf, verbOf } from './fitSentence';
import type { ImageFit } from './types';
import { versionsText } from './versionText';

/** Namespaces that a sentence names after the first. */
const MAX_OTHERS = 3;

/** What is beyond of one namespace of one library. */
interface BeyondNamespace {
  library: string;
  versions: string[];
  /** The highest of the runtime, where it is lower than the image's. */
  limit: string[] | null;
}

/**
 * By namespace, each once: where libm has more of what libc has, libc says it.
 *
 * @internal
 */
export function namespacesBeyond({ beyond }: ImageFit): BeyondNamespace[] {
  const found = new Map<string, BeyondNamespace>();
  for (const { library, versions, highest } of beyond) {
    for (const version of versions) {
      const namespace = versionNamespace(version);
      const top = highest.find(one => one.namespace === namespace);
      const known = found.get(namespace) ?? {
        library,
        versions: [],
        limit: top ? limitOf(top) : null,
      };
      found.set(namespace, known);
      if (known.library === library) {
        known.versions.push(version);
      }
    }
  }
  return [...found.values()];
}

/**
 * Two sentences: `which provides GLIBCXX_3.4.30 to 3.4.33; provided.al2023
 * (arm64) had up to GLIBCXX_3.4.29. It also provides …`.
 *
 * @internal
 */
export function beyondText(fit: ImageFit, profile: RuntimeProfile): string {
  const [first, ...others] = namespacesBeyond(fit);
  const target = targetOf(profile);
  const verb = verbOf(profile);
  const not = verb === 'had' ? 'did not have' : 'does not have';
  const shown = others.slice(0, MAX_OTHERS);
  const also =
    shown.length === 0
      ? ''
      : ` It also provides ${shown
          .map(
            ({ versions, limit }) =>
              `${versionsText(versions)} (${
                limit ? `the runtime ${verb} up to ${limit.join(' or ')}` : not
              })`,
          )
          .join(', ')}${andMore(others.length - shown.length)}.`;
  return `which provides ${versionsText(first.versions)}; ${target} ${
    first.limit ? `${verb} up to ${first.limit.join(' or ')}` : `${not} that`
  }.${also}`;
}
