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

import { RiFilter3Fill, RiFilter3Line } from '@remixicon/react';
import type { ReactNode } from 'react';

import styles from './Tile.module.css';

interface TileProps {
  /** What the number is. Pressing it filters the table. */
  label: ReactNode;
  /** What pressing does, for who cannot see the table. */
  toggleText: string;
  isPressed: boolean;
  onToggle: () => void;
  /** The number, or words where there is none. */
  headline: ReactNode;
  /** The headline is words. */
  isText?: boolean;
  /** The base of the number: a share is never shown without it. */
  base?: ReactNode;
  /** One line. */
  context?: ReactNode;
}

/**
 * A number of the page that is also a filter of its table. The whole tile can
 * be pressed; the numbers in it are links that lie above.
 */
export function Tile(props: TileProps) {
  const Icon = props.isPressed ? RiFilter3Fill : RiFilter3Line;
  return (
    <div className={styles.tile} data-pressed={props.isPressed || undefined}>
      <button
        type="button"
        className={styles.toggle}
        aria-pressed={props.isPressed}
        title={props.toggleText}
        onClick={props.onToggle}
      >
        <span>{props.label}</span>
        <Icon size={14} className={styles.icon} aria-hidden="true" />
      </button>
      <p className={styles.numbers}>
        <span className={props.isText ? styles.words : styles.headline}>
          {props.headline}
        </span>{' '}
        {props.base && <span className={styles.base}>{props.base}</span>}
      </p>
      {props.context && <p className={styles.context}>{props.context}</p>}
    </div>
  );
}
