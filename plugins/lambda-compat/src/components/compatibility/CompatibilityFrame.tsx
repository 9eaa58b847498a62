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
import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import { Skeleton, VisuallyHidden } from '@backstage/ui';
import { type ReactNode, useId } from 'react';

import { lambdaCompatTranslationRef } from '../../translation';
import { paletteClass } from '../palette';
import frameStyles from '../ReportCard/ReportCard.module.css';
import { MeasuredText } from './BuildText';
import styles from './compatibility.module.css';
import type { CompatibilityView } from './useCompatibilityView';

interface CompatibilityFrameProps {
  view: CompatibilityView;
  footer?: ReactNode;
  children: ReactNode;
}

/** The frame that stays the same in every state: title, age, place. */
export function CompatibilityFrame(props: CompatibilityFrameProps) {
  const { children, footer, view } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const titleId = useId();

  return (
    <section
      className={`${paletteClass} ${styles.frame}`}
      aria-labelledby={titleId}
      aria-busy={view.isBusy}
    >
      <EntityInfoCard
        title={<span id={titleId}>{t('compatibility.title')}</span>}
        headerActions={
          <div className={frameStyles.freshness}>
            {view.isLoading && (
              <Skeleton
                aria-hidden="true"
                className={frameStyles.skeleton}
                width={96}
                height={12}
              />
            )}
            {view.chosen && <MeasuredText compatibility={view.chosen} />}
          </div>
        }
        footerActions={
          footer && <div className={frameStyles.footer}>{footer}</div>
        }
        className={styles.card}
      >
        <VisuallyHidden role="status">
          {view.isLoading && t('compatibility.loading')}
        </VisuallyHidden>
        {children}
      </EntityInfoCard>
    </section>
  );
}
