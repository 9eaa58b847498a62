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

import { selectProfile } from '@lambda-compat/lambda-runtimes';
import { evaluate } from '../evaluation/evaluate';
import { successorOf } from '../evaluation/successor';
import type { Evaluation } from '../evaluation/types';
import type { Finding } from '../types';
import { finding } from './finding';
import { R1 } from './R1';
import { R2 } from './R2';
import { R3 } from './R3';
import { R4 } from './R4';

/**
 * On the runtime that follows, something would break that does not now. Asked
 * of zip functions on Amazon Linux 1 and 2, whose runtimes end together; an
 * image brings its system with it.
 *
 * @internal
 */
export function R13(evaluation: Evaluation): Finding[] {
  const { runtime, facts, architecture, ownSystem, profile } = evaluation;
  if (
    !runtime ||
    architecture === null ||
    profile === null ||
    ownSystem ||
    !['al1', 'al2'].includes(runtime.operatingSystem)
  ) {
    return [];
  }
  const successor = successorOf(runtime, facts);
  if (!successor) {
    return [];
  }
  const then = evaluate(
    {
      ...facts,
      runtime: successor.id,
      profile: selectProfile({
        runtime: successor.id,
        architecture,
        packageType: facts.packageType,
        asOf: facts.today,
      }),
    },
    evaluation.policy,
    { demangle: evaluation.demangle },
  );
  const broken = (one: Evaluation) =>
    [...R1(one), ...R2(one), ...R3(one), ...R4(one)].filter(
      ({ verdict }) => verdict === 'broken',
    );
  const now = new Set(broken(evaluation).map(({ key }) => key));
  const new_ = broken(then).filter(({ key }) => !now.has(key));
  const [first] = new_;
  return first
    ? [
        finding('R13', {
          verdict: 'at-risk',
          about: [successor.id, first.key],
          library: first.library,
          version: first.version,
          symbols: first.symbols,
          symbolCount: first.symbolCount,
          provided: first.provided,
          message: `On ${successor.id}, which follows ${runtime.id}, it would break: ${first.message}`,
          waysOut: first.waysOut,
        }),
      ]
    : [];
}
