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

import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  ExposureReason,
  TagImpact,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { Fragment } from 'react';

import { lambdaCompatApiRef } from '../../../api';
import { lambdaCompatTranslationRef } from '../../../translation';
import { useRequest } from '../../data';
import { ComponentLink } from '../../tables';
import styles from '../tagChanges.module.css';
import type { Change } from './types';

/** Places that are asked for, and components that are named. */
const ASKED = 100;
const MAX_NAMED = 20;

interface Named {
  reason: ExposureReason | 'none';
  components: TagImpact[];
}

/** Each component once, under its first reason. */
function byReason(items: readonly TagImpact[]): Named[] {
  const seen = new Set<string>();
  const reasons = new Map<Named['reason'], TagImpact[]>();
  for (const item of items) {
    if (!seen.has(item.entityRef) && seen.size < MAX_NAMED) {
      seen.add(item.entityRef);
      const reason = item.reason ?? 'none';
      reasons.set(reason, [...(reasons.get(reason) ?? []), item]);
    }
  }
  return [...reasons].map(([reason, components]) => ({ reason, components }));
}

/** Who is not exposed, by name and with the reason. */
export function NotExposed(props: { change: Change }) {
  const { id, impact } = props.change;
  const api = useApi(lambdaCompatApiRef);
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const { error, value } = useRequest(
    impact.notExposed > 0 ? id : null,
    async signal => {
      const page = await api.listTagImpact(id, {
        filter: { exposure: ['not-exposed'] },
        limit: ASKED,
        signal,
      });
      return byReason(page.items);
    },
  );
  if (impact.notExposed === 0) {
    return null;
  }
  const named = (value ?? []).reduce(
    (sum, { components }) => sum + components.length,
    0,
  );
  const more = impact.notExposed - named;

  return (
    <p className={styles.notExposed}>
      {t('incident.notExposed.count', { count: impact.notExposed })}{' '}
      {value?.map(({ components, reason }, index) => (
        <Fragment key={reason}>
          {index > 0 && '; '}
          {components.map((component, place) => (
            <Fragment key={component.entityRef}>
              {place > 0 && ', '}
              <ComponentLink component={component} />
            </Fragment>
          ))}{' '}
          {t(`incident.shortReason.${reason}`)}
        </Fragment>
      ))}
      {value && more > 0 && (
        <>; {t('incident.notExposed.more', { count: more })}</>
      )}
      {error && t('incident.notExposed.failed')}
    </p>
  );
}
