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
import { Select } from '@backstage/ui';
import type { WhatIfTarget } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { useMemo } from 'react';

import { lambdaCompatTranslationRef } from '../../translation';
import { Choice } from '../coverage/parts/Choice';
import { ARCHITECTURES } from '../url/whatIfUrl';
import { TARGET_RUNTIMES } from './targets';
import styles from './whatIf.module.css';

interface RuntimeTargetProps {
  target: WhatIfTarget;
  onChange: (target: WhatIfTarget) => void;
}

/** Stands for "as it is" in the choices. */
const SAME = 'same';

/** The runtime and the architecture that are tried. */
export function RuntimeTarget(props: RuntimeTargetProps) {
  const { onChange, target } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const runtimes = useMemo(
    () =>
      [...new Set([...TARGET_RUNTIMES, target.runtime ?? ''])].filter(Boolean),
    [target.runtime],
  );

  return (
    <>
      <div className={styles.field}>
        <span className={styles.label} aria-hidden="true">
          {t('whatIf.runtime')}
        </span>
        <Select
          size="small"
          aria-label={t('whatIf.runtime')}
          className={styles.runtime}
          search={{ placeholder: t('coverage.filters.search') }}
          options={[
            { id: SAME, label: t('whatIf.sameRuntime') },
            ...runtimes.map(id => ({ id, label: id })),
          ]}
          value={target.runtime ?? SAME}
          onChange={key =>
            onChange({
              ...target,
              runtime: key === null || key === SAME ? undefined : String(key),
            })
          }
        />
      </div>
      <div className={styles.field}>
        <span className={styles.label} aria-hidden="true">
          {t('whatIf.architecture')}
        </span>
        <Choice
          label={t('whatIf.architecture')}
          options={[
            { id: SAME, label: t('whatIf.sameArchitecture') },
            ...ARCHITECTURES.map(id => ({ id, label: id })),
          ]}
          value={target.architecture ?? SAME}
          onChange={id =>
            onChange({
              ...target,
              architecture: ARCHITECTURES.find(known => known === id),
            })
          }
        />
      </div>
    </>
  );
}
