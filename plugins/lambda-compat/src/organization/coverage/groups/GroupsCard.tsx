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
import { Button } from '@backstage/ui';
import { COVERAGE_GROUPINGS } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { useMemo } from 'react';

import { lambdaCompatTranslationRef } from '../../../translation';
import {
  type CoverageGroupsView,
  type ScopedGroups,
  type ScopedSummary,
  useCoverageGroups,
} from '../../data';
import { useCoverageView } from '../../url/useCoverageView';
import { Choice } from '../parts/Choice';
import { CoverageCard } from '../parts/CoverageCard';
import { CoverageError, KeptStrip } from '../parts/CoverageError';
import { Lines } from '../parts/Lines';
import { isNesting } from '../parts/rowsTarget';
import { GroupBars } from './GroupBars';
import { groupRows, rowOfAll } from './groupRow';
import { GroupTable } from './GroupTable';
import styles from './groups.module.css';
import { ToneLegend } from './ToneLegend';

interface GroupsCardProps {
  /** Numbers of all groups, for the legend and the last row. */
  all: ScopedSummary | undefined;
}

/** References by pin class, for each group and for all. */
export function GroupsCard(props: GroupsCardProps) {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const { change, view } = useCoverageView();
  const groups = useCoverageGroups(view.groupBy, view.scope);

  return (
    <CoverageCard
      title={t('coverage.groups.title')}
      isBusy={groups.isBusy}
      actions={
        <>
          <Choice
            label={t('coverage.groups.groupBy')}
            options={COVERAGE_GROUPINGS.map(id => ({
              id,
              label: t(`coverage.grouping.${id}`),
            }))}
            value={view.groupBy}
            onChange={groupBy => change({ groupBy })}
          />
          <Choice
            label={t('coverage.groups.showAs')}
            options={(['bars', 'table'] as const).map(id => ({
              id,
              label: t(`coverage.groups.${id}`),
            }))}
            value={view.groupsAs}
            onChange={groupsAs => change({ groupsAs })}
          />
        </>
      }
    >
      {groups.error && !groups.value && (
        <CoverageError error={groups.error} onRetry={groups.retry} />
      )}
      {groups.error && groups.value && (
        <KeptStrip error={groups.error} onRetry={groups.retry} />
      )}
      {groups.isLoading && <Lines widths={[44, 92, 78, 85, 64, 92]} />}
      {groups.value && (
        <Groups value={groups.value} view={groups} all={props.all} />
      )}
    </CoverageCard>
  );
}

function Groups(props: {
  value: ScopedGroups;
  view: CoverageGroupsView;
  all: ScopedSummary | undefined;
}) {
  const { all, value } = props;
  const { showMore } = props.view;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const { view } = useCoverageView();
  const { countDated } = view;
  const rowAll = all && rowOfAll(all.scope, all.summary);
  const rows = useMemo(() => groupRows(value), [value]);
  const shown = rowAll ? [...rows, rowAll] : rows;
  const hidden = value.total - value.groups.length;

  return (
    <>
      {rowAll && <ToneLegend all={rowAll} />}
      {view.groupsAs === 'bars' ? (
        <GroupBars
          groupBy={value.groupBy}
          rows={shown}
          countDated={countDated}
        />
      ) : (
        <GroupTable
          groupBy={value.groupBy}
          rows={shown}
          countDated={countDated}
        />
      )}
      {isNesting(value.groupBy) && value.groups.length > 1 && (
        <p className={styles.note}>{t('coverage.groups.severalNote')}</p>
      )}
      {showMore && (
        <Button
          variant="secondary"
          className={styles.more}
          isPending={props.view.isBusy}
          onPress={showMore}
        >
          {t('coverage.groups.showMore', { count: value.total })}
        </Button>
      )}
      {hidden > 0 && !showMore && (
        <p className={styles.note}>
          {t('coverage.groups.cut', {
            shown: value.groups.length,
            total: value.total,
          })}
        </p>
      )}
    </>
  );
}
