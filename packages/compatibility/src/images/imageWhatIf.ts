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

import type { RuntimeProfile } from '@lambda-compat/lambda-runtimes';
import { evaluate } from '../evaluation/evaluate';
import { nativeCodeOf } from '../evaluation/nativeCode';
import { askable, systemOfNextBuild } from '../evaluation/nextBuild';
import type { FunctionFacts } from '../types';
import { imageFit } from './imageFit';
import type { ImageProvides } from './types';

/**
 * What would become of a function that is built on an image.
 *
 * - `can-break`: the image provides more than what the function runs on has.
 * - `works`: it does not, so that no build on it can ask for more.
 * - `not-affected`: nothing of the function is linked with libraries.
 * - `unknown`: it is not known what one of the two has.
 *
 * @public
 */
export interface ImageWhatIfResult {
  outcome: 'can-break' | 'works' | 'unknown' | 'not-affected';
  /** A sentence. */
  reason: string;
}

/**
 * Whether an image is fit for the builds of a function: what it provides against
 * what the function runs on. An `image` function runs on what is in its image,
 * as its last stage is today or as it was measured; where neither is known,
 * nothing is concluded.
 *
 * @param provides - of the platform that the function is built for; null where
 *   that is not known
 * @param profile - of the runtime; null where that is not known
 *
 * @public
 */
export function imageWhatIf(
  facts: FunctionFacts,
  provides: readonly ImageProvides[] | null,
  profile: RuntimeProfile | null,
): ImageWhatIfResult {
  const evaluation = evaluate({ ...facts, profile }, {}, {});
  const code = nativeCodeOf(evaluation);
  if (code === 'none') {
    return {
      outcome: 'not-affected',
      reason: 'The function has no native code.',
    };
  }
  if (code === 'static') {
    return {
      outcome: 'not-affected',
      reason:
        'The function is static, not exposed to base-image symbol versions.',
    };
  }
  if (provides === null) {
    return {
      outcome: 'unknown',
      reason: 'What the image provides is not known.',
    };
  }
  const ofRuntime = systemOfNextBuild(evaluation);
  const isOwn = facts.packageType === 'image' && !evaluation.ownSystem;
  const system = isOwn && ofRuntime === profile ? null : ofRuntime;
  if (system === null) {
    return {
      outcome: 'unknown',
      reason:
        facts.packageType === 'image'
          ? 'The function brings its own system, and what is in it is not known.'
          : 'What the runtime of the function provides is not known.',
    };
  }
  const fit = imageFit(askable(evaluation, provides), system);
  const outcomes = {
    yes: 'works',
    no: 'can-break',
    unknown: 'unknown',
  } as const;
  return { outcome: outcomes[fit.answer], reason: fit.sentence };
}
