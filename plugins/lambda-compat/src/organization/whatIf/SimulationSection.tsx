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
import { Card, CardBody, CardHeader } from '@backstage/ui';
import type {
  WhatIfAnswer,
  WhatIfComponent,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { useCallback, useId } from 'react';

import { paletteClass } from '../../components/palette';
import { lambdaCompatTranslationRef } from '../../translation';
import { ListBody, ListSearch, type PagedList } from '../tables';
import tableStyles from '../tables/tables.module.css';
import type { WhatIfViewChange } from '../url/useWhatIfView';
import type { WhatIfView } from '../url/whatIfUrl';
import { OutcomeSummary } from './OutcomeSummary';
import { useOutcomeColumns } from './useOutcomeColumns';

interface SimulationSectionProps {
  view: WhatIfView;
  answer: WhatIfAnswer | undefined;
  list: PagedList<WhatIfComponent>;
  onChange: (change: WhatIfViewChange, options?: { replace?: boolean }) => void;
}

const componentKey = ({ entityRef }: WhatIfComponent) => entityRef;

// The backend has one order: what breaks first.
const NO_SORT = {
  column: undefined,
  order: 'asc',
  onChange: () => {},
} as const;

/** The answer, and for each component what would become of it. */
export function SimulationSection(props: SimulationSectionProps) {
  const { answer, list, onChange, view } = props;
  const { rows } = view;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const titleId = useId();
  const columns = useOutcomeColumns(view.target);
  const onSearch = useCallback(
    (search: string) =>
      onChange(
        { rows: { ...rows, search: search || undefined } },
        { replace: true },
      ),
    [onChange, rows],
  );
  const isFiltered = Boolean(rows.outcome || rows.search);
  const isScoped = Object.values(view.scope).some(Boolean);

  return (
    <section
      className={`${paletteClass} ${tableStyles.section}`}
      aria-labelledby={titleId}
      aria-busy={list.isLoading || list.isStale}
    >
      <Card>
        <CardHeader className={tableStyles.head}>
          <h3 className={tableStyles.title}>
            <span id={titleId}>{t('whatIf.answer')}</span>
            {answer && (
              <span className={tableStyles.total}> {answer.totalItems}</span>
            )}
          </h3>
          <div className={tableStyles.tools}>
            <ListSearch
              label={t('lists.components.search')}
              value={rows.search}
              onChange={onSearch}
            />
          </div>
        </CardHeader>
        <CardBody>
          {answer && (
            <OutcomeSummary
              answer={answer}
              chosen={rows.outcome ?? []}
              onChoose={outcomes =>
                onChange({
                  rows: {
                    ...rows,
                    outcome: outcomes.length > 0 ? outcomes : undefined,
                  },
                })
              }
            />
          )}
          <ListBody
            texts={{
              name: t('whatIf.answer'),
              loading: t('whatIf.loading'),
              found: count => t('lists.components.found', { count }),
            }}
            list={list}
            columns={columns}
            keyOf={componentKey}
            sort={NO_SORT}
            empty={t('lists.components.empty')}
            onClearFilters={
              isFiltered || isScoped
                ? () => onChange(isFiltered ? { rows: {} } : { scope: {} })
                : undefined
            }
            pageSize={view.pageSize}
            onPageSize={pageSize => onChange({ pageSize })}
          />
        </CardBody>
      </Card>
    </section>
  );
}
