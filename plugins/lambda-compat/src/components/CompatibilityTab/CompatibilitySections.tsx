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

import { findingsOf, useFunctionArtifacts } from '../../compatibility';
import { lambdaCompatTranslationRef } from '../../translation';
import {
  CompatibilityBody,
  CompatibilityFrame,
  type CompatibilityView,
  FunctionFindings,
} from '../compatibility';
import { VersionLadder } from '../ladder';
import { SectionCard } from '../ReportTab/SectionCard';
import { LoadingState } from '../states/LoadingState';
import { ArtifactsSection } from './ArtifactsSection';
import { CompatibilityEvidence } from './CompatibilityEvidence';
import { NativeFilesSection } from './NativeFilesSection';
import { NeedsSection } from './NeedsSection';
import { ReportsFailure } from './ReportsFailure';
import { SymbolsSection } from './SymbolsSection';

/** Findings at once; the others on demand. */
const MAX_FINDINGS = 10;
/** Symbols of one finding that are named: all that the API gives. */
const MAX_SYMBOLS = 10;

function Details(props: {
  entityRef: string;
  compatibility: FunctionCompatibility;
}) {
  const { compatibility, entityRef } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const reports = useFunctionArtifacts(entityRef, compatibility.id);
  const { files } = compatibility.judgement;

  return (
    <>
      {files.length > 0 && <NativeFilesSection files={files} />}
      {reports.value ? (
        <>
          <NeedsSection artifacts={reports.value.artifacts} />
          <SymbolsSection
            artifacts={reports.value.artifacts}
            findings={compatibility.judgement.findings}
          />
        </>
      ) : (
        <SectionCard title={t('needs.title')}>
          {reports.error ? (
            <ReportsFailure error={reports.error} onRetry={reports.retry} />
          ) : (
            <LoadingState />
          )}
        </SectionCard>
      )}
      <ArtifactsSection
        artifacts={compatibility.artifacts}
        reports={reports.value?.artifacts}
      />
      <CompatibilityEvidence compatibility={compatibility} />
    </>
  );
}

interface CompatibilityViewProps {
  view: CompatibilityView;
}

/** The verdict of the chosen function with everything it rests on. */
export function CompatibilityVerdict(props: CompatibilityViewProps) {
  return (
    <CompatibilityFrame view={props.view}>
      <CompatibilityBody view={props.view}>
        {compatibility => (
          <div key={compatibility.name}>
            <VersionLadder rows={compatibility.judgement.ladder} />
            <FunctionFindings
              view={props.view}
              compatibility={compatibility}
              findings={findingsOf(compatibility)}
              shown={MAX_FINDINGS}
              maxSymbols={MAX_SYMBOLS}
            />
          </div>
        )}
      </CompatibilityBody>
    </CompatibilityFrame>
  );
}

/** Files, needs, symbols, artifacts and evidence of the chosen function. */
export function CompatibilitySections(props: CompatibilityViewProps) {
  const { chosen, entityRef, value } = props.view;
  const isMeasured =
    value?.status !== 'not-applicable' && chosen && chosen.measuredAt !== null;
  return isMeasured ? (
    <Details key={chosen.name} entityRef={entityRef} compatibility={chosen} />
  ) : null;
}
