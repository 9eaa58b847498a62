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
import { ButtonIcon, Skeleton, VisuallyHidden } from '@backstage/ui';
import { RiRefreshLine } from '@remixicon/react';
import { type ReactNode, useId } from 'react';

import type { RequestView } from '../../organization/data/useRequest';
import type { AskedHistory, EntityTag } from '../../tags';
import { RelativeTime, useTimeText } from '../../time';
import { lambdaCompatTranslationRef } from '../../translation';
import { paletteClass } from '../palette';
import frameStyles from '../ReportCard/ReportCard.module.css';
import styles from './TagHistoryCard.module.css';

interface TagHistoryFrameProps {
  view: RequestView<AskedHistory>;
  shown: EntityTag | undefined;
  footer?: ReactNode;
  children: ReactNode;
}

function Freshness(props: { shown: EntityTag }) {
  const { checkedAt, intervalSeconds, notWatched } = props.shown.tag;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const time = useTimeText();
  if (!checkedAt) {
    return <span>{t('tagHistory.neverLooked')}</span>;
  }
  const looked = t('tagHistory.looked', {
    when: <RelativeTime iso={checkedAt} />,
  });
  return (
    <span>
      {notWatched
        ? looked
        : t('tagHistory.everyInterval', {
            looked,
            interval: time.duration(intervalSeconds),
          })}
    </span>
  );
}

/** The frame that stays the same in every state: title, age, place. */
export function TagHistoryFrame(props: TagHistoryFrameProps) {
  const { children, footer, shown, view } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const titleId = useId();

  return (
    <section
      className={`${paletteClass} ${styles.frame}`}
      aria-labelledby={titleId}
      aria-busy={view.isBusy}
    >
      <EntityInfoCard
        title={<span id={titleId}>{t('tagHistory.title')}</span>}
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
            {shown && <Freshness shown={shown} />}
            {view.value && (
              <ButtonIcon
                variant="tertiary"
                size="small"
                className={frameStyles.refresh}
                icon={<RiRefreshLine aria-hidden="true" />}
                aria-label={t('tagHistory.refresh')}
                isPending={view.isBusy}
                onPress={view.retry}
              />
            )}
          </div>
        }
        footerActions={
          footer && <div className={frameStyles.footer}>{footer}</div>
        }
        className={styles.card}
      >
        <VisuallyHidden role="status">
          {view.isLoading && t('tagHistory.loading')}
        </VisuallyHidden>
        {children}
      </EntityInfoCard>
    </section>
  );
}
