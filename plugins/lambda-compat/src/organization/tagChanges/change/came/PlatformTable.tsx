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
import type { TagPlatformMove } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { useMemo } from 'react';

import { type DataColumn, DataTable } from '../../../../components/DataTable';
import { DigestText, MoveClassLabel } from '../../../../components/tags';
import { lambdaCompatTranslationRef } from '../../../../translation';
import pageStyles from '../../tagChanges.module.css';
import type { Change } from '../types';

function Digest(props: { change: Change; digest: string | null }) {
  const { change, digest } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  return digest ? (
    <DigestText image={change.image} digest={digest} />
  ) : (
    <span className={pageStyles.muted}>{t('tagChange.came.nothing')}</span>
  );
}

/** What became of each platform, as the registry itself tells. */
export function PlatformTable(props: { change: Change }) {
  const { change } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const columns = useMemo<DataColumn<TagPlatformMove>[]>(
    () => [
      {
        id: 'platform',
        label: t('tagChange.came.platform'),
        isRowHeader: true,
        entry: 'name',
        cell: ({ platform }) => platform,
      },
      {
        id: 'change',
        label: t('tagChange.came.change'),
        entry: 'status',
        cell: one => <MoveClassLabel moveClass={one.class} />,
      },
      {
        id: 'digests',
        label: `${t('tagChange.came.from')} → ${t('tagChange.came.to')}`,
        entry: 'line',
        cell: ({ from, to }) =>
          from === to ? (
            <Digest change={change} digest={to} />
          ) : (
            <span className={pageStyles.sides}>
              <Digest change={change} digest={from} />
              <span aria-hidden="true">→</span>
              <Digest change={change} digest={to} />
            </span>
          ),
      },
    ],
    [t, change],
  );
  return (
    <DataTable
      label={t('tagChange.came.platforms')}
      columns={columns}
      items={change.platforms}
    />
  );
}
