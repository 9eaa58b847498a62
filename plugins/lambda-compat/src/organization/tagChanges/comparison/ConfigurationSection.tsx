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
import { useMemo } from 'react';

import { type DataColumn, DataTable } from '../../../components/DataTable';
import { Code } from '../../../components/text';
import { lambdaCompatTranslationRef } from '../../../translation';
import { CoverageCard } from '../../coverage/parts/CoverageCard';
import type { ConfigurationChanges } from '../change/types';
import styles from './comparison.module.css';

/** One field of the configuration on both sides; null where it is not set. */
interface FieldRow {
  id: string;
  name: string;
  from: string | null;
  to: string | null;
}

const words = (value: string[] | null) =>
  value === null ? null : JSON.stringify(value);

function useRows(configuration: ConfigurationChanges): FieldRow[] {
  const { cmd, entrypoint, env, labels, user, workingDir } = configuration;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const name = (id: 'entrypoint' | 'cmd' | 'user' | 'workingDir') =>
    t(`comparison.configuration.${id}`);
  const single: Array<FieldRow | null> = [
    entrypoint && {
      id: 'entrypoint',
      name: name('entrypoint'),
      from: words(entrypoint.from),
      to: words(entrypoint.to),
    },
    cmd && {
      id: 'cmd',
      name: name('cmd'),
      from: words(cmd.from),
      to: words(cmd.to),
    },
    user && { id: 'user', name: name('user'), ...user },
    workingDir && {
      id: 'workingDir',
      name: name('workingDir'),
      ...workingDir,
    },
  ];
  return [
    ...single.flatMap(row => row ?? []),
    ...env.map(({ key, ...sides }) => ({
      id: `env ${key}`,
      name: t('comparison.configuration.env', { key }),
      ...sides,
    })),
    ...labels.map(({ key, ...sides }) => ({
      id: `label ${key}`,
      name: t('comparison.configuration.oneLabel', { key }),
      ...sides,
    })),
  ];
}

function Value(props: { value: string | null }) {
  const { value } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  if (value === null || value === '') {
    return (
      <span className={styles.muted}>
        {t(`comparison.configuration.${value === null ? 'absent' : 'empty'}`)}
      </span>
    );
  }
  return <Code>{value}</Code>;
}

/** Fields of the configuration that differ. */
export function ConfigurationSection(props: {
  configuration: ConfigurationChanges;
}) {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const rows = useRows(props.configuration);
  const columns = useMemo<DataColumn<FieldRow>[]>(
    () => [
      {
        id: 'field',
        label: t('comparison.configuration.field'),
        isRowHeader: true,
        entry: 'name',
        cell: ({ name }) => name,
      },
      {
        id: 'from',
        label: t('comparison.configuration.from'),
        entry: 'line',
        isNamedWhereNarrow: true,
        cell: ({ from }) => <Value value={from} />,
      },
      {
        id: 'to',
        label: t('comparison.configuration.to'),
        entry: 'line',
        isNamedWhereNarrow: true,
        cell: ({ to }) => <Value value={to} />,
      },
    ],
    [t],
  );
  return (
    <CoverageCard
      title={t('comparison.configuration.label')}
      isBusy={false}
      actions={null}
    >
      {rows.length > 0 ? (
        <DataTable
          label={t('comparison.configuration.label')}
          columns={columns}
          items={rows}
          keyOf={({ id }) => id}
        />
      ) : (
        <p>{t('comparison.configuration.none')}</p>
      )}
    </CoverageCard>
  );
}
