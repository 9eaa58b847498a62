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

import type {
  EntityCompatibility,
  ReferencePin,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { useApi } from '@backstage/frontend-plugin-api';

import { lambdaCompatApiRef } from '../../api';
import { worstFirst } from '../../compatibility';
import { useRequest } from '../../organization/data/useRequest';

/** Of what an image provides before of what came with a move of its tag. */
const RISKS = ['R10', 'R11'] as const;

/**
 * Why the next build can break by what an image is that day, in the words of
 * the judgement; null where it is not judged so.
 */
export function riskOf(
  compatibility: EntityCompatibility | undefined,
): string | null {
  const findings = worstFirst(compatibility?.functions ?? []).flatMap(
    ({ judgement }) => judgement.findings,
  );
  for (const rule of RISKS) {
    const risk = findings.find(
      one => one.rule === rule && one.verdict === 'at-risk',
    );
    if (risk) {
      return risk.message;
    }
  }
  return null;
}

/** Whether what a reference resolves to today is not what fits. */
function isDoubtful({ current, suggestion }: ReferencePin): boolean {
  return suggestion === null || suggestion.digest !== current?.digest;
}

/**
 * The same for a card that does not have the judgement: asked only where
 * something else than the image of today is suggested. That alone is no risk:
 * what is static does not care, and what is not known is not judged one.
 */
export function usePinRisk(
  entityRef: string,
  pins: readonly ReferencePin[],
): string | null {
  const api = useApi(lambdaCompatApiRef);
  const { value } = useRequest(
    pins.some(isDoubtful) ? entityRef : null,
    async signal => ({
      entityRef,
      answer: await api.getEntityCompatibility(entityRef, { signal }),
    }),
  );
  return value?.entityRef === entityRef ? riskOf(value.answer) : null;
}
