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
import type { RiskSummary } from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { RuleBadge } from '../../components/findings';
import { lambdaCompatTranslationRef } from '../../translation';
import { CoverageCard } from '../coverage/parts/CoverageCard';
import { RULES } from '../url/riskUrl';
import { useRiskView } from '../url/useRiskView';
import { RiskCount } from './RiskCount';
import styles from './risk.module.css';

interface RulesCardProps {
  summary: RiskSummary;
  isBusy: boolean;
}

/** Why, and for how many components: what one change may mend for several. */
export function RulesCard(props: RulesCardProps) {
  const { isBusy, summary } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const { view } = useRiskView();
  // The rules are numbered by the verdict that they make, the worst first.
  const rules = RULES.map(rule => ({
    rule,
    count: summary.byRule[rule] ?? 0,
  })).filter(({ count }) => count > 0);

  return (
    <CoverageCard title={t('risk.rules.title')} isBusy={isBusy} actions={null}>
      {rules.length === 0 ? (
        <p className={styles.text}>{t('risk.rules.none')}</p>
      ) : (
        <ul className={styles.rules}>
          {rules.map(({ count, rule }) => (
            <li key={rule} className={styles.rule}>
              <RuleBadge rule={rule} />
              <span>{t(`rule.${rule}`)}</span>
              <RiskCount
                count={count}
                scope={view.scope}
                rows={{ rule: [rule] }}
                what={t(`rule.${rule}`)}
              />
            </li>
          ))}
        </ul>
      )}
    </CoverageCard>
  );
}
