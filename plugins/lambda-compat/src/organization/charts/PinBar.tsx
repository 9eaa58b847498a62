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

import { type KeyboardEvent, useRef, useState } from 'react';
import { Link } from 'react-router-dom';

import { nextIndex } from './nextIndex';
import styles from './PinBar.module.css';
import type { CountedTone } from './pinTones';

export interface PinBarPart {
  tone: CountedTone;
  count: number;
  /** What the part stands for; it has no text of its own. */
  label: string;
  /** To the rows it counts; absent where no address holds exactly those. */
  href?: string;
}

interface PinBarProps {
  label: string;
  /** Strongest first. */
  parts: readonly PinBarPart[];
}

/**
 * A stacked bar whose parts are links. It is one stop of the Tab key, in which
 * arrows move: some parts are narrower than anything one could point at, and
 * six stops per bar would keep a page of bars from being passed by keyboard.
 */
export function PinBar(props: PinBarProps) {
  const parts = props.parts.filter(({ count }) => count > 0);
  const [chosen, setChosen] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  const current = Math.min(chosen, parts.length - 1);

  const onKeyDown = (event: KeyboardEvent) => {
    const next = nextIndex(event.key, current, parts.length);
    if (next !== undefined) {
      event.preventDefault();
      setChosen(next);
      list.current?.querySelectorAll('a')[next]?.focus();
    }
  };

  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- arrows move between the links inside, which take the focus
    <ul
      ref={list}
      className={styles.bar}
      aria-label={props.label}
      onKeyDown={onKeyDown}
    >
      {parts.map(({ count, href, label, tone }, index) => (
        <li key={tone} className={styles.part} style={{ flexGrow: count }}>
          {href ? (
            <Link
              to={href}
              preventScrollReset
              aria-label={label}
              title={label}
              className={`${styles.fill} ${styles[tone]}`}
              tabIndex={index === current ? 0 : -1}
              onFocus={() => setChosen(index)}
            />
          ) : (
            <span
              role="img"
              aria-label={label}
              title={label}
              className={`${styles.fill} ${styles[tone]}`}
            />
          )}
        </li>
      ))}
    </ul>
  );
}
