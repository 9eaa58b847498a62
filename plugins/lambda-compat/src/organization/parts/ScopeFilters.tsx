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
import { Button, Select } from '@backstage/ui';
import type { CoverageScope } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { RiCloseLine } from '@remixicon/react';

import { lambdaCompatTranslationRef } from '../../translation';
import styles from '../coverage/filters/filters.module.css';
import { isScopeOpen } from '../coverage/filters/isScopeOpen';
import { ScopeSelect } from '../coverage/filters/ScopeSelect';
import type { ScopeField } from '../data';

const FIELDS = [
  'owner',
  'system',
  'domain',
  'runtime',
  'lifecycle',
] as const satisfies readonly ScopeField[];

interface ScopeFiltersProps {
  scope: CoverageScope;
  /** Whether the page is grouped by what nests. */
  isNesting?: boolean;
  onChange: (scope: CoverageScope) => void;
}

/** Of which components a page speaks. All of it is in the address. */
export function ScopeFilters(props: ScopeFiltersProps) {
  const { isNesting, onChange, scope } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const canNest = Boolean(
    isNesting || scope.owner || scope.domain || scope.membership,
  );

  return (
    <div
      role="group"
      aria-label={t('coverage.filters.label')}
      className={styles.filters}
    >
      {FIELDS.map(field => (
        <ScopeSelect
          key={field}
          field={field}
          scope={scope}
          onChange={values =>
            onChange({
              ...scope,
              [field]: values.length > 0 ? values : undefined,
            })
          }
        />
      ))}
      {canNest && (
        <div className={styles.select}>
          <Select
            label={t('coverage.filters.nested')}
            size="small"
            options={[
              { id: 'all', label: t('coverage.filters.nestedIncluded') },
              { id: 'direct', label: t('coverage.filters.nestedDirect') },
            ]}
            value={scope.membership ?? 'all'}
            onChange={key =>
              onChange({
                ...scope,
                membership: key === 'direct' ? 'direct' : undefined,
              })
            }
          />
        </div>
      )}
      {!isScopeOpen(scope) && (
        <Button
          variant="tertiary"
          iconStart={<RiCloseLine aria-hidden="true" />}
          onPress={() => onChange({})}
        >
          {t('coverage.filters.clear')}
        </Button>
      )}
    </div>
  );
}
