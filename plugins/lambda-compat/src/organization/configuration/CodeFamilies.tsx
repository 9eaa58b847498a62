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
import { Card, CardBody, CardHeader } from '@backstage/ui';
import { useId } from 'react';

import { paletteClass } from '../../components/palette';
import { Code } from '../../components/text';
import { lambdaCompatTranslationRef } from '../../translation';
import { PROBLEM_CODES } from '../url/problemCodes';
import styles from './configuration.module.css';

const FAMILIES = ['LC1', 'LC2', 'LC3', 'LC4'] as const;

/** What each family of codes means, and each code in it. */
export function CodeFamilies() {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const titleId = useId();
  return (
    <section
      className={`${paletteClass} ${styles.section}`}
      aria-labelledby={titleId}
    >
      <Card>
        <CardHeader>
          <h3 id={titleId} className={styles.cardTitle}>
            {t('configuration.families.title')}
          </h3>
        </CardHeader>
        <CardBody>
          <dl className={styles.families}>
            {FAMILIES.map(family => (
              <div key={family} className={styles.family}>
                <dt>
                  <Code>{`${family}xx`}</Code>
                </dt>
                <dd>
                  {t(`configuration.families.${family}`)}
                  <ul className={styles.codes}>
                    {PROBLEM_CODES.filter(code => code.startsWith(family)).map(
                      code => (
                        <li key={code}>
                          <Code>{code}</Code> {t(`configuration.codes.${code}`)}
                        </li>
                      ),
                    )}
                  </ul>
                </dd>
              </div>
            ))}
          </dl>
        </CardBody>
      </Card>
    </section>
  );
}
