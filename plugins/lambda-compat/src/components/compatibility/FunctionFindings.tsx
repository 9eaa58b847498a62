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
import type { ReactNode } from 'react';

import { type Finding, imagesToPin } from '../../compatibility';
import { lambdaCompatTranslationRef } from '../../translation';
import { FindingList, pinnedWays } from '../findings';
import { useImagePins } from '../pins';
import { CompatibilityActions } from './CompatibilityActions';
import type { CompatibilityView } from './useCompatibilityView';

interface FunctionFindingsProps {
  view: CompatibilityView;
  compatibility: FunctionCompatibility;
  /** Those that are listed, worst first. */
  findings: readonly Finding[];
  /** How many are there at first. */
  shown: number;
  /** Leads to the others; without it they are shown here, on demand. */
  othersLink?: ReactNode;
  maxSymbols?: number;
}

/** Why a function is judged as it is, with the pin where a tag is the reason. */
export function FunctionFindings(props: FunctionFindingsProps) {
  const { compatibility, view, ...list } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const { findings } = compatibility.judgement;
  const pinOf = useImagePins(view.entityRef, findings);
  const pins = findings.flatMap(finding => pinOf(finding) ?? []);
  const [image, ...others] = imagesToPin(findings);
  const pinFor = (finding: Finding) => {
    // What a binary lacks came of the one image that provides too much.
    const isOfImage = finding.rule === 'R1' && image && others.length === 0;
    return (
      pinOf(finding) ??
      (isOfImage ? pins.find(({ suggestion }) => suggestion) : undefined)
    );
  };

  return (
    <>
      <FindingList
        {...list}
        waysOf={finding =>
          pinnedWays(finding, pinFor(finding), {
            to: ({ suggestion }) =>
              [
                t('compatibility.pinWay', { why: suggestion?.why ?? '' }),
                suggestion?.behind?.sentence.replace(/\.?$/, '.'),
              ]
                .filter(Boolean)
                .join(' '),
            nothing: ({ reason }) =>
              reason
                ? t('pinLine.nothingBecause', { reason })
                : t('pinLine.nothing'),
          })
        }
      />
      <CompatibilityActions
        view={view}
        compatibility={compatibility}
        pin={pins[0]}
      />
    </>
  );
}
