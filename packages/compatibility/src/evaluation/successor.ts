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

import { RUNTIMES, type LambdaRuntime } from '@lambda-compat/lambda-runtimes';
import type { FunctionFacts } from '../types';

/**
 * Runtimes whose successor has a name of its own; for the others it is the next
 * of the family.
 */
const NAMED: Record<string, string> = {
  'go1.x': 'provided.al2023',
  java8: 'java8.al2023',
  'java8.al2': 'java8.al2023',
  java11: 'java11.al2023',
  java17: 'java17.al2023',
  provided: 'provided.al2023',
  'provided.al2': 'provided.al2023',
};

/**
 * The runtime that a function moves to when its own ends: on Amazon Linux 1 or
 * 2 the oldest of the same language on AL2023 that is not deprecated itself,
 * later the next one of the language. Null where there is none yet.
 *
 * @internal
 */
export function successorOf(
  runtime: LambdaRuntime,
  { architecture, packageType, today }: FunctionFacts,
): LambdaRuntime | null {
  const offered = RUNTIMES.filter(
    other =>
      !other.preview &&
      other.packageTypes.includes(packageType) &&
      (architecture === null || other.architectures.includes(architecture)) &&
      (other.deprecationDate === null || other.deprecationDate > today) &&
      (other.releaseDate === null || other.releaseDate <= today),
  );
  if (Object.hasOwn(NAMED, runtime.id)) {
    return offered.find(({ id }) => id === NAMED[runtime.id]) ?? null;
  }
  const released = runtime.releaseDate ?? '';
  const later = offered
    .filter(
      other =>
        other.family === runtime.family &&
        other.operatingSystem === 'al2023' &&
        other.id !== runtime.id &&
        !other.id.endsWith('.al2023') &&
        (other.releaseDate ?? '') > released,
    )
    .sort((a, b) => (a.releaseDate ?? '').localeCompare(b.releaseDate ?? ''));
  return later[0] ?? null;
}
