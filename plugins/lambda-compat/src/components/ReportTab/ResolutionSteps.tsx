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
import type { ReportedReference } from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { lambdaCompatTranslationRef } from '../../translation';
import styles from './ReportTab.module.css';

type Step = ReportedReference['steps'][number];

interface ResolutionStepsProps {
  steps: readonly Step[];
}

function StepText(props: { step: Step }) {
  const { place, source, value, variable } = props.step;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);

  const text = t(`reference.step.${source}`, {
    variable: <code className={styles.mono}>{variable}</code>,
    value: (
      <code className={styles.mono}>{value || t('reference.step.empty')}</code>
    ),
  });
  return place ? (
    <>
      {t('reference.step.at', {
        step: <>{text}</>,
        place: (
          <code
            className={styles.mono}
          >{`${place.file}:${place.startLine}`}</code>
        ),
      })}
    </>
  ) : (
    <>{text}</>
  );
}

/** Which variable got which value, and where that is written. */
export function ResolutionSteps(props: ResolutionStepsProps) {
  const { steps } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  if (!steps.length) {
    return null;
  }

  return (
    <>
      <h3 className={styles.subheading}>{t('reference.details.steps')}</h3>
      <ol className={styles.steps}>
        {steps.map((step, index) => (
          // One variable can be read twice; the order is the identity.
          // eslint-disable-next-line react/no-array-index-key
          <li key={index}>
            <StepText step={step} />
          </li>
        ))}
      </ol>
    </>
  );
}
