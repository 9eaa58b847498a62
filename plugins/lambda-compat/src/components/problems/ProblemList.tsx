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
import { Alert } from '@backstage/ui';
import type { Problem } from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { lambdaCompatTranslationRef } from '../../translation';
import { Code } from '../text';
import styles from './problems.module.css';

interface ProblemListProps {
  problems: readonly Problem[];
}

function placeOf(problem: Problem): string | null {
  const { file, line } = problem;
  return file && line ? `${file}:${line}` : file ?? null;
}

/** Configuration mistakes, each with its place and what to do about it. */
export function ProblemList(props: ProblemListProps) {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);

  return (
    <ul className={styles.list}>
      {props.problems.map(problem => {
        const { annotation, code, fix, message, severity } = problem;
        const place = placeOf(problem);
        return (
          <li key={`${code} ${place} ${annotation} ${message}`}>
            {/* Never red: red stands for a function that is measured broken. */}
            <Alert
              status={severity === 'error' ? 'warning' : 'info'}
              icon
              className={styles.problem}
              title={message}
              description={
                <>
                  <span className={styles.line}>{fix}</span>
                  <span className={styles.line}>
                    {t('problems.titleWithCode', {
                      severity: t(`problems.${severity}`),
                      code,
                    })}
                    {place && (
                      <>
                        {' · '}
                        <Code>{place}</Code>
                      </>
                    )}
                    {annotation && (
                      <>
                        {' · '}
                        {t('problems.annotation', {
                          annotation: <Code>{annotation}</Code>,
                        })}
                      </>
                    )}
                  </span>
                </>
              }
            />
          </li>
        );
      })}
    </ul>
  );
}
