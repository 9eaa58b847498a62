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
import { pinRiskOf } from '../pins';
import { Headline } from '../states';
import { VerdictIcon } from '../verdict';
import styles from './compatibility.module.css';

/** How a judgement ends that counts what is not known. */
const COUNTED = /\d+ items? unknown\)$/;

interface FunctionHeadlineProps {
  compatibility: FunctionCompatibility;
}

/**
 * The reason in short. What an image provides beyond the runtime is told in
 * full by the finding below; its highest version says it at once.
 */
function useReason({ judgement, measuredAt }: FunctionCompatibility): string {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const [first] = judgement.findings;
  if (judgement.verdict !== 'at-risk' || first?.rule !== 'R10') {
    return judgement.sentence;
  }
  const { highest } = pinRiskOf(judgement, first);
  if (!highest) {
    return judgement.sentence;
  }
  const risk = t('consequence.beyond', {
    namespace: highest.namespace,
    image: highest.image,
    runtime: highest.runtime,
    provided: highest.provided.join(t('ladder.or')),
  });
  // At risk and nothing unknown: no binary lacks anything.
  const isFitting = measuredAt !== null && judgement.counts.unknown === 0;
  return isFitting ? t('compatibility.measuredFits', { risk }) : risk;
}

/** The verdict with what it is about, and why. */
export function FunctionHeadline(props: FunctionHeadlineProps) {
  const { judgement } = props.compatibility;
  const { counts, verdict } = judgement;
  const reason = useReason(props.compatibility);
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const { architecture, id } = judgement.runtime;
  const word = t(`verdict.${verdict}`);
  const place = [id, architecture].filter(Boolean).join(', ');
  // What is not known must be seen beside a verdict that hides it, once.
  const unknown =
    (verdict === 'broken' || verdict === 'at-risk') && !COUNTED.test(reason)
      ? counts.unknown
      : 0;

  return (
    <Headline
      icon={<VerdictIcon verdict={verdict} size={20} />}
      title={
        verdict === 'no-native-code' || !place
          ? word
          : t('compatibility.verdictOn', { verdict: word, place })
      }
    >
      <p>{reason}</p>
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
