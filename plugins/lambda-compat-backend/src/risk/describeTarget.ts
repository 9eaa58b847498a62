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

import type {
  WhatIfAnswer,
  WhatIfTarget,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import {
  RuntimeProfileError,
  selectProfile,
} from '@lambda-compat/lambda-runtimes';
import type { VerdictPolicy } from '../verdicts/engine';

/** Says by what functions are simulated on another runtime. */
export function describeTarget(
  target: WhatIfTarget,
  policy: VerdictPolicy,
  today: string,
): WhatIfAnswer['target'] {
  return {
    runtime: target.runtime ?? null,
    architecture: target.architecture ?? null,
    image: null,
    profile: describeProfile(
      target,
      policy.asOf === 'today' ? today : policy.asOf,
    ),
  };
}

/**
 * Says what functions are built on and run on.
 *
 * @param image - its name is completed; `isToday`: the tag points to it now
 */
export function describeImageTarget(
  image: { name: string; digest: string; isToday: boolean },
  digests: Record<string, string>,
  policy: VerdictPolicy,
  today: string,
): WhatIfAnswer['target'] {
  const short = image.digest.slice(image.digest.indexOf(':') + 1).slice(0, 12);
  const which = image.isToday ? `today's image ${short}` : `the image ${short}`;
  const asOf = policy.asOf === 'today' ? today : policy.asOf;
  return {
    runtime: null,
    architecture: null,
    image: { name: image.name, digests },
    profile: `built on ${which}, then run on the runtime that each function has now, ${describeTime(
      asOf,
    )}`,
  };
}

function describeTime(asOf: string | undefined): string {
  return asOf
    ? `as of ${asOf}`
    : 'in every state that a function may still run on';
}

function describeProfile(
  { runtime, architecture }: WhatIfTarget,
  asOf: string | undefined,
): string {
  const time = describeTime(asOf);
  if (runtime === undefined) {
    return `the runtime that each function has now, on ${architecture}, ${time}`;
  }
  if (architecture === undefined) {
    return `${runtime} on the architecture that each function has now, ${time}`;
  }
  try {
    const { name } = selectProfile({ runtime, architecture });
    return `${name}, ${time}`;
  } catch (error) {
    if (error instanceof RuntimeProfileError) {
      return error.message;
    }
    throw error;
  }
}
