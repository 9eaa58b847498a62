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

import { type Answer } from '../../compatibility';
import { AnswerLabel } from '../../components/verdict';
import { lambdaCompatTranslationRef } from '../../translation';
import type { Outcome } from '../url/whatIfUrl';

/** What an outcome says to "would it find everything?". */
export const ANSWER_OF_OUTCOME: Record<Outcome, Answer> = {
  breaks: 'no',
  unknown: 'unknown',
  works: 'yes',
};

/** Icon and word of an outcome. */
export function OutcomeLabel(props: { outcome: Outcome }) {
  const { outcome } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  return (
    <AnswerLabel
      answer={ANSWER_OF_OUTCOME[outcome]}
      text={t(`whatIf.outcome.${outcome}`)}
    />
  );
}
