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
import { RiTimeLine } from '@remixicon/react';

import { PageLink } from '../../components/text';
import { useOptionalRoute } from '../../navigation';
import { lambdaCompatWhatIfRouteRef } from '../../routes';
import { lambdaCompatTranslationRef } from '../../translation';
import { useDayText } from '../charts/useDayText';
import { writeScope } from '../url/coverageUrl';
import { writeParams } from '../url/params';
import styles from './risk.module.css';
import type { ScopedRisk } from './useRiskData';

/** The runtime of a function that brings its own `bootstrap`, on Amazon Linux 2023. */
const SUCCESSOR = 'provided.al2023';

interface LifecycleStripProps {
  value: ScopedRisk;
}

/** How many components a runtime's end will reach, and what then. */
export function LifecycleStrip(props: LifecycleStripProps) {
  const { scope, summary } = props.value;
  const { components, firstDate, firstRuntime } = summary.deprecation;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const day = useDayText();
  const whatIfRoute = useOptionalRoute(lambdaCompatWhatIfRouteRef);
  if (components === 0) {
    return null;
  }
  const query = writeParams({ to: SUCCESSOR, ...writeScope(scope) });

  return (
    <section className={styles.strip} aria-label={t('risk.lifecycle.label')}>
      <RiTimeLine size={20} className={styles.stripIcon} aria-hidden="true" />
      <div className={styles.stripText}>
        <h3 className={styles.stripTitle}>{t('risk.lifecycle.label')}</h3>
        <p>
          {t('risk.lifecycle.components', { count: components })}{' '}
          {firstDate &&
            firstRuntime &&
            t('risk.lifecycle.first', {
              runtime: firstRuntime,
              date: day.long(firstDate),
            })}
        </p>
      </div>
      <PageLink href={whatIfRoute && `${whatIfRoute()}?${query}`}>
        {t('risk.lifecycle.whatIf', { runtime: SUCCESSOR })}
      </PageLink>
    </section>
  );
}
