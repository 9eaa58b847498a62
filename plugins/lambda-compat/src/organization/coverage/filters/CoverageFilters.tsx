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
import { Button, Checkbox, Select } from '@backstage/ui';
import { RiCloseLine } from '@remixicon/react';

import { lambdaCompatTranslationRef } from '../../../translation';
import type { ScopeField } from '../../data';
import { useCoverageView } from '../../url/useCoverageView';
import { isNesting } from '../parts/rowsTarget';
import styles from './filters.module.css';
import { isScopeOpen } from './isScopeOpen';
import { ScopeSelect } from './ScopeSelect';

const FIELDS = [
  'owner',
  'system',
  'domain',
  'runtime',
  'lifecycle',
] as const satisfies readonly ScopeField[];

/** What the whole page speaks of. All of it is in the address. */
export function CoverageFilters() {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const { change, view } = useCoverageView();
  const { countDated, groupBy, scope } = view;
  const canNest = Boolean(
    isNesting(groupBy) || scope.owner || scope.domain || scope.membership,
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
            change({
              scope: {
                ...scope,
                [field]: values.length > 0 ? values : undefined,
              },
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
              change({
                scope: {
                  ...scope,
                  membership: key === 'direct' ? 'direct' : undefined,
                },
              })
            }
          />
        </div>
      )}
      <Checkbox
        isSelected={countDated}
        onChange={isSelected => change({ countDated: isSelected })}
        className={styles.checkbox}
      >
        {t('coverage.filters.countDated')}
      </Checkbox>
      {!isScopeOpen(scope) && (
        <Button
          variant="tertiary"
          iconStart={<RiCloseLine aria-hidden="true" />}
          onPress={() => change({ scope: {} })}
        >
          {t('coverage.filters.clear')}
        </Button>
      )}
    </div>
  );
}
