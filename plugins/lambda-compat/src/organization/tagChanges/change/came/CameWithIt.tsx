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
import { VisuallyHidden } from '@backstage/ui';
import { useMemo } from 'react';

import { MoveClassLabel } from '../../../../components/tags';
import { PageLink } from '../../../../components/text';
import { useOptionalParamRoute } from '../../../../navigation';
import { lambdaCompatTagComparisonRouteRef } from '../../../../routes';
import { lambdaCompatTranslationRef } from '../../../../translation';
import { Choice } from '../../../coverage/parts/Choice';
import { CoverageCard } from '../../../coverage/parts/CoverageCard';
import { Lines } from '../../../coverage/parts/Lines';
import { useTagChangeView } from '../../../url/useTagChangesView';
import { CardFailure } from '../../CardFailure';
import pageStyles from '../../tagChanges.module.css';
import { changedPlatforms, runtimesOf, shownContents } from '../contents';
import type { Change, Comparison } from '../types';
import { useComparison } from '../useTagChange';
import {
  namespaceChanges,
  unchangedLibraries,
  versionCounts,
  versionNames,
} from '../versions';
import styles from './came.module.css';
import { ConfigurationFacts } from './ConfigurationFacts';
import { ContentsState } from './ContentsState';
import { Packages } from './Packages';
import { PlatformTable } from './PlatformTable';
import { RuntimeFit } from './RuntimeFit';
import { Versions } from './Versions';

interface ComparedProps {
  change: Change;
  platform: string;
  comparison: Comparison;
}

const LIST_TITLES = {
  unchanged: 'unchangedLibraries',
  added: 'added',
  removed: 'removed',
} as const;

/** Symbol versions, what the runtimes lack of them, packages, and the rest. */
function Compared(props: ComparedProps) {
  const { change, comparison, platform } = props;
  const { libraries, symbolVersions, undecided } = comparison;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const namespaces = useMemo(
    () => namespaceChanges(symbolVersions),
    [symbolVersions],
  );
  const gained = versionNames(
    symbolVersions.map(one => ({ versions: one.gained.map(v => v.name) })),
  );
  const runtimes = runtimesOf(change, platform);
  const lists = [
    { id: 'unchanged', names: unchangedLibraries(comparison, runtimes) },
    { id: 'added', names: libraries.added },
    { id: 'removed', names: libraries.removed },
  ] as const;

  return (
    <>
      <section>
        <h4 className={styles.heading}>
          {t('incident.symbols.title')}
          <span className={styles.count}>
            {t('incident.symbols.counts', versionCounts(namespaces))}
          </span>
        </h4>
        {namespaces.length > 0 ? (
          <Versions changes={namespaces} />
        ) : (
          <p className={styles.muted}>{t('incident.symbols.none')}</p>
        )}
        {lists.map(
          ({ id, names }) =>
            names.length > 0 && (
              <p key={id} className={styles.libraries}>
                {t(`incident.symbols.${LIST_TITLES[id]}`)}:{' '}
                <code className={styles.mono}>{names.join(', ')}</code>
              </p>
            ),
        )}
      </section>
      {runtimes.length > 0 && (
        <section aria-label={t('incident.fit.title')}>
          <ul className={styles.fits}>
            {runtimes.map(runtime => (
              <RuntimeFit
                key={`${runtime.runtime} ${runtime.architecture}`}
                runtime={runtime}
                gained={gained}
              />
            ))}
          </ul>
        </section>
      )}
      <Packages packages={comparison.packages} />
      <ConfigurationFacts change={change} comparison={comparison} />
      {undecided.length > 0 && (
        <section>
          <h4 className={styles.heading}>{t('incident.came.undecided')}</h4>
          <ul className={styles.notes}>
            {undecided.map(sentence => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** What the registry tells of a move without its contents. */
function Told(props: { change: Change }) {
  const { changes, platforms, undecided, ...change } = props.change;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  return (
    <>
      {changes.length > 1 && (
        <div>
          <h4 className={styles.heading}>{t('tagChange.came.all')}</h4>
          <ul className={pageStyles.changes}>
            {changes.map(one => (
              <li key={one}>
                <MoveClassLabel moveClass={one} />
              </li>
            ))}
          </ul>
        </div>
      )}
      {undecided && (
        <p className={styles.text}>
          {t('tagChange.came.undecided', { why: undecided })}
        </p>
      )}
      {platforms.length > 0 ? (
        <PlatformTable change={props.change} />
      ) : (
        <p className={styles.text}>
          {t(
            change.class === 'gone'
              ? 'tagChange.came.gone'
              : 'tagChange.came.noPlatforms',
          )}
        </p>
      )}
    </>
  );
}

/** What came with a change, for one platform. */
export function CameWithIt(props: { change: Change }) {
  const { change } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const address = useTagChangeView();
  const contents = shownContents(change, address.view.platform);
  const request = useComparison(change.id, contents);
  const fullRoute = useOptionalParamRoute(lambdaCompatTagComparisonRouteRef);
  const platforms = changedPlatforms(change);
  const comparison = request.value?.comparison;
  const isAvailable = contents?.state === 'available';

  return (
    <CoverageCard
      title={t('tagChange.came.title')}
      isBusy={request.isBusy}
      actions={
        <>
          {platforms.length > 1 && contents && (
            <Choice
              label={t('incident.came.platform')}
              options={platforms.map(id => ({ id, label: id }))}
              value={contents.platform}
              onChange={platform => address.change({ platform })}
            />
          )}
          {isAvailable && (
            <PageLink
              href={
                fullRoute &&
                `${fullRoute({ moveId: change.id })}?${new URLSearchParams({
                  platform: contents.platform,
                })}`
              }
            >
              {t('incident.came.full')}
            </PageLink>
          )}
        </>
      }
    >
      <VisuallyHidden role="status">
        {request.isLoading && t('incident.came.loading')}
      </VisuallyHidden>
      {contents && <ContentsState contents={contents} />}
      {isAvailable && request.isLoading && (
        <Lines widths={[60, 90, 80, 40, 90]} />
      )}
      {request.error && !request.value && (
        <CardFailure error={request.error} onRetry={request.retry} />
      )}
      {isAvailable && request.value && !comparison && (
        <ContentsState contents={request.value} />
      )}
      {isAvailable && comparison && (
        <Compared
          key={contents.platform}
          change={change}
          platform={contents.platform}
          comparison={comparison}
        />
      )}
      {isAvailable ? (
        change.platforms.length > 1 && (
          <details className={styles.more}>
            <summary>{t('incident.byPlatform')}</summary>
            <Told change={change} />
          </details>
        )
      ) : (
        <Told change={change} />
      )}
    </CoverageCard>
  );
}
