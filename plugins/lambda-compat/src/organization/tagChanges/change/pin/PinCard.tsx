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
import { Select, VisuallyHidden } from '@backstage/ui';
import { useMemo } from 'react';

import styles from '../../../../components/pins/pins.module.css';
import { ReferencePinView } from '../../../../components/pins/ReferencePinView';
import { NoneIcon } from '../../../../components/states';
import { lambdaCompatTranslationRef } from '../../../../translation';
import { Choice } from '../../../coverage/parts/Choice';
import { CoverageCard } from '../../../coverage/parts/CoverageCard';
import { Lines } from '../../../coverage/parts/Lines';
import { componentName } from '../../../tables/cells';
import tableStyles from '../../../tables/tables.module.css';
import { useTagChangeView } from '../../../url/useTagChangesView';
import { CardFailure } from '../../CardFailure';
import { exposedCount } from '../contents';
import type { Change } from '../types';
import { usePins } from '../useTagChange';
import { pinGroups } from './pinGroups';

/** More than these do not fit beside the title of the card. */
const MAX_TOGGLES = 3;

interface ComponentChoiceProps {
  options: ReadonlyArray<{ id: string; label: string }>;
  value: string;
  onChange: (entityRef: string) => void;
}

/** Whose pin is shown. */
function ComponentChoice(props: ComponentChoiceProps) {
  const { onChange, options, value } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const label = t('incident.pin.component');
  if (options.length < 2) {
    return null;
  }
  return options.length <= MAX_TOGGLES ? (
    <Choice label={label} {...props} />
  ) : (
    <Select
      size="small"
      aria-label={label}
      options={options}
      value={value}
      onChange={key => key !== null && onChange(String(key))}
    />
  );
}

/** What the exposed can be pinned to, one component at a time. */
export function PinCard(props: { change: Change }) {
  const { change } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const address = useTagChangeView();
  const { error, isBusy, isLoading, retry, value } = usePins(change);
  const groups = useMemo(() => pinGroups(value ?? []), [value]);
  const shown =
    groups.find(({ entityRef }) => entityRef === address.view.pin) ?? groups[0];
  const empty =
    exposedCount(change) === 0 ? 'incident.pin.nobody' : 'incident.pin.none';

  return (
    <CoverageCard
      title={t('incident.pin.title')}
      isBusy={isBusy}
      actions={
        shown && (
          <ComponentChoice
            options={groups.map(group => ({
              id: group.entityRef,
              label: componentName(group),
            }))}
            value={shown.entityRef}
            onChange={pin => address.change({ pin })}
          />
        )
      }
    >
      <VisuallyHidden role="status">
        {isLoading && t('incident.pin.loading')}
      </VisuallyHidden>
      {isLoading && <Lines widths={[40, 80, 60, 100]} />}
      {error && !value && <CardFailure error={error} onRetry={retry} />}
      {!isLoading && !error && !shown && (
        <p className={tableStyles.stateTitle}>
          <NoneIcon />
          {t(empty)}
        </p>
      )}
      {shown && (
        <ul key={shown.entityRef} className={styles.pins}>
          {shown.pins.map(pin => (
            <li key={pin.referenceId}>
              <ReferencePinView pin={pin} />
            </li>
          ))}
        </ul>
      )}
    </CoverageCard>
  );
}
