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
import { VisuallyHidden } from '@backstage/ui';
import { type KeyboardEvent, useMemo, useState } from 'react';

import type { LadderRow } from '../../compatibility';
import { nextIndex } from '../../organization/charts/nextIndex';
import { lambdaCompatTranslationRef } from '../../translation';
import styles from './ladder.module.css';
import { ladderLine } from './ladderCells';
import { LadderLegend } from './LadderLegend';
import { LadderStep } from './LadderStep';
import { useLadderText } from './useLadderText';

interface LadderChartProps {
  rows: readonly LadderRow[];
}

interface Place {
  row: number;
  cell: number;
}

/**
 * Named versions as cells, one row for each namespace, with the runtime's limit
 * as one line through all rows. One stop of the Tab key; arrows move the point
 * that is read.
 */
export function LadderChart(props: LadderChartProps) {
  const { rows } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const text = useLadderText();
  const [reading, setReading] = useState<Place>();
  const [spoken, setSpoken] = useState('');
  const lines = useMemo(() => rows.map(row => ladderLine(row)), [rows]);

  const textOf = ({ cell, row }: Place) =>
    text.cell(rows[row], lines[row].cells[cell]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      setReading(undefined);
      setSpoken('');
      return;
    }
    const next = nextPlace(
      event.key,
      reading,
      lines.map(line => line.cells.length),
      rows,
    );
    if (next) {
      event.preventDefault();
      setReading(next);
      setSpoken(textOf(next));
    }
  };

  return (
    <>
      <VisuallyHidden role="status">{spoken}</VisuallyHidden>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys and pointer only move the point that is read */}
      <div
        role="img"
        aria-label={`${text.sentence(rows)} ${t('ladder.help')}`}
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- arrow keys move the point that is read, so the chart takes the focus
        tabIndex={0}
        className={styles.chart}
        onKeyDown={onKeyDown}
        onBlur={() => setReading(undefined)}
        onPointerLeave={() => setReading(undefined)}
      >
        <div className={styles.key}>
          <span className={styles.keyBefore}>{t('ladder.inRuntime')}</span>
          <span className={styles.keyAfter}>{t('ladder.beyond')}</span>
        </div>
        {rows.map((row, index) => (
          <LadderStep
            key={`${row.library} ${row.namespace}`}
            row={row}
            line={lines[index]}
            reading={reading?.row === index ? reading.cell : undefined}
            onRead={cell => setReading({ row: index, cell })}
          />
        ))}
      </div>
      <p className={styles.reading} aria-hidden="true">
        {reading && textOf(reading)}
      </p>
      <LadderLegend lines={lines} />
    </>
  );
}

/** Where a key leads; undefined where it does not move. */
function nextPlace(
  key: string,
  reading: Place | undefined,
  lengths: readonly number[],
  rows: readonly LadderRow[],
): Place | undefined {
  if (!reading) {
    // The first arrow begins at what is worst, where the reader's eye is.
    const worst = rows.findIndex(({ answer }) => answer !== 'yes');
    const row = Math.max(worst, 0);
    return key.startsWith('Arrow') && lengths[row] > 0
      ? { row, cell: lengths[row] - 1 }
      : undefined;
  }
  if (key === 'ArrowUp' || key === 'ArrowDown') {
    const row = reading.row + (key === 'ArrowUp' ? -1 : 1);
    return row >= 0 && row < lengths.length && lengths[row] > 0
      ? { row, cell: Math.min(reading.cell, lengths[row] - 1) }
      : reading;
  }
  const cell = nextIndex(key, reading.cell, lengths[reading.row]);
  return cell === undefined ? undefined : { ...reading, cell };
}
