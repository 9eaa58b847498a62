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
import { Accordion, AccordionPanel, AccordionTrigger } from '@backstage/ui';
import { RiErrorWarningLine } from '@remixicon/react';
import type { Problem } from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { lambdaCompatTranslationRef } from '../../translation';
import { ProblemList } from './ProblemList';
import styles from './problems.module.css';

interface ProblemDisclosureProps {
  problems: readonly Problem[];
}

/** The number of problems, which opens to the problems. */
export function ProblemDisclosure(props: ProblemDisclosureProps) {
  const { problems } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  if (!problems.length) {
    return null;
  }

  return (
    <Accordion className={styles.disclosure}>
      <AccordionTrigger level={4}>
        <span className={styles.trigger}>
          <RiErrorWarningLine
            size={16}
            className={styles.icon}
            aria-hidden="true"
          />
          {t('problems.count', { count: problems.length })}
        </span>
      </AccordionTrigger>
      <AccordionPanel>
        <ProblemList problems={problems} />
      </AccordionPanel>
    </Accordion>
  );
}
