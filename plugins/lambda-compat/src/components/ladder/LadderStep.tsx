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

import type { LadderRow } from '../../compatibility';
import { AnswerLabel } from '../verdict';
import styles from './ladder.module.css';
import { CELLS_BEFORE, COLUMNS, type LadderLine } from './ladderCells';
import { cellTone, LadderSign } from './LadderSign';
import { ladderMarks } from './ladderMarks';
import { useLadderText } from './useLadderText';

interface LadderStepProps {
  row: LadderRow;
  line: LadderLine;
  /** The cell that is read. */
  reading: number | undefined;
  onRead: (cell: number) => void;
}

const percent = (column: number) => `${(column / COLUMNS) * 100}%`;

/** One namespace: its cells, the limit, and what came of it. */
export function LadderStep(props: LadderStepProps) {
  const { line, onRead, reading, row } = props;
  const text = useLadderText();

  return (
    <div className={styles.row}>
      <div className={styles.name}>
        <b className={styles.namespace}>{row.namespace}</b>
        <span className={styles.muted}>{row.library}</span>
      </div>
      <div className={styles.track}>
        <div className={styles.cells}>
          {line.cells.map((cell, index) => (
            <span
              key={cell.column}
              className={`${styles.cell} ${styles[cellTone(cell)]} ${
                index === reading ? styles.read : ''
              }`}
              style={{ gridColumn: cell.column + 1 }}
              title={text.cell(row, cell)}
              onPointerEnter={() => onRead(index)}
            >
              {cell.needed && <LadderSign answer={cell.needed} />}
            </span>
          ))}
        </div>
        {line.hasLimit && (
          <span
            className={styles.limit}
            style={{ left: percent(CELLS_BEFORE) }}
          />
        )}
        {line.possibleLimit !== null && (
          <span
            className={`${styles.limit} ${styles.possibleLimit}`}
            style={{ left: percent(line.possibleLimit) }}
          />
        )}
        <div className={styles.marks}>
          {ladderMarks(row, line).map(mark => (
            <span
              key={mark.anchor + mark.column}
              className={`${styles.mark} ${styles[mark.anchor]} ${
                mark.isNeeded ? styles.strong : ''
              }`}
              style={{ left: percent(mark.column) }}
            >
              {mark.text}
            </span>
          ))}
        </div>
      </div>
      <div className={styles.result}>
        <b>
          <AnswerLabel answer={row.answer} text={text.result(row)} />
        </b>
        <span className={styles.comparison}>{text.comparison(row)}</span>
      </div>
    </div>
  );
}
