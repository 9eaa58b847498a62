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
import { Card, CardBody, CardHeader, VisuallyHidden } from '@backstage/ui';
import type { RegistryStatus } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { useId } from 'react';

import { lambdaCompatApiRef } from '../../api';
import { DataTable } from '../../components/DataTable';
import { NoneIcon } from '../../components/states';
import { lambdaCompatTranslationRef } from '../../translation';
import { KeptStrip } from '../coverage/parts/CoverageError';
import { useRequest } from '../data';
import { ListFailure } from '../tables/ListFailure';
import { ListSkeleton } from '../tables/ListSkeleton';
import tableStyles from '../tables/tables.module.css';
import styles from './tagChanges.module.css';
import { useRegistryColumns } from './useRegistryColumns';

const registryKey = ({ host, observer }: RegistryStatus) =>
  `${observer} ${host}`;

/** How each registry that is asked does. */
export function RegistriesSection() {
  const api = useApi(lambdaCompatApiRef);
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const titleId = useId();
  const columns = useRegistryColumns();
  const { error, isBusy, isLoading, retry, value } = useRequest(
    'registries',
    signal => api.listRegistries({ signal }),
  );

  return (
    <section
      className={tableStyles.section}
      aria-labelledby={titleId}
      aria-busy={isBusy}
    >
      <VisuallyHidden role="status">
        {isLoading && t('tagChanges.registries.loading')}
      </VisuallyHidden>
      <Card>
        <CardHeader className={tableStyles.head}>
          <h3 id={titleId} className={tableStyles.title}>
            {t('tagChanges.registries.title')}
          </h3>
        </CardHeader>
        <CardBody>
          <p className={styles.intro}>{t('tagChanges.registries.intro')}</p>
          {error && value && <KeptStrip error={error} onRetry={retry} />}
          {error && !value && <ListFailure error={error} onRetry={retry} />}
          {isLoading && <ListSkeleton />}
          {value?.items.length === 0 && (
            <div className={tableStyles.state}>
              <div className={tableStyles.stateTitle}>
                <NoneIcon />
                <span>{t('tagChanges.registries.empty')}</span>
              </div>
            </div>
          )}
          {value && value.items.length > 0 && (
            <DataTable
              label={t('tagChanges.registries.title')}
              columns={columns}
              items={value.items}
              keyOf={registryKey}
            />
          )}
        </CardBody>
      </Card>
    </section>
  );
}
