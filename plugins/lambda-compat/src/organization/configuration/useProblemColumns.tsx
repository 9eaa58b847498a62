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
import type {
  ProblemListItem,
  ProblemOrderField,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { useMemo } from 'react';

import type { DataColumn } from '../../components/DataTable';
import { Code } from '../../components/text';
import { lambdaCompatTranslationRef } from '../../translation';
import { ComponentLink, OwnerLinks, SeverityIcon } from '../tables';
import styles from './configuration.module.css';

type ProblemColumn = DataColumn<ProblemListItem> & {
  id: ProblemOrderField | 'owner' | 'place' | 'message' | 'fix';
};

/** File and line, or the annotation; null where it is the whole source. */
function placeOf({ annotation, file, line }: ProblemListItem): string | null {
  if (file) {
    return line ? `${file}:${line}` : file;
  }
  return annotation ?? null;
}

function Place(props: { problem: ProblemListItem }) {
  const { problem } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const place = placeOf(problem);
  if (!place) {
    return (
      <span className={styles.muted}>{t('configuration.table.noPlace')}</span>
    );
  }
  return (
    <>
      <Code>{place}</Code>
      {problem.annotation && problem.annotation !== place && (
        <span className={styles.second}>
          <Code>{problem.annotation}</Code>
        </span>
      )}
    </>
  );
}

/** The columns of the list of problems. */
export function useProblemColumns(): readonly ProblemColumn[] {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  return useMemo<ProblemColumn[]>(
    () => [
      {
        id: 'severity',
        label: t('configuration.table.severity'),
        width: 'narrow',
        firstOrder: 'asc',
        entry: 'status',
        cell: ({ severity }) => (
          <span className={styles.severity}>
            <SeverityIcon severity={severity} />
            {t(`problems.${severity}`)}
          </span>
        ),
      },
      {
        id: 'code',
        label: t('configuration.table.code'),
        width: 'slim',
        firstOrder: 'asc',
        entry: 'muted',
        cell: ({ code }) => (
          <span title={t(`configuration.codes.${code}`)}>{code}</span>
        ),
      },
      {
        id: 'component',
        label: t('configuration.table.component'),
        isRowHeader: true,
        firstOrder: 'asc',
        entry: 'name',
        cell: problem => <ComponentLink component={problem} />,
      },
      {
        id: 'owner',
        label: t('configuration.table.owner'),
        entry: 'muted',
        cell: ({ owners }) => <OwnerLinks owners={owners} />,
      },
      {
        id: 'place',
        label: t('configuration.table.place'),
        entry: 'muted',
        cell: problem => <Place problem={problem} />,
      },
      {
        id: 'message',
        label: t('configuration.table.message'),
        width: 'roomy',
        entry: 'line',
        cell: ({ message }) => message,
      },
      {
        id: 'fix',
        label: t('configuration.table.fix'),
        width: 'roomy',
        entry: 'end',
        cell: ({ fix }) => fix,
      },
    ],
    [t],
  );
}
