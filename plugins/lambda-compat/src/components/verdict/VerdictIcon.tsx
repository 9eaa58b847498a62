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

import type { Verdict } from '../../compatibility';
import { NoneIcon, UnknownIcon } from '../states';
import styles from './verdict.module.css';

// On a field of 16: an octagon, a triangle and a disc, each with its sign cut
// out, so that the shape tells them apart without the colour.
const PATHS = {
  broken:
    'M5 .9h6L15.100 5v6L11 15.100H5L.9 11V5zM8 6.900 5.600 4.500 4.500 5.600 6.900 8 4.500 10.400l1.100 1.100L8 9.100l2.400 2.400 1.100-1.100L9.100 8l2.400-2.400-1.100-1.100z',
  'at-risk':
    'M8 .9 15.600 14.600H.4zM7.200 5.800v4.400h1.600V5.800zM7.200 11.400V13h1.600v-1.600z',
  compatible:
    'M8 .8a7.200 7.200 0 1 0 0 14.400A7.200 7.200 0 0 0 8 .8zM7 11.300 3.800 8.100l1.100-1.100L7 9.100l4.200-4.200 1.100 1.100z',
} as const;

const TONES = {
  broken: styles.broken,
  'at-risk': styles.risk,
  compatible: styles.compatible,
} as const;

interface VerdictIconProps {
  verdict: Verdict;
  /** Pixels. */
  size?: 12 | 16 | 20;
}

/** Never alone: a word stands beside it. */
export function VerdictIcon(props: VerdictIconProps) {
  const { size = 16, verdict } = props;
  const sizeClass = styles[`size${size}`];
  if (verdict === 'unknown' || verdict === 'no-native-code') {
    const Icon = verdict === 'unknown' ? UnknownIcon : NoneIcon;
    return (
      <span className={`${styles.icon} ${sizeClass}`}>
        <Icon />
      </span>
    );
  }
  return (
    <span className={`${styles.icon} ${sizeClass} ${TONES[verdict]}`}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path fillRule="evenodd" fill="currentColor" d={PATHS[verdict]} />
      </svg>
    </span>
  );
}
