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

import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';

import { lambdaCompatApiRef } from '../../api';
import { lambdaCompatTranslationRef } from '../../translation';
import { useRequest } from '../data';
import type { TagChangesView } from '../url/tagChangesUrl';
import type { TagChangesViewChange } from '../url/useTagChangesView';
import styles from './tagChanges.module.css';
import { allChangesOf } from './tagLists';

interface QuietNoticeProps {
  view: TagChangesView;
  /** How many are in the list; undefined while that is not known. */
  shown: number | undefined;
  onChange: (change: TagChangesViewChange) => void;
}

/** How many changes are left out, and the way to them. */
export function QuietNotice(props: QuietNoticeProps) {
  const { onChange, shown, view } = props;
  const api = useApi(lambdaCompatApiRef);
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const all = allChangesOf(view);
  const { isBusy, value } = useRequest(
    all && JSON.stringify(all),
    async signal => {
      const page = await api.listTagMoves({
        filter: all ?? {},
        limit: 1,
        signal,
      });
      return page.totalItems;
    },
  );
  if (view.isQuietShown && !view.changes.class && !view.changes.contents) {
    return (
      <p className={styles.quiet}>
        {t('tagChanges.changes.shown')}{' '}
        <Button
          size="small"
          variant="tertiary"
          onPress={() => onChange({ isQuietShown: false })}
        >
          {t('tagChanges.changes.hide')}
        </Button>
      </p>
    );
  }
  // An old number must not be said of the new filters.
  const hidden =
    all && value !== undefined && shown !== undefined && !isBusy
      ? value - shown
      : 0;
  return hidden > 0 ? (
    <p className={styles.quiet}>
      {t('tagChanges.changes.hidden', { count: hidden })}{' '}
      <Button
        size="small"
        variant="tertiary"
        onPress={() => onChange({ isQuietShown: true })}
      >
        {t('tagChanges.changes.show')}
      </Button>
    </p>
  ) : null;
}
