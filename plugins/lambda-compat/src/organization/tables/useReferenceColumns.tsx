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
import { Badge } from '@backstage/ui';
import type {
  ReferenceListItem,
  ReferenceOrderField,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { useMemo } from 'react';

import type { DataColumn } from '../../components/DataTable';
import { PinClassLabel, shortenDigests } from '../../components/references';
import { WebLink } from '../../components/text';
import { lambdaCompatTranslationRef } from '../../translation';
import { ComponentLink, OwnerLinks } from './cells';
import styles from './tables.module.css';

type ReferenceColumn = DataColumn<ReferenceListItem> & {
  id: ReferenceOrderField | 'owner' | 'role';
};

/** What the reader looks for in the file: see `referenceText` of the entity. */
function imageText({ pinClass, raw, resolved }: ReferenceListItem): string {
  return pinClass === 'unresolved' || pinClass === 'invalid'
    ? raw || resolved
    : resolved || raw;
}

/** The columns of the list of references. */
export function useReferenceColumns(): readonly ReferenceColumn[] {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  return useMemo<ReferenceColumn[]>(
    () => [
      {
        id: 'image',
        label: t('lists.references.image'),
        width: 'roomy',
        isRowHeader: true,
        firstOrder: 'asc',
        entry: 'name',
        cell: reference => (
          <code className={styles.image} title={imageText(reference)}>
            {shortenDigests(imageText(reference))}
          </code>
        ),
      },
      {
        id: 'pinClass',
        label: t('lists.references.pinClass'),
        width: 'medium',
        firstOrder: 'asc',
        entry: 'status',
        cell: ({ pinClass }) => <PinClassLabel pinClass={pinClass} />,
      },
      {
        id: 'component',
        label: t('lists.references.component'),
        firstOrder: 'asc',
        entry: 'muted',
        cell: reference => <ComponentLink component={reference} />,
      },
      {
        id: 'owner',
        label: t('lists.references.owner'),
        entry: 'muted',
        cell: ({ owners }) => <OwnerLinks owners={owners} />,
      },
      {
        id: 'file',
        label: t('lists.references.file'),
        firstOrder: 'asc',
        entry: 'muted',
        cell: ({ file, line, url }) => (
          <span className={styles.place}>
            <WebLink url={url}>{`${file}:${line}`}</WebLink>
          </span>
        ),
      },
      {
        id: 'role',
        label: t('lists.references.role'),
        width: 'narrow',
        entry: 'muted',
        cell: ({ role }) => (
          <Badge className={styles.badge}>{t(`role.${role}`)}</Badge>
        ),
      },
    ],
    [t],
  );
}
