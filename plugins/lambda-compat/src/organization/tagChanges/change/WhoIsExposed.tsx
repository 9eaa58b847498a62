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

import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { VisuallyHidden } from '@backstage/ui';
import {
  EXPOSURES,
  type TagImpact,
  type TagImpactFilter,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { useCallback } from 'react';

import { lambdaCompatApiRef } from '../../../api';
import { NoneIcon } from '../../../components/states';
import { lambdaCompatTranslationRef } from '../../../translation';
import { Choice } from '../../coverage/parts/Choice';
import { CoverageCard } from '../../coverage/parts/CoverageCard';
import { ListExportButtons } from '../../export';
import { type PageTurn, usePagedList } from '../../tables';
import { ListFailure } from '../../tables/ListFailure';
import { ListSkeleton } from '../../tables/ListSkeleton';
import { Pager } from '../../tables/Pager';
import tableStyles from '../../tables/tables.module.css';
import { exposuresOf, WHO } from '../../url/tagChangesUrl';
import { useTagChangeView } from '../../url/useTagChangesView';
import styles from '../tagChanges.module.css';
import { exposedCount } from './contents';
import { ExposureIcon } from './ExposureLabel';
import { impactGroups } from './impactGroups';
import { NotExposed } from './NotExposed';
import { OwnerGroup } from './OwnerGroup';
import type { Change } from './types';
import { WasExposed } from './WasExposed';

const NOBODY = {
  exposed: 'tagChange.exposed.nobody',
  'not-exposed': 'tagChange.exposed.nobodyNot',
  all: 'tagChange.exposed.nobodyAtAll',
} as const;

const COUNTS = {
  'already-built': 'alreadyBuilt',
  'next-build': 'nextBuild',
  possibly: 'possibly',
  'not-exposed': 'notExposed',
} as const;

/** Whose next build gets what the move brought, and who is not concerned. */
export function WhoIsExposed(props: { change: Change }) {
  const { change: move } = props;
  const { impact } = move;
  const api = useApi(lambdaCompatApiRef);
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const { change, view } = useTagChangeView();
  const onTurn = useCallback(
    (turn: PageTurn, options?: { replace: boolean }) => change(turn, options),
    [change],
  );
  const filter = { exposure: exposuresOf(view.who) };
  const list = usePagedList<TagImpact, TagImpactFilter, never>({
    filter,
    orderField: undefined,
    paging: view,
    load: asked => api.listTagImpact(move.id, asked),
    onTurn,
  });
  const { error, page } = list;
  const exposed = exposedCount(move);
  const isBroken = page?.items.some(
    ({ builtVerdict, exposure }) =>
      exposure === 'already-built' && builtVerdict === 'broken',
  );
  const amounts = {
    exposed,
    'not-exposed': impact.notExposed,
    all: exposed + impact.notExposed,
  };

  return (
    <CoverageCard
      title={t('tagChange.exposed.title')}
      isBusy={list.isLoading || list.isStale}
      actions={
        <Choice
          label={t('tagChange.exposed.show')}
          options={WHO.map(id => ({
            id,
            label: t(`tagChange.exposed.choice.${id}`, { amount: amounts[id] }),
          }))}
          value={view.who}
          onChange={who => change({ who })}
        />
      }
    >
      <VisuallyHidden role="status">
        {list.isLoading && t('tagChange.exposed.loading')}
        {page && t('tagChange.exposed.found', { count: page.totalItems })}
      </VisuallyHidden>
      <p className={styles.counts}>
        {EXPOSURES.filter(exposure => impact[COUNTS[exposure]] > 0).map(
          exposure => (
            <span key={exposure} className={styles.count}>
              <ExposureIcon
                exposure={exposure}
                builtVerdict={isBroken ? 'broken' : null}
              />
              <b>{impact[COUNTS[exposure]]}</b>
              {t(`tagChange.exposed.counts.${COUNTS[exposure]}`)}
            </span>
          ),
        )}
      </p>
      {error && !page && <ListFailure error={error} onRetry={list.retry} />}
      {!error && !page && <ListSkeleton />}
      {page?.items.length === 0 && (
        <p className={tableStyles.stateTitle}>
          <NoneIcon />
          {t(NOBODY[view.who])}
        </p>
      )}
      {page && page.items.length > 0 && (
        <>
          <div>
            {impactGroups(page.items).map(group => (
              <OwnerGroup key={group.owner} group={group} />
            ))}
          </div>
          <Pager
            name={t('tagChange.exposed.title')}
            list={list}
            pageSize={view.pageSize}
            onPageSize={pageSize => change({ pageSize })}
          />
          <ListExportButtons
            exported={{
              list: 'tag-impact',
              filter: { ...filter, move: move.id },
            }}
            // An old number must not be said of the new filter.
            total={list.isStale ? undefined : page.totalItems}
          />
        </>
      )}
      <WasExposed change={move} />
      {view.who === 'exposed' && <NotExposed change={move} />}
    </CoverageCard>
  );
}
