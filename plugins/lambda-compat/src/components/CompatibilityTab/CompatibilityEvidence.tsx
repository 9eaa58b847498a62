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

import { RelativeTime, useTimeText } from '../../time';
import { lambdaCompatTranslationRef } from '../../translation';
import { BuildLink } from '../compatibility';
import { Facts } from '../ReportTab/Facts';
import { SectionCard } from '../ReportTab/SectionCard';
import { Code } from '../text';
import styles from './CompatibilityTab.module.css';

interface CompatibilityEvidenceProps {
  compatibility: FunctionCompatibility;
}

function Moment(props: { iso: string }) {
  const time = useTimeText();
  return (
    <>
      {time.absolute(props.iso)}{' '}
      <span className={styles.muted}>
        (<RelativeTime iso={props.iso} />)
      </span>
    </>
  );
}

/** Everything that the findings name as the source of what a runtime has. */
function sourcesOf(compatibility: FunctionCompatibility) {
  const all = compatibility.judgement.findings.flatMap(
    ({ provided }) => provided?.sources ?? [],
  );
  return [...new Map(all.map(source => [source.text, source])).values()];
}

/** Who measured what and when, and what it was compared with. */
export function CompatibilityEvidence(props: CompatibilityEvidenceProps) {
  const { compatibility } = props;
  const { build, id, judgement, measuredAt, uploadedAt } = compatibility;
  const { evidence, runtime } = judgement;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const sources = sourcesOf(compatibility);

  return (
    <SectionCard title={t('compatibilityEvidence.title')}>
      <Facts
        facts={[
          [t('compatibilityEvidence.grade'), t(`evidence.${evidence.grade}`)],
          [
            t('compatibilityEvidence.files'),
            t('compatibilityEvidence.counted', {
              counted: evidence.countedFiles,
              native: evidence.nativeFiles,
            }),
          ],
          measuredAt
            ? [
                t('compatibilityEvidence.measured'),
                <Moment key="measured" iso={measuredAt} />,
              ]
            : null,
          uploadedAt
            ? [
                t('compatibilityEvidence.uploaded'),
                <Moment key="uploaded" iso={uploadedAt} />,
              ]
            : null,
          build
            ? [
                t('compatibilityEvidence.build'),
                <BuildLink
                  key="build"
                  build={build}
                  fallback={t('compatibility.theBuild')}
                />,
              ]
            : null,
          build?.commit
            ? [
                t('compatibilityEvidence.commit'),
                <Code key="commit">{build.commit}</Code>,
              ]
            : null,
          id
            ? [
                t('compatibilityEvidence.upload'),
                <Code key="upload">{id}</Code>,
              ]
            : null,
          [
            t('compatibilityEvidence.profile'),
            runtime.profile
              ? t('compatibilityEvidence.profileOrigin', {
                  name: runtime.profile.name,
                  origin: runtime.profile.origin,
                })
              : t('compatibilityEvidence.noProfile'),
          ],
          [
            t('compatibilityEvidence.asOf'),
            runtime.asOf ?? t('compatibilityEvidence.allStates'),
          ],
          sources.length > 0
            ? [
                t('compatibilityEvidence.sources'),
                <ul key="sources" className={styles.plain}>
                  {sources.map(({ asOf, grade, text }) => (
                    <li key={text}>
                      {text}
                      <span className={styles.second}>
                        {[t(`compatibility.grade.${grade}`), asOf]
                          .filter(Boolean)
                          .join(', ')}
                      </span>
                    </li>
                  ))}
                </ul>,
              ]
            : null,
        ]}
      />
    </SectionCard>
  );
}
