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

import type { Verdict } from '../../compatibility';
import { VerdictIcon } from '../../components/verdict';
import { lambdaCompatTranslationRef } from '../../translation';
import type { Outcome } from '../url/whatIfUrl';
import styles from './whatIf.module.css';

/** The verdict whose icon stands for an outcome. */
export const VERDICT_OF_OUTCOME: Record<Outcome, Verdict> = {
  breaks: 'broken',
  'can-break': 'at-risk',
  unknown: 'unknown',
  works: 'compatible',
  'not-affected': 'no-native-code',
};

/** Icon and word of an outcome. */
export function OutcomeLabel(props: { outcome: Outcome }) {
  const { outcome } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  return (
    <span className={styles.outcomeLabel}>
      <VerdictIcon verdict={VERDICT_OF_OUTCOME[outcome]} />
      <span>{t(`whatIf.outcome.${outcome}`)}</span>
    </span>
  );
}
