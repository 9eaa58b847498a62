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
import { type ReactNode, useState } from 'react';

import type { Finding, WayOut } from '../../compatibility';
import { lambdaCompatTranslationRef } from '../../translation';
import { FindingItem } from './FindingItem';
import styles from './findings.module.css';

interface FindingListProps {
  /** Worst first. */
  findings: readonly Finding[];
  /** How many are there at first. */
  shown: number;
  /** Leads to the others; without it they are shown here, on demand. */
  othersLink?: ReactNode;
  maxSymbols?: number;
  /** What an owner can do; the rule's own advice without it. */
  waysOf?: (finding: Finding) => readonly WayOut[];
}

/** The findings of a function, the first with everything it rests on. */
export function FindingList(props: FindingListProps) {
  const { findings, maxSymbols, othersLink, shown, waysOf } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const [limit, setLimit] = useState(shown);
  if (!findings.length) {
    return null;
  }
  const hidden = Math.max(0, findings.length - limit);

  return (
    <>
      <ul className={styles.findings} aria-label={t('compatibility.findings')}>
        {findings.slice(0, limit).map((finding, index) => (
          <FindingItem
            key={finding.key}
            finding={finding}
            ways={waysOf ? waysOf(finding) : finding.waysOut}
            isOpen={index === 0}
            maxSymbols={maxSymbols}
          />
        ))}
      </ul>
      {hidden > 0 && (
        <p className={styles.others}>
          {othersLink ? (
            <>
              {t('compatibility.moreFindings', { count: hidden })} {othersLink}
            </>
          ) : (
            <Button
              variant="tertiary"
              size="small"
              onPress={() => setLimit(limit + shown)}
            >
              {t('compatibility.showFindings', { count: hidden })}
            </Button>
          )}
        </p>
      )}
    </>
  );
}
