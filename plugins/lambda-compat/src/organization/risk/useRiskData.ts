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
  CoverageScope,
  RiskGroup,
  RiskGrouping,
  RiskSummary,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { useState } from 'react';

import { lambdaCompatApiRef } from '../../api';
import { type RequestView, useRequest } from '../data';

/** Numbers with what they were asked for: they can be of the scope before. */
export interface ScopedRisk {
  scope: CoverageScope;
  summary: RiskSummary;
}

/** The numbers of all components in scope. */
export function useRiskSummary(scope: CoverageScope): RequestView<ScopedRisk> {
  const api = useApi(lambdaCompatApiRef);
  return useRequest(JSON.stringify(scope), async signal => ({
    scope,
    summary: await api.getRiskSummary(scope, { signal }),
  }));
}

/**
 * How many groups are asked for, at first and each time that more are wanted.
 * The last is the most that the backend gives at once.
 */
const LIMITS = [20, 100, 500];

/** Groups with what they were asked for. */
export interface ScopedRiskGroups {
  scope: CoverageScope;
  groupBy: RiskGrouping;
  groups: RiskGroup[];
  /** All groups, also those that are not there. */
  total: number;
}

export interface RiskGroupsView extends RequestView<ScopedRiskGroups> {
  /** Asks for more; undefined where there are none, or no more are given. */
  showMore: (() => void) | undefined;
}

/** The groups with the most broken components first. */
export function useRiskGroups(
  groupBy: RiskGrouping,
  scope: CoverageScope,
): RiskGroupsView {
  const api = useApi(lambdaCompatApiRef);
  const subject = JSON.stringify([groupBy, scope]);
  const [asked, setAsked] = useState({ subject, step: 0 });
  // Other groups begin with few again.
  const step = asked.subject === subject ? asked.step : 0;
  const limit = LIMITS[step];

  const request = useRequest(`${limit} ${subject}`, async signal => {
    const page = await api.listRiskGroups(groupBy, {
      filter: scope,
      orderField: { field: 'broken', order: 'desc' },
      limit,
      signal,
    });
    return { scope, groupBy, groups: page.items, total: page.totalItems };
  });

  const { value } = request;
  const isMore =
    value !== undefined &&
    value.groups.length < value.total &&
    step < LIMITS.length - 1;
  return {
    ...request,
    showMore: isMore ? () => setAsked({ subject, step: step + 1 }) : undefined,
  };
}
