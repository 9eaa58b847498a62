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
import { useId, useState } from 'react';

import type { LadderRow } from '../../compatibility';
import { Choice } from '../../organization/coverage/parts/Choice';
import { lambdaCompatTranslationRef } from '../../translation';
import styles from './ladder.module.css';
import { LadderChart } from './LadderChart';
import { LadderTable } from './LadderTable';
import { useLadderText } from './useLadderText';

interface VersionLadderProps {
  rows: readonly LadderRow[];
}

const VIEWS = ['chart', 'table'] as const;

/** What is needed against what is provided: as a chart, a table and a sentence. */
export function VersionLadder(props: VersionLadderProps) {
  const { rows } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const text = useLadderText();
  const [view, setView] = useState<(typeof VIEWS)[number]>('chart');
  const titleId = useId();

  if (!rows.length) {
    return null;
  }
  return (
    <section className={styles.ladder} aria-labelledby={titleId}>
      <div className={styles.head}>
        <h4 id={titleId} className={styles.title}>
          {t('ladder.title')}
        </h4>
        <Choice
          label={t('ladder.showAs')}
          options={VIEWS.map(id => ({ id, label: t(`ladder.view.${id}`) }))}
          value={view}
          onChange={setView}
        />
      </div>
      {view === 'chart' ? (
        <LadderChart rows={rows} />
      ) : (
        <LadderTable rows={rows} />
      )}
      <p className={styles.sentence}>{text.sentence(rows)}</p>
    </section>
  );
}
