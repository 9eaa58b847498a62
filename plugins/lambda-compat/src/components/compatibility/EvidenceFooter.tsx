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
import { RuleBadge } from '../findings';
import { TabLink } from '../text';
import styles from './compatibility.module.css';

interface EvidenceFooterProps {
  compatibility: FunctionCompatibility;
}

/** More rules than these are in the tab. */
const MAX_RULES = 3;

/** Which rules speak, what was measured, and what it was compared with. */
export function EvidenceFooter(props: EvidenceFooterProps) {
  const { evidence, findings, runtime } = props.compatibility.judgement;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const rules = [
    ...new Set(
      findings
        .filter(({ verdict }) => verdict !== 'info')
        .map(({ rule }) => rule),
    ),
  ].slice(0, MAX_RULES);

  return (
    <>
      {rules.length > 0 && (
        <span className={styles.rules}>
          {t('compatibility.rule', { count: rules.length })}{' '}
          {rules.map(rule => (
            <RuleBadge key={rule} rule={rule} />
          ))}
        </span>
      )}
      <span>{t(`evidence.${evidence.grade}`)}</span>
      {runtime.profile && (
        <span title={runtime.profile.origin}>
          {runtime.asOf && !runtime.profile.name.includes(runtime.asOf)
            ? t('compatibility.profileAsOf', {
                profile: runtime.profile.name,
                asOf: runtime.asOf,
              })
            : t('compatibility.profile', { profile: runtime.profile.name })}
        </span>
      )}
      <TabLink>{t('compatibility.allEvidence')}</TabLink>
    </>
  );
}
