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

import { useApi } from '@backstage/frontend-plugin-api';
import type { ReferencePin } from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { lambdaCompatApiRef } from '../../api';
import { type Finding, imageOf, imagesToPin } from '../../compatibility';
import { useRequest } from '../../organization/data/useRequest';

/** The pin for the image that a finding is about; undefined while not known. */
export type PinOfFinding = (finding: Finding) => ReferencePin | undefined;

/** What to pin the images of findings to; asked only where there are some. */
export function useImagePins(
  entityRef: string,
  findings: readonly Finding[],
): PinOfFinding {
  const api = useApi(lambdaCompatApiRef);
  const { value } = useRequest(
    imagesToPin(findings).length > 0 ? entityRef : null,
    async signal => ({
      entityRef,
      pins: (await api.listPinSuggestions(entityRef, { signal })).items,
    }),
  );
  // What is known of another entity must not be seen, not even for one frame.
  const pins = value?.entityRef === entityRef ? value.pins : [];

  return finding => {
    const image = finding.rule === 'R24' ? null : imageOf(finding);
    return image
      ? pins.find(
          ({ file, reference }) =>
            file === image.file && reference === image.reference,
        )
      : undefined;
  };
}
