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
import { Link, VisuallyHidden } from '@backstage/ui';
import type { ComponentCoverage } from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { useOptionalRoute } from '../../navigation';
import { lambdaCompatConfigurationRouteRef } from '../../routes';
import { lambdaCompatTranslationRef } from '../../translation';
import { componentName } from './cells';
import { SeverityIcon } from './SeverityIcon';
import styles from './tables.module.css';

interface FirstProblemProps {
  component: ComponentCoverage;
}

/** The problem to begin with, and the way to all problems of the component. */
export function FirstProblem(props: FirstProblemProps) {
  const { component } = props;
  const { first, total } = component.problems;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const configurationRoute = useOptionalRoute(
    lambdaCompatConfigurationRouteRef,
  );
  if (!first) {
    return null;
  }

  const text = `${first.code} ${first.message}`;
  const query = new URLSearchParams({ q: component.entityRef });
  return (
    <span className={styles.problem}>
      <SeverityIcon severity={first.severity} />
      <span>
        <VisuallyHidden>{t(`problems.${first.severity}`)} </VisuallyHidden>
        {configurationRoute ? (
          <Link
            href={`${configurationRoute()}?${query}`}
            variant="body-medium"
            standalone
            className={styles.problemLink}
            aria-label={t('lists.components.problemsLink', {
              component: componentName(component),
              problem: text,
            })}
          >
            {text}
          </Link>
        ) : (
          text
        )}
        {total > 1 && (
          <>
            {' '}
            <span className={styles.more}>
              {t('lists.components.moreProblems', { count: total - 1 })}
            </span>
          </>
        )}
      </span>
    </span>
  );
}
