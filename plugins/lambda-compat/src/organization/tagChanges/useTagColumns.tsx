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
import type { WatchedTag } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { useMemo } from 'react';

import type { DataColumn } from '../../components/DataTable';
import { DigestText, TagPageLink, useTagTime } from '../../components/tags';
import { familiarName } from '../../tags';
import { RelativeTime } from '../../time';
import { lambdaCompatTranslationRef } from '../../translation';
import styles from './tagChanges.module.css';
import { TagStateLabel } from './TagStateLabel';

/** The columns of the list of tags. */
export function useTagColumns(): readonly DataColumn<WatchedTag>[] {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const time = useTagTime();
  return useMemo<DataColumn<WatchedTag>[]>(
    () => [
      {
        id: 'image',
        label: t('tagChanges.tags.image'),
        isRowHeader: true,
        width: 'roomy',
        firstOrder: 'asc',
        entry: 'name',
        cell: ({ id, image, observer }) => (
          <>
            <span className={styles.image} title={image}>
              <TagPageLink tagId={id}>{familiarName(image)}</TagPageLink>
            </span>
            {observer.kind === 'mirror' && (
              <span className={styles.second}>
                {t('tagChanges.via', { host: observer.host })}
              </span>
            )}
          </>
        ),
      },
      {
        id: 'state',
        label: t('tagChanges.tags.state'),
        entry: 'status',
        cell: tag => <TagStateLabel tag={tag} />,
      },
      {
        id: 'pointsTo',
        label: t('tagChanges.tags.pointsTo'),
        entry: 'line',
        cell: ({ digest, image, platforms, since, state }) => (
          <>
            {digest ? (
              <DigestText image={image} digest={digest} />
            ) : (
              <span className={styles.muted}>
                {t(
                  state === 'gone'
                    ? 'tagChanges.tags.nothing'
                    : 'tagChanges.tags.notKnown',
                )}
              </span>
            )}
            {platforms.length > 1 && (
              <span
                className={styles.second}
                title={platforms.map(({ platform }) => platform).join(', ')}
              >
                {t('tagChanges.tags.platforms', { count: platforms.length })}
              </span>
            )}
            {since && (
              <span className={styles.second}>{time.since(since)}</span>
            )}
          </>
        ),
      },
      {
        id: 'components',
        label: t('tagChanges.tags.components'),
        width: 'narrow',
        firstOrder: 'desc',
        entry: 'muted',
        isNamedWhereNarrow: true,
        cell: ({ components }) => (
          <>
            {components.total}
            {components.unpinned > 0 && (
              <span className={styles.note}>
                {t('tagChanges.tags.unpinned', { count: components.unpinned })}
              </span>
            )}
          </>
        ),
      },
      {
        id: 'lastMove',
        label: t('tagChanges.tags.moves'),
        width: 'narrow',
        firstOrder: 'desc',
        entry: 'muted',
        isNamedWhereNarrow: true,
        cell: ({ lastMoveAt, movesIn30Days }) => (
          <>
            {movesIn30Days}
            {lastMoveAt && (
              <span className={styles.note}>
                {t('tagChanges.tags.lastMove', {
                  when: <RelativeTime iso={lastMoveAt} />,
                })}
              </span>
            )}
          </>
        ),
      },
      {
        id: 'seen',
        label: t('tagChanges.tags.seen'),
        width: 'narrow',
        firstOrder: 'asc',
        entry: 'muted',
        isNamedWhereNarrow: true,
        cell: ({ checkedAt }) =>
          checkedAt ? (
            <RelativeTime iso={checkedAt} />
          ) : (
            <span className={styles.muted}>{t('tagChanges.tags.never')}</span>
          ),
      },
    ],
    [t, time],
  );
}
