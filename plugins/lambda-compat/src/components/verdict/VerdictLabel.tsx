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

import type { Answer, Verdict } from '../../compatibility';
import { lambdaCompatTranslationRef } from '../../translation';
import styles from './verdict.module.css';
import { VerdictIcon } from './VerdictIcon';

interface VerdictLabelProps {
  verdict: Verdict;
}

/** Icon and word of a verdict. */
export function VerdictLabel(props: VerdictLabelProps) {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  return (
    <span className={styles.label}>
      <VerdictIcon verdict={props.verdict} />
      <span>{t(`verdict.${props.verdict}`)}</span>
    </span>
  );
}

/** The verdict whose icon stands for an answer to "is all of it there?". */
export const VERDICT_OF_ANSWER: Record<Answer, Verdict> = {
  yes: 'compatible',
  no: 'broken',
  unknown: 'unknown',
};

interface AnswerLabelProps {
  answer: Answer;
  /** The answer in words. */
  text: string;
}

/** Icon and words of an answer. */
export function AnswerLabel(props: AnswerLabelProps) {
  return (
    <span className={styles.label}>
      <VerdictIcon verdict={VERDICT_OF_ANSWER[props.answer]} />
      <span>{props.text}</span>
    </span>
  );
}
