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

/* eslint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role -- where the card is narrow, CSS makes blocks of the table, and browsers then take its roles away */
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import {
  NO_GROUP,
  type RiskGrouping,
  type RiskNumbers,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { CSSProperties } from 'react';

import { type Verdict, VERDICTS } from '../../compatibility';
import { VerdictLabel } from '../../components/verdict';
import { lambdaCompatTranslationRef } from '../../translation';
import { GroupText } from '../coverage/groups/GroupName';
import groupStyles from '../coverage/groups/groups.module.css';
import { useCoverageText } from '../coverage/parts/useCoverageText';
import { useRiskView } from '../url/useRiskView';
import { RiskCount } from './RiskCount';
import type { RiskRow } from './riskRow';
import styles from './risk.module.css';

interface MatrixProps {
  groupBy: RiskGrouping;
  rows: readonly RiskRow[];
}

/** In shares; a component without native code is in none. */
const JUDGED = VERDICTS.filter(verdict => verdict !== 'no-native-code');

interface CellProps {
  row: RiskRow;
  group: string | undefined;
}

/** What a group is called. It leads to the page of that group alone. */
function GroupName(props: CellProps & { groupBy: RiskGrouping }) {
  const { group, groupBy, row } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const { hrefOf, view } = useRiskView();
  if (row.key === undefined || group === undefined) {
    return <b>{t('coverage.groups.all')}</b>;
  }
  const value = row.key ?? NO_GROUP;
  const chosen = view.scope[groupBy];
  const name = <GroupText groupBy={groupBy} groupKey={row.key} />;
  const isChosen = chosen?.length === 1 && chosen[0] === value;
  return (
    <>
      {isChosen ? (
        name
      ) : (
        <Link
          href={hrefOf({ scope: { ...view.scope, [groupBy]: [value] } })}
          routerOptions={{ preventScrollReset: true }}
          standalone
          title={t('coverage.link.filter', { group })}
          className={
            row.key === null ? groupStyles.mutedLink : groupStyles.link
          }
        >
          {name}
        </Link>
      )}
      {row.direct && (
        <span className={groupStyles.direct}>
          <RiskCount
            count={row.direct.count}
            scope={row.direct.scope}
            rows={{}}
            what={t('coverage.link.inGroup', {
              group,
              what: t('coverage.link.direct'),
            })}
          />{' '}
          {t('coverage.groups.direct')}
        </span>
      )}
    </>
  );
}

/** Count and share of one verdict, on a tint as strong as the share. */
function VerdictCell(props: CellProps & { verdict: Verdict }) {
  const { group, row, verdict } = props;
  const { byVerdict, compatible } = row.numbers;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const text = useCoverageText();
  const count = byVerdict[verdict];
  const { total } = compatible;
  const word = t(`verdict.${verdict}`);
  const ratio = total > 0 ? count / total : 0;

  const amount = t('coverage.number', { value: count });
  const share = text.share({
    count,
    total,
    ratio: total > 0 ? ratio : null,
  });

  return (
    <RiskCount
      count={count}
      scope={row.scope}
      rows={{ verdict: [verdict] }}
      what={group ? t('coverage.link.inGroup', { group, what: word }) : word}
      childrenText={`${amount} ${share}`}
      className={`${styles.cell} ${styles[verdict]}`}
      style={{ '--lc-share': `${5 + ratio * 28}%` } as CSSProperties}
    >
      <b>{amount}</b> <span className={styles.share}>{share}</span>
    </RiskCount>
  );
}

/** How much of the group is measured: without it no share can be judged. */
function EvidenceCell(props: { numbers: RiskNumbers }) {
  const { evidence } = props.numbers;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const text = useCoverageText();
  return (
    <>
      {text.share(evidence)}{' '}
      <span className={styles.base}>
        {t('risk.matrix.measured', {
          amount: evidence.count,
          total: evidence.total,
        })}
      </span>
    </>
  );
}

/**
 * Verdicts by group: every cell leads to its components. Rows become short
 * entries where the card is narrow; the roles keep them a table for screen
 * readers.
 */
export function Matrix(props: MatrixProps) {
  const { groupBy, rows } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const text = useCoverageText();
  const number = (value: number) => t('coverage.number', { value });
  const none = 'no-native-code';

  return (
    <table
      role="table"
      className={styles.matrix}
      aria-label={t('risk.matrix.label')}
    >
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">
            {t(`coverage.grouping.${groupBy}`)}
          </th>
          {JUDGED.map(verdict => (
            <th key={verdict} role="columnheader" scope="col">
              <VerdictLabel verdict={verdict} />
            </th>
          ))}
          <th role="columnheader" scope="col">
            {t('risk.matrix.judged')}
          </th>
          <th role="columnheader" scope="col">
            {t('risk.matrix.evidence')}
          </th>
          <th role="columnheader" scope="col">
            {t(`verdict.${none}`)}
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map(row => {
          const group =
            row.key === undefined ? undefined : text.group(groupBy, row.key);
          const what = t(`verdict.${none}`);
          return (
            <tr key={row.id} role="row">
              <th role="rowheader" scope="row">
                <GroupName row={row} group={group} groupBy={groupBy} />
              </th>
              {JUDGED.map(verdict => (
                <td key={verdict} role="cell" className={styles.judgedCell}>
                  <span className={styles.narrowName} aria-hidden="true">
                    {t(`verdict.${verdict}`)}
                  </span>
                  <VerdictCell row={row} group={group} verdict={verdict} />
                </td>
              ))}
              <td role="cell">
                <span className={styles.narrowName} aria-hidden="true">
                  {t('risk.matrix.judged')}
                </span>
                <b>{number(row.numbers.compatible.total)}</b>
              </td>
              <td role="cell">
                <span className={styles.narrowName} aria-hidden="true">
                  {t('risk.matrix.evidence')}
                </span>
                <EvidenceCell numbers={row.numbers} />
              </td>
              <td role="cell">
                <span className={styles.narrowName} aria-hidden="true">
                  {what}
                </span>
                <RiskCount
                  count={row.numbers.byVerdict[none]}
                  scope={row.scope}
                  rows={{ verdict: [none] }}
                  what={
                    group ? t('coverage.link.inGroup', { group, what }) : what
                  }
                />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
