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
import type { ReactNode } from 'react';

import { Choice } from '../../organization/coverage/parts/Choice';
import { lambdaCompatTranslationRef } from '../../translation';
import { HISTORY_VIEWS, type HistoryAs } from './HistoryView';
import styles from './tags.module.css';

const YEAR = 365;

interface HistoryControlsProps<TDays extends string> {
  /** Days, as text. */
  ranges: readonly TDays[];
  days: TDays;
  onDays: (days: TDays) => void;
  as: HistoryAs;
  onAs: (as: HistoryAs) => void;
  platforms: readonly string[];
  platform: string | null;
  onPlatform: (platform: string | null) => void;
  /** What is chosen before the platform. */
  children?: ReactNode;
}

/** Stands for the tag itself, which no platform is called. */
const ANY = '';

/** Which part of a history is shown, and how. */
export function HistoryControls<TDays extends string>(
  props: HistoryControlsProps<TDays>,
) {
  const { as, days, onAs, onDays, onPlatform, platform, platforms, ranges } =
    props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  return (
    <div className={styles.controls}>
      <div className={styles.selects}>
        {props.children}
        {platforms.length > 1 && (
          <Select
            size="small"
            className={styles.select}
            aria-label={t('tagHistory.platform')}
            options={[
              { value: ANY, label: t('tagHistory.anyPlatform') },
              ...platforms.map(value => ({ value, label: value })),
            ]}
            value={platform ?? ANY}
            onChange={key => onPlatform(key ? String(key) : null)}
          />
        )}
      </div>
      <div className={styles.toggles}>
        <Choice
          label={t('tagHistory.range')}
          options={ranges.map(id => ({
            id,
            label:
              Number(id) === YEAR
                ? t('tagHistory.year')
                : t('tagHistory.days', { days: Number(id) }),
          }))}
          value={days}
          onChange={onDays}
        />
        <Choice
          label={t('tagHistory.showAs')}
          options={HISTORY_VIEWS.map(id => ({
            id,
            label: t(`tagHistory.view.${id}`),
          }))}
          value={as}
          onChange={onAs}
        />
      </div>
    </div>
  );
}
