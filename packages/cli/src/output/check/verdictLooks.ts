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

import type { Finding, Verdict } from '@lambda-compat/compatibility';
import type { Colors } from '../../terminal/Style';

interface VerdictLook {
  symbol: string;
  word: string;
  color: 'red' | 'yellow' | 'magenta' | 'green' | 'dim';
}

/** Never by colour alone: each has a symbol and a word of its own. */
const looks: Readonly<Record<Verdict | 'info', VerdictLook>> = {
  broken: { symbol: '✗', word: 'Broken', color: 'red' },
  'at-risk': { symbol: '▲', word: 'At risk', color: 'yellow' },
  unknown: { symbol: '?', word: 'Unknown', color: 'magenta' },
  compatible: { symbol: '✓', word: 'Compatible', color: 'green' },
  'no-native-code': { symbol: '–', word: 'No native code', color: 'dim' },
  info: { symbol: '·', word: 'Note', color: 'dim' },
};

/** Such as `At risk`. */
export function verdictWord(verdict: Verdict | 'info'): string {
  return looks[verdict].word;
}

/** Such as `▲ At risk`. */
export function verdictLabel(
  verdict: Verdict | Finding['verdict'],
  colors: Colors,
): string {
  const { symbol, word, color } = looks[verdict];
  return colors[color](`${symbol} ${word}`);
}
