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

import type { Answer } from '../../compatibility';
import type { LadderCell } from './ladderCells';

/** What a cell looks like; its shape and its sign say the same as its colour. */
export type CellTone =
  | 'there'
  | 'missing'
  | 'own'
  | 'next'
  | 'possible'
  | 'beyond';

export function cellTone({ isNext, needed, provided }: LadderCell): CellTone {
  if (isNext) {
    return 'next';
  }
  if (needed === 'no') {
    return 'missing';
  }
  if (needed === 'yes' && provided !== 'yes') {
    return 'own';
  }
  if (needed === 'unknown' || provided === 'unknown') {
    return 'possible';
  }
  return provided === 'yes' ? 'there' : 'beyond';
}

const SIGNS = {
  yes: <circle cx="8" cy="8" r="4" />,
  no: (
    <path d="M3.500 4.600 4.600 3.500 8 6.900l3.400-3.400 1.100 1.100L9.100 8l3.400 3.400-1.100 1.100L8 9.100l-3.400 3.400-1.100-1.100L6.900 8z" />
  ),
  unknown: (
    <path d="M7.200 10.300V9.500c0-1 .6-1.500 1.200-2 .5-.4.9-.7.9-1.300 0-.7-.5-1.200-1.300-1.200-.8 0-1.400.5-1.500 1.300L4.900 6C5.100 4.500 6.300 3.400 8 3.400c1.800 0 3 1.100 3 2.700 0 1.300-.8 1.900-1.400 2.400-.5.4-.8.6-.8 1.100v.7zM7.100 11.300h1.800v1.700H7.100z" />
  ),
} as const;

/** What is said to a need: a dot, a cross or a question mark. */
export function LadderSign(props: { answer: Answer }) {
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true">
      {SIGNS[props.answer]}
    </svg>
  );
}
