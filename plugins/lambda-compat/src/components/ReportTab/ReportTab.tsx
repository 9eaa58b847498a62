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

import { stringifyEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { VisuallyHidden } from '@backstage/ui';
import type { EntityReport } from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { useEntityReport } from '../../report';
import { lambdaCompatTranslationRef } from '../../translation';
import { useCompatibilityView } from '../compatibility';
import {
  CompatibilitySections,
  CompatibilityVerdict,
} from '../CompatibilityTab';
import { riskOf } from '../pins';
import { ProblemList } from '../problems';
import { ReferenceHeadline } from '../references';
import { ReportCard } from '../ReportCard';
import { ReportBody } from '../states';
import { CountBar } from './CountBar';
import { EvidenceSection } from './EvidenceSection';
import { FilesSection } from './FilesSection';
import { FunctionsSection } from './FunctionsSection';
import { HistorySection } from './HistorySection';
import { AllProblemsLink, OwnerCoverageLink } from './OnwardLinks';
import { ReferencesSection } from './ReferencesSection';
import styles from './ReportTab.module.css';
import { SectionCard } from './SectionCard';

function Sections(props: { report: EntityReport }) {
  const { files, functions, problems, references, source, status } =
    props.report;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);

  return (
    <>
      {problems.length > 0 && (
        <SectionCard title={t('tab.problems.title')}>
          <ProblemList problems={problems} />
          <AllProblemsLink />
        </SectionCard>
      )}
      {references.length > 0 && <ReferencesSection report={props.report} />}
      {functions.length > 0 && <FunctionsSection functions={functions} />}
      {files.length > 0 && <FilesSection files={files} />}
      {(source || status !== 'not-applicable') && (
        <EvidenceSection report={props.report} />
      )}
    </>
  );
}

/** Everything that is known about the images and binaries of the entity. */
export function ReportTab() {
  const { entity } = useEntity();
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const entityRef = stringifyEntityRef(entity);
  const view = useEntityReport(entityRef);
  const compatibility = useCompatibilityView();

  return (
    <div className={styles.tab}>
      <VisuallyHidden>
        <h2>{t('tab.heading')}</h2>
      </VisuallyHidden>
      <CompatibilityVerdict view={compatibility} />
      <ReportCard
        title={t('tab.summary.title')}
        loadingText={t('baseImages.loading')}
        view={view}
      >
        <ReportBody entity={entity} view={view}>
          {report => (
            <>
              <ReferenceHeadline
                report={report}
                risk={riskOf(compatibility.value)}
              />
              <CountBar summary={report.summary} />
              <OwnerCoverageLink entity={entity} />
            </>
          )}
        </ReportBody>
      </ReportCard>
      {view.report && <Sections report={view.report} />}
      <HistorySection entityRef={entityRef} />
      <CompatibilitySections view={compatibility} />
    </div>
  );
}
