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
import type { EntityReport } from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { useEntityReport } from '../../report';
import { lambdaCompatTranslationRef } from '../../translation';
import { useCopyPatch } from '../patch';
import { usePinRisk, useReferencePins } from '../pins';
import { ProblemDisclosure } from '../problems';
import {
  externalReferences,
  ReferenceHeadline,
  ReferenceRow,
} from '../references';
import { ReportCard } from '../ReportCard';
import { ReportBody } from '../states';
import { TabLink } from '../text';
import styles from './BaseImagesCard.module.css';
import { CardFooter } from './CardFooter';

/** More rows would push the other cards of the overview off the screen. */
const MAX_ROWS = 5;

interface ResultsProps {
  entityRef: string;
  report: EntityReport;
}

function Results(props: ResultsProps) {
  const { entityRef, report } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const pins = useReferencePins(report);
  const risk = usePinRisk(entityRef, pins.known);
  const { awaited, copyPatch, dialog } = useCopyPatch(entityRef, pins);
  const references = externalReferences(report.references);

  return (
    <>
      <ReferenceHeadline report={report} risk={risk} />
      {references.length > 0 && (
        <ul
          className={styles.references}
          aria-label={t('baseImages.listLabel')}
        >
          {references.slice(0, MAX_ROWS).map(reference => (
            <ReferenceRow
              key={reference.id}
              reference={reference}
              pin={pins.stateOf(reference)}
              onCopyPatch={copyPatch}
              isAwaited={awaited?.id === reference.id}
            />
          ))}
        </ul>
      )}
      {dialog}
    </>
  );
}

/** Which images the build of the entity pulls, and whether they can change. */
export function BaseImagesCard() {
  const { entity } = useEntity();
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const entityRef = stringifyEntityRef(entity);
  const view = useEntityReport(entityRef);
  const { report } = view;

  return (
    <ReportCard
      title={t('baseImages.title')}
      loadingText={t('baseImages.loading')}
      view={view}
      footer={
        report && report.references.length > 0 ? (
          <CardFooter report={report} maxRows={MAX_ROWS} />
        ) : null
      }
    >
      <ReportBody
        entity={entity}
        view={view}
        detailsLink={<TabLink>{t('state.partial.details')}</TabLink>}
      >
        {results => <Results entityRef={entityRef} report={results} />}
      </ReportBody>
      {report && <ProblemDisclosure problems={report.problems} />}
    </ReportCard>
  );
}
