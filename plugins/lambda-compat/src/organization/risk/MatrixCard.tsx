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
import { RISK_GROUPINGS } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { useMemo } from 'react';

import { lambdaCompatTranslationRef } from '../../translation';
import groupStyles from '../coverage/groups/groups.module.css';
import { Choice } from '../coverage/parts/Choice';
import { CoverageCard } from '../coverage/parts/CoverageCard';
import { CoverageError, KeptStrip } from '../coverage/parts/CoverageError';
import { Lines } from '../coverage/parts/Lines';
import { isNesting } from '../coverage/parts/rowsTarget';
import { useRiskView } from '../url/useRiskView';
import { Matrix } from './Matrix';
import { riskRowOfAll, riskRows } from './riskRow';
import {
  type RiskGroupsView,
  type ScopedRisk,
  type ScopedRiskGroups,
  useRiskGroups,
} from './useRiskData';

interface MatrixCardProps {
  /** Numbers of all groups, for the last row. */
  all: ScopedRisk | undefined;
}

/** Verdicts by group, in numbers. */
export function MatrixCard(props: MatrixCardProps) {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const { change, view } = useRiskView();
  const groups = useRiskGroups(view.groupBy, view.scope);

  return (
    <CoverageCard
      title={t(`risk.matrix.by.${view.groupBy}`)}
      isBusy={groups.isBusy}
      actions={
        <Choice
          label={t('coverage.groups.groupBy')}
          options={RISK_GROUPINGS.map(id => ({
            id,
            label: t(`coverage.grouping.${id}`),
          }))}
          value={view.groupBy}
          onChange={groupBy => change({ groupBy })}
        />
      }
    >
      {groups.error && !groups.value && (
        <CoverageError error={groups.error} onRetry={groups.retry} />
      )}
      {groups.error && groups.value && (
        <KeptStrip error={groups.error} onRetry={groups.retry} />
      )}
      {groups.isLoading && <Lines widths={[92, 92, 92, 92]} />}
      {groups.value && (
        <Groups value={groups.value} view={groups} all={props.all} />
      )}
    </CoverageCard>
  );
}

function Groups(props: {
  value: ScopedRiskGroups;
  view: RiskGroupsView;
  all: ScopedRisk | undefined;
}) {
  const { all, value } = props;
  const { isBusy, showMore } = props.view;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const rows = useMemo(() => riskRows(value), [value]);
  const hidden = value.total - value.groups.length;

  return (
    <>
      <Matrix
        groupBy={value.groupBy}
        rows={all ? [...rows, riskRowOfAll(all)] : rows}
      />
      {isNesting(value.groupBy) && value.groups.length > 1 && (
        <p className={groupStyles.note}>{t('coverage.groups.severalNote')}</p>
      )}
      {showMore && (
        <Button
          variant="secondary"
          className={groupStyles.more}
          isPending={isBusy}
          onPress={showMore}
        >
          {t('coverage.groups.showMore', { count: value.total })}
        </Button>
      )}
      {hidden > 0 && !showMore && (
        <p className={groupStyles.note}>
          {t('coverage.groups.cut', {
            shown: value.groups.length,
            total: value.total,
          })}
        </p>
      )}
    </>
  );
}
