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

import { findingsOf } from '../../compatibility';
import { lambdaCompatTranslationRef } from '../../translation';
import {
  CompatibilityBody,
  CompatibilityFrame,
  type CompatibilityView,
  EvidenceFooter,
  FunctionFindings,
  useCompatibilityView,
} from '../compatibility';
import { VersionLadder } from '../ladder';
import { TabLink } from '../text';

/** More would push the other cards of the overview off the screen. */
const MAX_FINDINGS = 3;

interface ResultsProps {
  view: CompatibilityView;
  compatibility: FunctionCompatibility;
}

function Results(props: ResultsProps) {
  const { compatibility, view } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  return (
    <>
      <VersionLadder rows={compatibility.judgement.ladder} />
      <FunctionFindings
        view={view}
        compatibility={compatibility}
        findings={findingsOf(compatibility).filter(
          ({ verdict }) => verdict !== 'info',
        )}
        shown={MAX_FINDINGS}
        othersLink={<TabLink>{t('compatibility.allFindings')}</TabLink>}
      />
    </>
  );
}

/** What the binaries of the entity ask for, and whether their runtime has it. */
export function RuntimeCompatibilityCard() {
  const view = useCompatibilityView();
  const { chosen } = view;

  return (
    <CompatibilityFrame
      view={view}
      footer={chosen?.measuredAt && <EvidenceFooter compatibility={chosen} />}
    >
      <CompatibilityBody view={view}>
        {compatibility => (
          // Another function begins with its own choices.
          <Results
            key={compatibility.name}
            view={view}
            compatibility={compatibility}
          />
        )}
      </CompatibilityBody>
    </CompatibilityFrame>
  );
}
