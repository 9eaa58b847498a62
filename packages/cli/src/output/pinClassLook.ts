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

import { PinClass } from '@lambda-compat/image-references';
import { Colors } from '../terminal/Style';

export interface PinClassLook {
  /** One column wide; fuller means firmer. */
  symbol: string;
  color: 'green' | 'cyan' | 'yellow' | 'red' | 'magenta' | 'gray';
  /** What can happen to it, as the label of the excerpt. */
  meaning: string;
}

/** How each pin class looks, strongest first; the order of the summary. */
export const pinClassLooks: Readonly<Record<PinClass, PinClassLook>> = {
  digest: { symbol: '●', color: 'green', meaning: 'names the content' },
  dated: {
    symbol: '◕',
    color: 'cyan',
    meaning: 'stable by convention, not by content',
  },
  'exact-os': {
    symbol: '◑',
    color: 'cyan',
    meaning: 'a full version: can be rebuilt under the same name',
  },
  exact: {
    symbol: '◑',
    color: 'yellow',
    meaning: 'a full version: the system under it can change',
  },
  partial: {
    symbol: '◔',
    color: 'yellow',
    meaning: 'moves with each release it covers',
  },
  channel: {
    symbol: '◔',
    color: 'yellow',
    meaning: 'follows a channel and moves with it',
  },
  floating: {
    symbol: '○',
    color: 'red',
    meaning: 'moves with every release',
  },
  unresolved: {
    symbol: '?',
    color: 'magenta',
    meaning: 'depends on a variable without a value',
  },
  invalid: { symbol: '✗', color: 'red', meaning: 'is not a reference' },
  scratch: { symbol: '·', color: 'gray', meaning: 'nothing to pull' },
  stage: { symbol: '·', color: 'gray', meaning: 'a stage of this file' },
};

/** As wide as the longest class, so that columns align across files. */
export const pinClassWidth = Math.max(
  ...Object.keys(pinClassLooks).map(name => name.length),
);

export function paintPinClass(
  pinClass: PinClass,
  text: string,
  colors: Colors,
): string {
  return colors[pinClassLooks[pinClass].color](text);
}
