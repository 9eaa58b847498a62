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

import { type DataColumn, DataTable } from '../../../components/DataTable';
import { DigestText, TagPageLink } from '../../../components/tags';
import { RelativeTime } from '../../../time';
import { lambdaCompatTranslationRef } from '../../../translation';
import { CoverageCard } from '../../coverage/parts/CoverageCard';
import styles from '../tagChanges.module.css';

type OtherObserver = WatchedTag['otherObservers'][number];

function answerOf(
  tag: WatchedTag,
  other: OtherObserver,
): 'same' | 'differs' | 'gone' | 'silent' {
  if (other.state === 'unseen') {
    return 'silent';
  }
  if (other.digest === tag.digest) {
    return 'same';
  }
  return other.state === 'gone' ? 'gone' : 'differs';
}

/** Who else is asked for the tag, and whether they say the same. */
export function OtherObservers(props: { tag: WatchedTag }) {
  const { tag } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const columns = useMemo<DataColumn<OtherObserver>[]>(
    () => [
      {
        id: 'host',
        label: t('tagPage.observer'),
        isRowHeader: true,
        cell: ({ observer, tagId }) => (
          <>
            <TagPageLink tagId={tagId}>{observer.host}</TagPageLink>
            <span className={styles.second}>
              {t(`tagPage.${observer.kind}`)}
            </span>
          </>
        ),
      },
      {
        id: 'answer',
        label: t('tagPage.pointsTo'),
        cell: other => (
          <>
            {t(`tagPage.${answerOf(tag, other)}`)}
            {other.digest && other.digest !== tag.digest && (
              <span className={styles.second}>
                <DigestText image={tag.image} digest={other.digest} />
              </span>
            )}
          </>
        ),
      },
      {
        id: 'seen',
        label: t('tagPage.seen'),
        isNamedWhereNarrow: true,
        cell: ({ seenAt }) =>
          seenAt ? <RelativeTime iso={seenAt} /> : t('tagPage.never'),
      },
    ],
    [t, tag],
  );
  return (
    <CoverageCard title={t('tagPage.others')} isBusy={false} actions={null}>
      <p className={styles.text}>{t('tagPage.othersIntro')}</p>
      <DataTable
        label={t('tagPage.others')}
        columns={columns}
        items={tag.otherObservers}
      />
    </CoverageCard>
  );
}
