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
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useLocation } from 'react-router-dom';

import { lambdaCompatApiRef } from '../../api';
import { paletteClass } from '../../components/palette';
import { explainError } from '../../report';
import { lambdaCompatTranslationRef } from '../../translation';
import pageStyles from '../coverage/CoveragePageContent.module.css';
import { CoverageCard } from '../coverage/parts/CoverageCard';
import { CoverageError, KeptStrip } from '../coverage/parts/CoverageError';
import { isNesting, ROWS_ID } from '../coverage/parts/rowsTarget';
import { ListExportButtons } from '../export';
import { ScopeFilters } from '../parts/ScopeFilters';
import { type PageTurn, usePagedList } from '../tables';
import { useRiskView } from '../url/useRiskView';
import { ExposureStrip } from './ExposureStrip';
import { LifecycleStrip } from './LifecycleStrip';
import { LoadingRiskTiles, RiskTiles } from './RiskTiles';
import { MatrixCard } from './MatrixCard';
import { RiskEmptyState } from './RiskEmptyState';
import { riskListOf } from './riskList';
import { RiskListSection } from './RiskListSection';
import { RulesCard } from './RulesCard';
import styles from './risk.module.css';
import { useRiskSummary } from './useRiskData';

/**
 * What every function asks for against what its runtime provides. All of its
 * state is in the address.
 */
export function RiskPageContent() {
  const api = useApi(lambdaCompatApiRef);
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const { change, view } = useRiskView();
  const request = useRiskSummary(view.scope);
  const { error, isBusy, value } = request;
  const shown = useMemo(() => riskListOf(view), [view]);
  const onTurn = useCallback(
    (turn: PageTurn, options?: { replace: boolean }) => change(turn, options),
    [change],
  );
  const list = usePagedList({
    ...shown,
    paging: view,
    load: asked => api.listRiskComponents(asked),
    onTurn,
  });
  const rows = useRowsInView();

  const isForbidden = error && explainError(error) === 'forbidden';
  const isEmpty = value?.summary.total === 0;
  const isShown = !isForbidden && !isEmpty;

  return (
    <div className={`${paletteClass} ${pageStyles.page}`}>
      <header className={pageStyles.header}>
        <div className={pageStyles.text}>
          <h2 className={pageStyles.heading}>{t('risk.title')}</h2>
          <p className={pageStyles.intro}>{t('risk.intro')}</p>
        </div>
        {!isForbidden && (
          <ListExportButtons
            exported={shown}
            // An old number must not be said of the new filters.
            total={list.isStale ? undefined : list.page?.totalItems}
          />
        )}
      </header>
      {!isForbidden && (
        <ScopeFilters
          scope={view.scope}
          isNesting={isNesting(view.groupBy)}
          onChange={scope => change({ scope })}
        />
      )}
      <VisuallyHidden role="status">
        {request.isLoading && t('risk.loading')}
      </VisuallyHidden>
      {error && value && <KeptStrip error={error} onRetry={request.retry} />}
      {error && !value && (
        <CoverageCard title={t('risk.tiles')} isBusy={isBusy} actions={null}>
          <CoverageError error={error} onRetry={request.retry} />
        </CoverageCard>
      )}
      {request.isLoading && <LoadingRiskTiles />}
      {value && isEmpty && <RiskEmptyState scope={value.scope} />}
      {value && isShown && (
        <>
          <RiskTiles summary={value.summary} isBusy={isBusy} />
          <ExposureStrip value={value} />
          <LifecycleStrip value={value} />
        </>
      )}
      {isShown && (
        <>
          <div className={styles.columns}>
            <MatrixCard all={value} />
            {value && <RulesCard summary={value.summary} isBusy={isBusy} />}
          </div>
          <div
            id={ROWS_ID}
            ref={rows}
            tabIndex={-1}
            className={pageStyles.rows}
          >
            <RiskListSection
              view={view}
              shown={shown}
              list={list}
              onChange={change}
            />
          </div>
        </>
      )}
    </div>
  );
}

/**
 * A number leads to rows that are further down on the same page: the reader is
 * taken there, with the eye and with the focus.
 */
function useRowsInView() {
  const { hash, key } = useLocation();
  const rows = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (hash === `#${ROWS_ID}`) {
      rows.current?.focus({ preventScroll: true });
      rows.current?.scrollIntoView?.({ block: 'start' });
    }
  }, [hash, key]);

  return rows;
}
