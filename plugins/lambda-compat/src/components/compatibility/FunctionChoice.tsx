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
import { Select } from '@backstage/ui';

import { countVerdicts } from '../../compatibility';
import { lambdaCompatTranslationRef } from '../../translation';
import { VerdictIcon } from '../verdict';
import styles from './compatibility.module.css';
import type { CompatibilityView } from './useCompatibilityView';

interface FunctionChoiceProps {
  view: CompatibilityView;
}

/** How the functions of the component came out, and which of them is shown. */
export function FunctionChoice(props: FunctionChoiceProps) {
  const { choose, chosen, functions } = props.view;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  if (functions.length < 2 || !chosen) {
    return null;
  }
  return (
    <div className={styles.choice}>
      <p className={styles.counts}>
        <span>{t('compatibility.functions', { count: functions.length })}</span>
        {countVerdicts(functions).map(({ count, verdict }) => (
          <span key={verdict} className={styles.count}>
            <VerdictIcon verdict={verdict} />
            {t('compatibility.functionsOf', {
              amount: count,
              verdict: t(`verdict.${verdict}`),
            })}
          </span>
        ))}
      </p>
      <Select
        size="small"
        className={styles.select}
        aria-label={t('compatibility.chooseFunction')}
        options={functions.map(({ judgement, name }) => ({
          value: name,
          label: t('compatibility.functionOption', {
            name,
            verdict: t(`verdict.${judgement.verdict}`),
          }),
        }))}
        value={chosen.name}
        onChange={key => key !== null && choose(String(key))}
      />
    </div>
  );
}
