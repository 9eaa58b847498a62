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
import type { MoveOnRuntime } from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { compareVersions } from '../../../../components/ladder/versions';
import { VERDICT_OF_ANSWER, VerdictIcon } from '../../../../components/verdict';
import { lambdaCompatTranslationRef } from '../../../../translation';
import { useDayText } from '../../../charts/useDayText';
import type { BeyondRuntime } from '../types';
import { splitVersion, versionNames } from '../versions';
import styles from './came.module.css';

type Translate = ReturnType<
  typeof useTranslationRef<typeof lambdaCompatTranslationRef.T>
>['t'];

type Highest = BeyondRuntime['highest'][number];

/** A library can have versions of which the runtime has as many. */
function isBeyond({ image, runtime }: Highest): boolean {
  return runtime.some(
    ({ version }) => !version || compareVersions(image, version) > 0,
  );
}

/** The highest of each namespace that the runtime has, in each of its states. */
function highestByNamespace(
  beyond: readonly BeyondRuntime[],
): Map<string, string[]> {
  const namespaces = new Map<string, Map<string, string>>();
  const highest = beyond.flatMap(one => one.highest).filter(isBeyond);
  for (const { namespace, runtime } of highest) {
    const states = namespaces.get(namespace) ?? new Map<string, string>();
    namespaces.set(namespace, states);
    for (const { state, version } of runtime) {
      const known = states.get(state);
      // Several libraries carry versions of one namespace, as those of glibc.
      if (version && (!known || compareVersions(known, version) < 0)) {
        states.set(state, version);
      }
    }
  }
  return new Map(
    [...namespaces].map(([namespace, states]) => [
      namespace,
      [...new Set(states.values())].sort(compareVersions),
    ]),
  );
}

/** What the runtime has of one namespace: `GLIBCXX 3.4.29`. */
function highestText(
  namespace: string,
  versions: readonly string[],
  t: Translate,
): string {
  const [low, ...others] = versions.map(
    version => splitVersion(version).number || version,
  );
  if (low === undefined) {
    return t('incident.fit.nothingOf', { namespace });
  }
  const high = others[others.length - 1];
  return high === undefined
    ? `${namespace} ${low}`
    : `${namespace} ${t('incident.fit.range', { low, high })}`;
}

const ORIGINS = ['shipped', 'image', 'folder', 'snapshot'] as const;

/** Which profile it was, of which day, and what it rests on. */
function Profile(props: { profile: MoveOnRuntime['profile'] }) {
  const { profile } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const day = useDayText();
  if (!profile) {
    return <>{t('incident.fit.noProfile')}</>;
  }
  const known = ORIGINS.find(origin => origin === profile.origin);
  const origin = known ? t(`incident.fit.origin.${known}`) : profile.origin;
  return (
    <>
      {profile.asOf && !profile.name.includes(profile.asOf)
        ? t('incident.fit.profileAsOf', {
            profile: profile.name,
            day: day.long(profile.asOf),
            origin,
          })
        : t('incident.fit.profile', { profile: profile.name, origin })}
    </>
  );
}

interface RuntimeFitProps {
  runtime: MoveOnRuntime;
  /** Versions that came with the move. */
  gained: readonly string[];
}

/** What the runtime lacks of the image, joined with what came. */
function useTitle({ gained, runtime: one }: RuntimeFitProps) {
  const { fit, runtime } = one;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const beyond = new Set(versionNames(fit.beyond));
  const above = gained.filter(version => beyond.has(version)).length;
  const before = beyond.size - above;
  if (fit.answer !== 'no') {
    return { title: t(`incident.fit.${fit.answer}`, { runtime }), before: 0 };
  }
  if (above === 0) {
    return { title: t('incident.fit.already', { runtime }), before: 0 };
  }
  const title =
    above === gained.length
      ? t('incident.fit.allAbove', { count: above, runtime })
      : t('incident.fit.someAbove', {
          count: above,
          total: gained.length,
          runtime,
        });
  return { title, before };
}

/** The image after the move against one runtime of exposed functions. */
export function RuntimeFit(props: RuntimeFitProps) {
  const { components, fit, profile, runtime } = props.runtime;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const { before, title } = useTitle(props);
  const highest = [...highestByNamespace(fit.beyond)];
  const undecided = [...new Set(fit.beyond.flatMap(({ unknown }) => unknown))];

  return (
    <li className={`${styles.fit} ${styles[fit.answer]}`}>
      <VerdictIcon
        verdict={
          fit.answer === 'no' ? 'at-risk' : VERDICT_OF_ANSWER[fit.answer]
        }
      />
      <div>
        <p className={styles.fitTitle}>{title}</p>
        <p className={styles.fitText}>
          {highest.length > 0 && (
            <>
              {t('incident.fit.upTo', {
                runtime,
                versions: highest
                  .map(([namespace, versions]) =>
                    highestText(namespace, versions, t),
                  )
                  .join('; '),
              })}{' '}
            </>
          )}
          {fit.answer === 'unknown' && <>{fit.sentence} </>}
          {before > 0 && <>{t('incident.fit.more', { count: before })} </>}
          {undecided.length > 0 && (
            <>
              {t('incident.fit.undecided', { versions: undecided.join(', ') })}{' '}
            </>
          )}
          <Profile profile={profile} />{' '}
          {components > 0 &&
            t('incident.fit.components', { count: components })}
        </p>
      </div>
    </li>
  );
}
