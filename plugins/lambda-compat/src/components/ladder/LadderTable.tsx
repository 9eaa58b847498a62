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

import type { LadderRow } from '../../compatibility';
import { lambdaCompatTranslationRef } from '../../translation';
import { type DataColumn, DataTable } from '../DataTable';
import { AnswerLabel } from '../verdict';
import styles from './ladder.module.css';
import { useLadderText } from './useLadderText';
import { shortVersion } from './versions';

interface LadderTableProps {
  rows: readonly LadderRow[];
}

/** More versions of one namespace are rarely looked for, and fill the card. */
const MAX_VERSIONS = 12;

function Needed(props: { row: LadderRow }) {
  const { row } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const versions = row.versions.slice(-MAX_VERSIONS);
  const hidden = row.versions.length - versions.length;
  return (
    <>
      <span className={styles.versions}>
        {hidden > 0 && (
          <span className={styles.muted}>
            {t('ladder.table.older', { count: hidden })}
          </span>
        )}
        {versions.map(({ answer, version }) => (
          <span key={version} className={styles.version}>
            {answer === 'yes' ? (
              shortVersion(row, version)
            ) : (
              <AnswerLabel
                answer={answer}
                text={t(`ladder.table.${answer}`, {
                  version: shortVersion(row, version),
                })}
              />
            )}
          </span>
        ))}
      </span>
      <span className={styles.second}>{row.needed.file}</span>
    </>
  );
}

function Provided(props: { row: LadderRow }) {
  const { row } = props;
  const text = useLadderText();
  const versions = new Set(row.provided.map(({ version }) => version));
  return versions.size <= 1 ? (
    <>{text.provided(row)}</>
  ) : (
    <>
      {row.provided.map(({ state, version }) => (
        <span key={state} className={styles.state}>
          {text.provided({ ...row, provided: [{ state, version }] })}
          <span className={styles.second}>{state}</span>
        </span>
      ))}
    </>
  );
}

/** The ladder as text, with everything that is needed. */
export function LadderTable(props: LadderTableProps) {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const text = useLadderText();
  const columns = useMemo<DataColumn<LadderRow>[]>(
    () => [
      {
        id: 'namespace',
        label: t('ladder.table.namespace'),
        isRowHeader: true,
        cell: ({ library, namespace }) => (
          <>
            <b className={styles.namespace}>{namespace}</b>
            <span className={styles.second}>{library}</span>
          </>
        ),
      },
      {
        id: 'needed',
        label: t('ladder.table.needed'),
        isNamedWhereNarrow: true,
        width: 'roomy',
        cell: row => <Needed row={row} />,
      },
      {
        id: 'provided',
        label: t('ladder.table.provided'),
        isNamedWhereNarrow: true,
        cell: row => <Provided row={row} />,
      },
      {
        id: 'result',
        label: t('ladder.table.result'),
        isNamedWhereNarrow: true,
        cell: row => (
          <>
            <AnswerLabel answer={row.answer} text={text.result(row)} />
            <span className={styles.second}>
              {t(`ladder.metBy.${row.metBy}`)}
            </span>
          </>
        ),
      },
    ],
    [t, text],
  );
  return (
    <DataTable label={t('ladder.title')} columns={columns} items={props.rows} />
  );
}
