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
import { ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import type { WhatIfAnswer } from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { VerdictIcon } from '../../components/verdict';
import { shortDigest } from '../../tags';
import { lambdaCompatTranslationRef } from '../../translation';
import { type Outcome, OUTCOMES, outcomesOf } from '../url/whatIfUrl';
import { VERDICT_OF_OUTCOME } from './OutcomeLabel';
import { targetName } from './simulation';
import styles from './whatIf.module.css';

interface OutcomeSummaryProps {
  answer: WhatIfAnswer;
  /** What the table is restricted to. */
  chosen: readonly Outcome[];
  onChoose: (outcomes: Outcome[]) => void;
}

/** What was tried, as the answer says it. */
function targetOf({ target }: WhatIfAnswer) {
  return {
    runtime: target.runtime ?? undefined,
    architecture: target.architecture ?? undefined,
    image: target.image?.name,
  };
}

function useSentence(answer: WhatIfAnswer, total: number): string {
  const { counts, target } = answer;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const name = targetName({ target: targetOf(answer) });
  const unknown = t('whatIf.unknown', { count: counts.unknown });
  return (
    target.image
      ? [
          t('whatIf.canBreak', {
            count: counts['can-break'],
            total,
            target: name,
          }),
          counts.works > 0 && t('whatIf.imageWorks', { count: counts.works }),
          counts['not-affected'] > 0 &&
            t('whatIf.notAffected', { count: counts['not-affected'] }),
          unknown,
        ]
      : [
          t('whatIf.works', { count: counts.works, total, target: name }),
          t('whatIf.breaks', { count: counts.breaks }),
          unknown,
        ]
  )
    .filter(Boolean)
    .join(' ');
}

/** The answer in a sentence and a bar; its numbers filter the table. */
export function OutcomeSummary(props: OutcomeSummaryProps) {
  const { answer, chosen, onChoose } = props;
  const { counts, target } = answer;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const outcomes = outcomesOf(targetOf(answer));
  const total = OUTCOMES.reduce((sum, outcome) => sum + counts[outcome], 0);
  const sentence = useSentence(answer, total);
  const digests = Object.entries(target.image?.digests ?? {}).map(
    ([platform, digest]) => `${platform} ${shortDigest(digest)}`,
  );

  return (
    <div className={styles.summary}>
      <p className={styles.sentence}>{sentence}</p>
      {total > 0 && (
        <div className={styles.bar} role="img" aria-label={sentence}>
          {OUTCOMES.filter(outcome => counts[outcome] > 0).map(outcome => (
            <span
              key={outcome}
              className={`${styles.part} ${styles[outcome]}`}
              style={{ flexGrow: counts[outcome] }}
            />
          ))}
        </div>
      )}
      <p className={styles.muted}>
        {target.profile
          ? t(target.image ? 'whatIf.imageProfile' : 'whatIf.profile', {
              profile: target.profile,
            })
          : t('whatIf.noProfile')}
        {digests.length > 0 && (
          <span className={styles.second}>
            {t('whatIf.image.digests', { digests: digests.join(', ') })}
          </span>
        )}
      </p>
      <ToggleButtonGroup
        aria-label={t('whatIf.filter')}
        selectionMode="multiple"
        selectedKeys={chosen}
        onSelectionChange={keys =>
          onChoose(OUTCOMES.filter(outcome => keys.has(outcome)))
        }
        className={styles.outcomes}
      >
        {outcomes.map(outcome => (
          <ToggleButton key={outcome} id={outcome} className={styles.outcome}>
            <VerdictIcon verdict={VERDICT_OF_OUTCOME[outcome]} />
            {t('whatIf.outcomeCount', {
              amount: counts[outcome],
              outcome: t(`whatIf.outcome.${outcome}`),
            })}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </div>
  );
}
