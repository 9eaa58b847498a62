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
import { useMemo, useState } from 'react';

import { lambdaCompatTranslationRef } from '../../../../translation';
import type { PackageChanges } from '../types';
import styles from './came.module.css';
import { packageKey, packageRows } from './packageRows';

/** At first, and each time that more are wanted. */
const FIRST = 4;
const MORE = 50;

/** The packages that changed, what native code is linked with first. */
export function Packages(props: { packages: PackageChanges }) {
  const { packages } = props;
  const { added, downgraded, others, removed, upgraded } = packages;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const [limit, setLimit] = useState(FIRST);
  const rows = useMemo(() => packageRows(packages), [packages]);
  const hidden = Math.max(0, rows.length - limit);

  return (
    <section>
      <h4 className={styles.heading}>
        {t('incident.packages.title')}
        {packages.system !== null && (
          <span className={styles.count}>
            {t('incident.packages.counts', {
              updated: upgraded.length + downgraded.length + others.length,
              added: added.length,
              removed: removed.length,
            })}
          </span>
        )}
      </h4>
      {rows.length === 0 && (
        <p className={styles.muted}>
          {t(
            packages.system === null
              ? 'incident.packages.noDatabase'
              : 'incident.packages.none',
          )}
        </p>
      )}
      {rows.length > 0 && (
        <table
          className={styles.packages}
          aria-label={t('incident.packages.label')}
        >
          <thead className={styles.spoken}>
            <tr>
              <th scope="col">{t('incident.packages.name')}</th>
              <th scope="col">{t('incident.packages.from')}</th>
              <th scope="col">{t('incident.packages.to')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, limit).map(row => (
              <tr key={packageKey(row)}>
                <th scope="row" className={styles.mono}>
                  {row.name}
                </th>
                <td>
                  {row.from ?? (
                    <span className={styles.muted}>
                      {t('incident.packages.notThere')}
                    </span>
                  )}
                </td>
                <td>
                  <span className={styles.arrow} aria-hidden="true">
                    →
                  </span>
                  {row.to ? (
                    <b>{row.to}</b>
                  ) : (
                    <span className={styles.muted}>
                      {t('incident.packages.notThere')}
                    </span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {hidden > 0 && (
        <Button
          variant="tertiary"
          size="small"
          onPress={() => setLimit(limit + MORE)}
        >
          {t('incident.packages.showMore', { count: hidden })}
        </Button>
      )}
      {downgraded.length > 0 && (
        <p className={styles.muted}>
          {t('incident.packages.downgraded', { amount: downgraded.length })}
        </p>
      )}
    </section>
  );
}
