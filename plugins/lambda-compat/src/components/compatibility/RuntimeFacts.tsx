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
import type {
  FunctionCompatibility,
  SourcedValue,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { lambdaCompatTranslationRef } from '../../translation';
import styles from './compatibility.module.css';

interface RuntimeFactsProps {
  compatibility: FunctionCompatibility;
}

function Sourced(props: { sourced: SourcedValue<string> }) {
  const { assumed, source, value } = props.sourced;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  return (
    <>
      {value ?? t('compatibility.notKnown')}{' '}
      {source && (
        <span className={styles.source}>
          {assumed ? t('compatibility.assumed', { source }) : source}
        </span>
      )}
    </>
  );
}

/** What the verdict is about, each with who says so. */
export function RuntimeFacts(props: RuntimeFactsProps) {
  const { architecture, packageType, runtime } = props.compatibility;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  return (
    <dl className={styles.facts}>
      <div className={styles.fact}>
        <dt>{t('compatibility.runtime')}</dt>
        <dd>
          <Sourced sourced={runtime} />
        </dd>
      </div>
      <div className={styles.fact}>
        <dt>{t('compatibility.architecture')}</dt>
        <dd>
          <Sourced sourced={architecture} />
        </dd>
      </div>
      {packageType.value === 'image' && (
        <div className={styles.fact}>
          <dt>{t('compatibility.packageType')}</dt>
          <dd>
            <Sourced sourced={packageType} />
          </dd>
        </div>
      )}
    </dl>
  );
}
