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
import { type Finding, type Judgement, worstFirst } from '../../compatibility';
import { useRequest } from '../../organization/data/useRequest';
import { compareVersions, shortVersion } from '../ladder/versions';

/** Of what an image provides before of what came with a move of its tag. */
const RISKS = ['R10', 'R11'] as const;

/** Why the next build can break by what an image is that day. */
export interface PinRisk {
  /** As the judgement says it. */
  message: string;
  /** The highest versions of one namespace, where they say it all in short. */
  highest: {
    namespace: string;
    image: string;
    runtime: string;
    /** One of each state that a function may still be on. */
    provided: string[];
  } | null;
}

/** The same of the functions of an entity; null where none is judged so. */
export function riskOf(
  compatibility: EntityCompatibility | undefined,
): PinRisk | null {
  const functions = worstFirst(compatibility?.functions ?? []);
  for (const rule of RISKS) {
    for (const { judgement } of functions) {
      const risk = judgement.findings.find(
        one => one.rule === rule && one.verdict === 'at-risk',
      );
      if (risk) {
        return pinRiskOf(judgement, risk);
      }
    }
  }
  return null;
}

/** The same of one finding of R10 or R11. */
export function pinRiskOf(judgement: Judgement, risk: Finding): PinRisk {
  return {
    message: risk.message,
    highest: risk.rule === 'R10' ? highestOf(judgement, risk) : null,
  };
}

function highestOf(judgement: Judgement, risk: Finding): PinRisk['highest'] {
  const row = judgement.ladder.find(
    ({ library, namespace, nextBuild }) =>
      nextBuild &&
      library === risk.library &&
      risk.version?.startsWith(`${namespace}_`),
  );
  const runtime = judgement.runtime.id;
  if (!row?.nextBuild || !runtime) {
    return null;
  }
  const provided = row.provided.flatMap(({ version }) => version ?? []);
  const { highest } = row.nextBuild;
  const isBeyond =
    provided.length > 0 &&
    provided.length === row.provided.length &&
    provided.every(version => compareVersions(highest, version) > 0);
  return isBeyond
    ? {
        namespace: row.namespace,
        image: shortVersion(row, highest),
        runtime,
        provided: [
          ...new Set(provided.map(version => shortVersion(row, version))),
        ],
      }
    : null;
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
): PinRisk | null {
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
