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
import type {
  EntityReport,
  ReferencePin,
  ReportedReference,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { useMemo } from 'react';

import { lambdaCompatApiRef } from '../../api';
import { useRequest } from '../../organization/data/useRequest';
import { isPulled } from '../references/pinClass';

/**
 * What is known of what to pin a reference to.
 *
 * - `none`: nothing is asked of it, or there is no answer for it.
 * - `loading`, `failed`
 * - `known`: what fits, or why nothing does.
 */
export type PinState =
  | { kind: 'none' }
  | { kind: 'loading' }
  | { kind: 'failed'; error: Error }
  | { kind: 'known'; pin: ReferencePin };

export interface ReferencePins {
  stateOf: (reference: ReportedReference) => PinState;
  /** That are known; empty until then. */
  known: readonly ReferencePin[];
  retry: () => void;
}

const NONE: PinState = { kind: 'none' };
const NO_PINS: readonly ReferencePin[] = [];

/**
 * Whether what a reference is pinned to matters: it is not pinned, its files
 * get into the artifact, and an edit of its file can pin it.
 */
function canBePinned(reference: ReportedReference): boolean {
  const { fix, role } = reference;
  return (
    isPulled(reference) &&
    (role === 'builder' || role === 'runtime') &&
    (fix.kind === 'ready' || fix.kind === 'digest-needed')
  );
}

/** What to pin the references of a report to; asked only where it matters. */
export function useReferencePins(report: EntityReport): ReferencePins {
  const { collectedAt, entityRef, references } = report;
  const api = useApi(lambdaCompatApiRef);
  const request = useRequest(
    references.some(canBePinned) ? `${collectedAt} ${entityRef}` : null,
    async signal => ({
      entityRef,
      pins: (await api.listPinSuggestions(entityRef, { signal })).items,
    }),
  );
  const { error, isBusy, retry, value } = request;
  // What is known of another entity must not be seen, not even for one frame.
  const known = value?.entityRef === entityRef ? value.pins : undefined;

  return useMemo(
    () => ({
      known: known ?? NO_PINS,
      retry,
      stateOf: reference => {
        if (!canBePinned(reference)) {
          return NONE;
        }
        if (known) {
          const pin = known.find(one => one.referenceId === reference.id);
          return pin ? { kind: 'known', pin } : NONE;
        }
        if (error) {
          return { kind: 'failed', error };
        }
        return isBusy ? { kind: 'loading' } : NONE;
      },
    }),
    [error, isBusy, known, retry],
  );
}
