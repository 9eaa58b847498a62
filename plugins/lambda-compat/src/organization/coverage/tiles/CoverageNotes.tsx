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
import { Fragment, type ReactNode } from 'react';

import type { ScopedSummary } from '../../data';
import { RelativeTime, useTimeText } from '../../../time';
import { lambdaCompatTranslationRef } from '../../../translation';
import { CountLink } from '../parts/CountLink';
import styles from './CoverageTiles.module.css';
import { componentsOf, unknownOf } from '../parts/rowsTarget';

interface CoverageNotesProps {
  value: ScopedSummary;
}

/** What one has to know about the numbers, in one muted line. */
export function CoverageNotes(props: CoverageNotesProps) {
  const { scope, summary } = props.value;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const time = useTimeText();
  const noImages = summary.components.byState['no-images'];
  const notes: Array<[id: string, note: ReactNode]> = [];

  if (summary.stale > 0) {
    notes.push([
      'stale',
      t('coverage.notes.stale', {
        count: summary.stale,
        age: time.duration(summary.staleAfterSeconds),
      }),
    ]);
  }
  if (summary.failing > 0) {
    notes.push([
      'failing',
      t('coverage.notes.failing', { count: summary.failing }),
    ]);
  }
  if (noImages > 0) {
    notes.push([
      'noImages',
      <>
        <CountLink
          count={noImages}
          target={componentsOf({ scope, rows: {} }, ['no-images'])}
          what={t('coverage.link.noImages')}
        />{' '}
        {t('coverage.notes.noImages')}
      </>,
    ]);
  }
  if (unknownOf(summary.components.byState) > 0) {
    notes.push(['unknown', t('coverage.tiles.notMeansPinned')]);
  }
  if (summary.collected.latest) {
    notes.push([
      'latest',
      t('coverage.notes.latest', {
        when: <RelativeTime iso={summary.collected.latest} />,
      }),
    ]);
  }

  return notes.length > 0 ? (
    <p className={styles.notes}>
      {notes.map(([id, note], index) => (
        <Fragment key={id}>
          {index > 0 && ' · '}
          {note}
        </Fragment>
      ))}
    </p>
  ) : null;
}
