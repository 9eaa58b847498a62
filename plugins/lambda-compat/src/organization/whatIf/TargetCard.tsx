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
import type { WhatIfTarget } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { type ReactNode, useEffect, useState } from 'react';

import { lambdaCompatTranslationRef } from '../../translation';
import { Choice } from '../coverage/parts/Choice';
import { CoverageCard } from '../coverage/parts/CoverageCard';
import { ImageTarget } from './ImageTarget';
import { RuntimeTarget } from './RuntimeTarget';
import styles from './whatIf.module.css';

interface TargetCardProps {
  target: WhatIfTarget;
  onChange: (target: WhatIfTarget) => void;
  /** Of which components. */
  children: ReactNode;
}

const KINDS = ['runtime', 'image'] as const;

/** The question: what is tried, and with which components. */
export function TargetCard(props: TargetCardProps) {
  const { children, onChange, target } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const asked = target.image ? 'image' : 'runtime';
  const [kind, setKind] = useState<(typeof KINDS)[number]>(asked);
  const hasTarget = Boolean(
    target.image || target.runtime || target.architecture,
  );
  // The address decides where it names a target; the back button shows it.
  useEffect(() => {
    if (hasTarget) {
      setKind(asked);
    }
  }, [asked, hasTarget]);

  return (
    <CoverageCard title={t('whatIf.question')} isBusy={false} actions={null}>
      <div className={styles.question}>
        <div className={styles.field}>
          <span className={styles.label} aria-hidden="true">
            {t('whatIf.kind')}
          </span>
          <Choice
            label={t('whatIf.kind')}
            options={KINDS.map(id => ({ id, label: t(`whatIf.kinds.${id}`) }))}
            value={kind}
            onChange={chosen => {
              setKind(chosen);
              if (hasTarget) {
                onChange({});
              }
            }}
          />
        </div>
        <div
          className={styles.targets}
          role="group"
          aria-label={t('whatIf.another')}
        >
          {kind === 'runtime' ? (
            <RuntimeTarget target={target} onChange={onChange} />
          ) : (
            <ImageTarget
              image={target.image}
              onChange={image => onChange({ image })}
            />
          )}
        </div>
        <div className={`${styles.field} ${styles.components}`}>
          <span className={styles.label}>{t('whatIf.components')}</span>
          {children}
        </div>
      </div>
    </CoverageCard>
  );
}
