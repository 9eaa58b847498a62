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

import { lambdaCompatTranslationRef } from '../../translation';
import filterStyles from '../coverage/filters/filters.module.css';
import { ScopeSelect } from '../coverage/filters/ScopeSelect';
import { PROBLEM_CODES } from '../url/problemCodes';
import { type ProblemsView, SEVERITIES } from '../url/problemsUrl';
import type { ProblemsViewChange } from '../url/useProblemsView';
import { FilterSelect } from './FilterSelect';

interface ProblemFiltersProps {
  view: ProblemsView;
  onChange: (change: ProblemsViewChange) => void;
}

/** What the list of problems is restricted by. */
export function ProblemFilters(props: ProblemFiltersProps) {
  const { onChange, view } = props;
  const { rows, scope } = view;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);

  return (
    <div
      role="group"
      className={filterStyles.filters}
      aria-label={t('configuration.filters')}
    >
      <ScopeSelect
        field="owner"
        scope={scope}
        onChange={owner =>
          onChange({
            scope: { ...scope, owner: owner.length ? owner : undefined },
          })
        }
      />
      <FilterSelect
        label={t('configuration.code')}
        options={PROBLEM_CODES.map(code => ({
          value: code,
          label: `${code} ${t(`configuration.codes.${code}`)}`,
        }))}
        value={rows.problem}
        onChange={problem => onChange({ rows: { ...rows, problem } })}
      />
      <FilterSelect
        label={t('configuration.severity')}
        options={SEVERITIES.map(severity => ({
          value: severity,
          label: t(`problems.${severity}`),
        }))}
        value={rows.severity}
        onChange={severity => onChange({ rows: { ...rows, severity } })}
      />
    </div>
  );
}
