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
import { Alert } from '@backstage/ui';
import type {
  WhatIfAnswer,
  WhatIfComponent,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { RiFlaskLine } from '@remixicon/react';
import { useCallback, useMemo, useRef } from 'react';

import { lambdaCompatApiRef } from '../../api';
import { paletteClass } from '../../components/palette';
import { lambdaCompatTranslationRef } from '../../translation';
import pageStyles from '../coverage/CoveragePageContent.module.css';
import { ScopeFilters } from '../parts/ScopeFilters';
import { type PageTurn, usePagedList } from '../tables';
import { useWhatIfView } from '../url/useWhatIfView';
import { BeingRead } from './BeingRead';
import { NoTarget } from './NoTarget';
import { RuntimeProfilesSection } from './RuntimeProfilesSection';
import { isUnfinished, simulateAll } from './simulateAll';
import { simulationOf } from './simulation';
import { SimulationExport } from './SimulationExport';
import { SimulationSection } from './SimulationSection';
import { TargetCard } from './TargetCard';
import styles from './whatIf.module.css';

/**
 * Whether what was measured would still find its libraries on another runtime
 * or architecture, and whether what is built on an image would. All of its state is in the address, and nothing is stored.
 */
export function WhatIfPageContent() {
  const api = useApi(lambdaCompatApiRef);
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const { change, view } = useWhatIfView();
  const { scope, target } = view;
  const hasTarget = Boolean(
    target.runtime || target.architecture || target.image,
  );
  const shown = useMemo(() => simulationOf(view), [view]);
  const onTurn = useCallback(
    (turn: PageTurn, options?: { replace: boolean }) => change(turn, options),
    [change],
  );
  const list = usePagedList<WhatIfComponent, typeof shown.filter, never>({
    // The target is no filter to the API, but other components of the same
    // filter are another list.
    filter: { ...shown.filter, ...shown.asked },
    orderField: undefined,
    isActive: hasTarget,
    paging: view,
    load: ({ cursor, limit, signal }) =>
      simulateAll(
        api,
        target,
        cursor
          ? { cursor, limit, signal }
          : { filter: shown.filter, limit, signal },
      ),
    onTurn,
  });
  // What `load` gave: a page, with what was counted beside it.
  const answer = list.page as WhatIfAnswer | undefined;
  const { from, ...others } = scope;
  const isBeingRead = useBeingRead(JSON.stringify(shown), list);

  return (
    <div className={`${paletteClass} ${pageStyles.page}`}>
      <header className={pageStyles.header}>
        <div className={pageStyles.text}>
          <h2 className={pageStyles.heading}>{t('whatIf.title')}</h2>
          <p className={pageStyles.intro}>{t('whatIf.intro')}</p>
        </div>
        {hasTarget && (
          <SimulationExport
            simulation={shown}
            target={target}
            total={list.isStale ? undefined : answer?.totalItems}
          />
        )}
      </header>
      <Alert
        status="info"
        icon={<RiFlaskLine aria-hidden="true" />}
        className={styles.simulation}
        title={t('whatIf.simulation')}
        description={t('whatIf.simulationText')}
      />
      <TargetCard target={target} onChange={next => change({ target: next })}>
        <ScopeFilters
          scope={{ ...others, runtime: from }}
          onChange={({ runtime, ...rest }) =>
            change({ scope: { ...rest, from: runtime } })
          }
        />
      </TargetCard>
      {!hasTarget && <NoTarget />}
      {hasTarget && isBeingRead && (
        <BeingRead error={list.error} onRetry={list.retry} />
      )}
      {hasTarget && !isBeingRead && (
        <SimulationSection
          view={view}
          answer={answer}
          list={list}
          onChange={change}
        />
      )}
      <RuntimeProfilesSection />
    </div>
  );
}

/** Stays while the page asks again, so that nothing jumps in between. */
function useBeingRead(
  question: string,
  { error, page }: { error: Error | undefined; page: unknown },
): boolean {
  const last = useRef<{ question: string; isUnfinished: boolean }>();
  if (error || page) {
    last.current = { question, isUnfinished: !page && isUnfinished(error) };
  }
  return (
    !page && last.current?.question === question && last.current.isUnfinished
  );
}
