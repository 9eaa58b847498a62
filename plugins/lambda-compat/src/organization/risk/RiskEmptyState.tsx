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
import { Button } from '@backstage/ui';
import type { CoverageScope } from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { Headline, NoneIcon } from '../../components/states';
import { Code } from '../../components/text';
import { lambdaCompatTranslationRef } from '../../translation';
import { isScopeOpen } from '../coverage/filters/isScopeOpen';
import { CoverageCard } from '../coverage/parts/CoverageCard';
import { useRiskView } from '../url/useRiskView';

/** No component is in scope: because of the reader's filters, or at all. */
export function RiskEmptyState(props: { scope: CoverageScope }) {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const { change } = useRiskView();
  const isOpen = isScopeOpen(props.scope);

  return (
    <CoverageCard title={t('risk.tiles')} isBusy={false} actions={null}>
      <Headline
        icon={<NoneIcon />}
        title={t(isOpen ? 'coverage.state.empty' : 'coverage.state.noMatch')}
      >
        <p>
          {t(
            isOpen ? 'coverage.state.emptyText' : 'coverage.state.noMatchText',
          )}
        </p>
        {isOpen && (
          <p>
            {t('coverage.state.emptyNext', {
              setting: <Code>lambdaCompat.entityFilter</Code>,
            })}
          </p>
        )}
      </Headline>
      {!isOpen && (
        <div>
          <Button variant="primary" onPress={() => change({ scope: {} })}>
            {t('coverage.filters.clear')}
          </Button>
        </div>
      )}
    </CoverageCard>
  );
}
