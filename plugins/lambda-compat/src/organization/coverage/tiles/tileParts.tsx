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

import { lambdaCompatTranslationRef } from '../../../translation';
import type { ScopedSummary } from '../../data';
import { CountLink } from '../parts/CountLink';
import {
  APPLICABLE_STATES,
  componentsOf,
  UNKNOWN_STATES,
  unknownOf,
} from '../parts/rowsTarget';

/** What a tile speaks of. */
export interface TileValue {
  value: ScopedSummary;
  countDated: boolean;
}

export function UnknownCount(props: { value: ScopedSummary }) {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  return (
    <CountLink
      count={unknownOf(props.value.summary.components.byState)}
      target={componentsOf(
        { scope: props.value.scope, rows: {} },
        UNKNOWN_STATES,
      )}
      what={t('coverage.link.unknown')}
    />
  );
}

/** The base of all numbers of components: those that are in shares. */
export function OfApplicable(props: { value: ScopedSummary }) {
  const { scope, summary } = props.value;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  return (
    <>
      {t('coverage.of')}{' '}
      <CountLink
        count={summary.pinnedComponents.total}
        target={componentsOf({ scope, rows: {} }, APPLICABLE_STATES)}
        what={t('coverage.link.applicable')}
      />
    </>
  );
}
