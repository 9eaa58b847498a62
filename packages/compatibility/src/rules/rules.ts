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

import type { Rule } from '../evaluation/types';
import type { RuleId } from '../types';
import { R1 } from './R1';
import { R2 } from './R2';
import { R3 } from './R3';
import { R4 } from './R4';
import { R5 } from './R5';
import { R10 } from './R10';
import { R11 } from './R11';
import { R12 } from './R12';
import { R13 } from './R13';
import { R14 } from './R14';
import { R20 } from './R20';
import { R21 } from './R21';
import { R22 } from './R22';
import { R23 } from './R23';
import { R24 } from './R24';
import { R30 } from './R30';
import { R31 } from './R31';

/**
 * All rules. The order is that of findings of one verdict: what hinders the
 * start at all comes before what ends it later.
 *
 * @internal
 */
export const RULES: readonly [RuleId, Rule][] = [
  ['R5', R5],
  ['R3', R3],
  ['R4', R4],
  ['R1', R1],
  ['R2', R2],
  ['R20', R20],
  ['R22', R22],
  ['R21', R21],
  ['R23', R23],
  ['R10', R10],
  ['R11', R11],
  ['R24', R24],
  ['R12', R12],
  ['R13', R13],
  ['R14', R14],
  ['R30', R30],
  ['R31', R31],
];
