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
import type { FunctionCompatibility } from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { lambdaCompatTranslationRef } from '../../translation';
import { Headline } from '../states';
import { VerdictIcon } from '../verdict';
import styles from './compatibility.module.css';

interface FunctionHeadlineProps {
  compatibility: FunctionCompatibility;
}

/** The verdict with what it is about, and why. */
export function FunctionHeadline(props: FunctionHeadlineProps) {
  const { judgement } = props.compatibility;
  const { counts, sentence, verdict } = judgement;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const { architecture, id } = judgement.runtime;
  const word = t(`verdict.${verdict}`);
  const place = [id, architecture].filter(Boolean).join(', ');
  // What is not known must be seen beside a verdict that hides it.
  const unknown =
    verdict === 'broken' || verdict === 'at-risk' ? counts.unknown : 0;

  return (
    <Headline
      icon={<VerdictIcon verdict={verdict} size={20} />}
      title={
        verdict === 'no-native-code' || !place
          ? word
          : t('compatibility.verdictOn', { verdict: word, place })
      }
    >
      <p>{sentence}</p>
      {unknown > 0 && (
        <p className={styles.muted}>
          {t('compatibility.alsoUnknown', { count: unknown })}
        </p>
      )}
      {verdict === 'unknown' && (
        <p className={styles.muted}>{t('compatibility.unknownMeaning')}</p>
      )}
    </Headline>
  );
}
