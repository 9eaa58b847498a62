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
import { Badge, VisuallyHidden } from '@backstage/ui';
import { RiInformationLine } from '@remixicon/react';

import type { Finding, WayOut } from '../../compatibility';
import { lambdaCompatTranslationRef } from '../../translation';
import { VerdictIcon } from '../verdict';
import { FindingFacts } from './FindingFacts';
import styles from './findings.module.css';
import { WaysOut } from './WaysOut';

interface FindingItemProps {
  finding: Finding;
  /** What an owner can do, the best first. */
  ways: readonly WayOut[];
  /** Whether facts and ways out are there at once, or on demand. */
  isOpen: boolean;
  /** Symbols that are named; the others are counted. */
  maxSymbols?: number;
}

/** The id of a rule with its words for who does not know the number. */
export function RuleBadge(props: { rule: Finding['rule'] }) {
  const { rule } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  return (
    <Badge className={styles.badge} title={t(`rule.${rule}`)}>
      {rule}
    </Badge>
  );
}

/** One conclusion: what happens, what it rests on, and the ways out. */
export function FindingItem(props: FindingItemProps) {
  const { finding, isOpen, maxSymbols = 3, ways } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const details = (
    <>
      <FindingFacts finding={finding} maxSymbols={maxSymbols} />
      <WaysOut ways={ways} />
    </>
  );

  return (
    <li className={styles.finding}>
      <span className={styles.findingIcon}>
        {finding.verdict === 'info' ? (
          <RiInformationLine size={16} aria-hidden="true" />
        ) : (
          <VerdictIcon verdict={finding.verdict} />
        )}
      </span>
      <div className={styles.body}>
        <div className={styles.message}>
          <RuleBadge rule={finding.rule} />{' '}
          <VisuallyHidden>
            {t(`findingKind.${finding.verdict}`)}:
          </VisuallyHidden>{' '}
          {finding.message}
        </div>
        {isOpen ? (
          details
        ) : (
          <details className={styles.more}>
            <summary
              aria-label={t('compatibility.detailsOf', {
                finding: finding.message,
              })}
            >
              {t('compatibility.details')}
            </summary>
            {details}
          </details>
        )}
      </div>
    </li>
  );
}
