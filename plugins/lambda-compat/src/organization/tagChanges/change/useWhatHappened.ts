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

import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { MoveContents } from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { contentsTone } from '../../../tags';
import { lambdaCompatTranslationRef } from '../../../translation';
import { contentsOf, exposedCount } from './contents';
import type { Change } from './types';
import { highestNames, versionNames } from './versions';

/** Namespaces of which the paragraph names the highest version. */
const MAX_NAMED = 2;

type Summary = NonNullable<MoveContents['summary']>;

/** What came with a change, in a sentence or two. */
function useCame(contents: MoveContents | undefined): string | null {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  if (!contents) {
    return null;
  }
  const { message, state, summary } = contents;
  const versions = ({ class: what, gained, lost }: Summary) => {
    const came = versionNames(gained);
    const gone = versionNames(lost);
    return [
      came.length > 0 &&
        t(what === 'distro' ? 'incident.what.also' : 'incident.what.gained', {
          count: came.length,
          versions: highestNames(came).slice(0, MAX_NAMED).join(', '),
        }),
      gone.length > 0 && t('incident.what.lost', { count: gone.length }),
    ];
  };
  if (state === 'available' && summary) {
    const told = versions(summary);
    const sentences: Record<Summary['class'], Array<string | false>> = {
      distro: [
        summary.distro
          ? t('incident.what.distro', summary.distro)
          : t('incident.what.distroUnnamed'),
        ...told,
      ],
      'symbol-versions': told.some(Boolean)
        ? told
        : [t('incident.what.libraries')],
      packages: [t('incident.what.packages')],
      configuration: [t('incident.what.configuration')],
      none: [t('incident.what.none')],
    };
    return sentences[summary.class].filter(Boolean).join(' ');
  }
  if (contentsTone({ state, class: null }) !== 'unknown') {
    return null;
  }
  return state === 'pending'
    ? t('incident.what.pending')
    : t('incident.what.unknown', {
        why: message ?? t('incident.what.noReason'),
      });
}

function useWho(change: Change): string {
  const { alreadyBuilt, nextBuild, possibly } = change.impact;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  if (exposedCount(change) === 0) {
    return t('tagChange.who.none');
  }
  const certain = alreadyBuilt + nextBuild;
  return [
    alreadyBuilt > 0 && t('incident.built', { count: alreadyBuilt }),
    nextBuild > 0 && t('tagChange.who.next', { count: nextBuild }),
    possibly > 0 &&
      t(certain > 0 ? 'tagChange.who.possibly' : 'tagChange.who.onlyPossibly', {
        count: possibly,
      }),
  ]
    .filter(Boolean)
    .join(' ');
}

/** Runtimes of exposed functions that lack something of the new image. */
function useColdStart(change: Change): string | null {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const runtimes = new Set(
    change.runtimes
      .filter(({ components, fit }) => fit.answer === 'no' && components > 0)
      .map(({ runtime }) => runtime),
  );
  return runtimes.size > 0
    ? t('incident.coldStart', { runtimes: [...runtimes].join(', ') })
    : null;
}

/** Fact, consequence and action, in one paragraph. */
export function useWhatHappened(change: Change): string {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const came = useCame(contentsOf(change)[0]);
  const who = useWho(change);
  const coldStart = useColdStart(change);
  const moved = t(`tagChange.what.${change.class}`);
  // Of other files it is said which; what else a move was is said before.
  const isTold = change.class === 'content' || change.class === 'pending';
  const what = came && isTold ? [came] : [moved, came];
  const isNobody = exposedCount(change) === 0;
  const todo = () => {
    if (isNobody) {
      return t('tagChange.todo.none');
    }
    if (change.class === 'gone') {
      return t('tagChange.todo.gone');
    }
    return coldStart ? t('incident.todo') : t('tagChange.todo.pin');
  };
  return [...what, who, isNobody ? null : coldStart, todo()]
    .filter(Boolean)
    .join(' ');
}
