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
import { useEffect, useRef } from 'react';
import { useLocation } from 'react-router-dom';

import { paletteClass } from '../../components/palette';
import { explainError } from '../../report';
import { lambdaCompatTranslationRef } from '../../translation';
import { useCoverageSummary } from '../data';
import { ExportButtons } from '../export';
import { CoverageListSection } from '../tables';
import { useCoverageView } from '../url/useCoverageView';
import styles from './CoveragePageContent.module.css';
import { EmptyState } from './EmptyState';
import { CoverageFilters } from './filters/CoverageFilters';
import { GroupsCard } from './groups/GroupsCard';
import { CoverageCard } from './parts/CoverageCard';
import { CoverageError, KeptStrip } from './parts/CoverageError';
import { ROWS_ID } from './parts/rowsTarget';
import { CoverageTiles } from './tiles/CoverageTiles';
import { LoadingTiles } from './tiles/LoadingTiles';
import { TrendCard } from './trend/TrendCard';

/** How much of what the builds of the organization pull is pinned. */
export function CoveragePageContent() {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const { view } = useCoverageView();
  const request = useCoverageSummary(view.scope);
  const { error, isBusy, value } = request;
  const rows = useRowsInView();

  const isForbidden = error && explainError(error) === 'forbidden';
  const isEmpty = value?.summary.components.total === 0;

  return (
    <div className={`${paletteClass} ${styles.page}`}>
      <header className={styles.header}>
        <div className={styles.text}>
          <h2 className={styles.heading}>{t('coverage.title')}</h2>
          <p className={styles.intro}>
            {t(view.countDated ? 'coverage.introLenient' : 'coverage.intro')}
          </p>
        </div>
        {!isForbidden && <ExportButtons />}
      </header>
      {!isForbidden && <CoverageFilters />}
      <VisuallyHidden role="status">
        {request.isLoading && t('coverage.loading')}
      </VisuallyHidden>
      {error && value && <KeptStrip error={error} onRetry={request.retry} />}
      {error && !value && (
        <CoverageCard
          title={t('coverage.tiles.label')}
          isBusy={isBusy}
          actions={null}
        >
          <CoverageError error={error} onRetry={request.retry} />
        </CoverageCard>
      )}
      {request.isLoading && <LoadingTiles />}
      {value && isEmpty && <EmptyState scope={value.scope} />}
      {value && !isEmpty && (
        <CoverageTiles
          value={value}
          countDated={view.countDated}
          isBusy={isBusy}
        />
      )}
      {!isForbidden && !isEmpty && (
        <>
          <GroupsCard all={value} />
          <TrendCard />
          <div id={ROWS_ID} ref={rows} tabIndex={-1} className={styles.rows}>
            <CoverageListSection />
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
