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
import { Link } from '@backstage/ui';

import { PageLink } from '../../components/text';
import { VerdictIcon } from '../../components/verdict';
import { useOptionalRoute } from '../../navigation';
import { lambdaCompatTagChangesRouteRef } from '../../routes';
import { lambdaCompatTranslationRef } from '../../translation';
import { ROWS_ID } from '../coverage/parts/rowsTarget';
import { writeScope } from '../url/coverageUrl';
import { writeParams } from '../url/params';
import { useRiskView } from '../url/useRiskView';
import styles from './risk.module.css';
import type { ScopedRisk } from './useRiskData';

interface ExposureStripProps {
  value: ScopedRisk;
}

/** How many would get something new with their next build. */
export function ExposureStrip(props: ExposureStripProps) {
  const { scope, summary } = props.value;
  const { R10: beyond = 0, R11: moved = 0 } = summary.byRule;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const { hrefOf } = useRiskView();
  const changesRoute = useOptionalRoute(lambdaCompatTagChangesRouteRef);
  if (beyond + moved === 0) {
    return null;
  }
  const query = writeParams({ exposed: 'true', ...writeScope(scope) });
  const rows = hrefOf({
    scope,
    rows: { rule: ['R10', 'R11'] },
    orderField: undefined,
  });

  return (
    <section className={styles.strip} aria-label={t('risk.exposure.label')}>
      <VerdictIcon verdict="at-risk" size={20} />
      <div className={styles.stripText}>
        <h3 className={styles.stripTitle}>{t('risk.exposure.label')}</h3>
        <p>
          {moved > 0 && t('risk.exposure.moved', { count: moved })}{' '}
          {beyond > 0 && t('risk.exposure.beyond', { count: beyond })}
        </p>
      </div>
      <div className={styles.stripLinks}>
        <Link
          href={`${rows}#${ROWS_ID}`}
          routerOptions={{ preventScrollReset: true }}
          variant="body-small"
          standalone
        >
          {t('risk.exposure.rows')}
        </Link>
        <PageLink href={changesRoute && `${changesRoute()}?${query}`}>
          {t('risk.exposure.changes')}
        </PageLink>
      </div>
    </section>
  );
}
