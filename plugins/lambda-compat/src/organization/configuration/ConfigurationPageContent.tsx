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
import { useCallback, useMemo } from 'react';

import { lambdaCompatApiRef } from '../../api';
import { paletteClass } from '../../components/palette';
import { lambdaCompatTranslationRef } from '../../translation';
import { ListExportButtons } from '../export';
import { type PageTurn, usePagedList } from '../tables';
import { useProblemsView } from '../url/useProblemsView';
import { CodeFamilies } from './CodeFamilies';
import styles from './configuration.module.css';
import { ProblemFilters } from './ProblemFilters';
import { problemListOf } from './problemList';
import { ProblemListSection } from './ProblemListSection';

/**
 * Everything that owners can mend: malformed annotations, missing files,
 * sources that cannot be read. All of its state is in the address.
 */
export function ConfigurationPageContent() {
  const api = useApi(lambdaCompatApiRef);
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const { view, change } = useProblemsView();
  const shown = useMemo(() => problemListOf(view), [view]);
  const onTurn = useCallback(
    (turn: PageTurn, options?: { replace: boolean }) => change(turn, options),
    [change],
  );
  const list = usePagedList({
    ...shown,
    paging: view,
    load: request => api.listProblems(request),
    onTurn,
  });

  return (
    <div className={`${paletteClass} ${styles.page}`}>
      <header className={styles.pageHead}>
        <div className={styles.pageText}>
          <h2 className={styles.pageTitle}>{t('configuration.title')}</h2>
          <p className={styles.intro}>{t('configuration.intro')}</p>
        </div>
        <ListExportButtons
          exported={shown}
          // An old number must not be said of the new filters.
          total={list.isStale ? undefined : list.page?.totalItems}
        />
      </header>
      <ProblemFilters view={view} onChange={change} />
      <ProblemListSection
        view={view}
        shown={shown}
        list={list}
        onChange={change}
      />
      <CodeFamilies />
    </div>
  );
}
