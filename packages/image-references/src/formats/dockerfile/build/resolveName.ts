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

import { parseImageReference } from '../../../reference/parseImageReference';
import type { ReferenceProblem } from '../../../types';
import type { NamedContext } from './namedContexts';
import type { Expansion, SiteResolution, Stage } from './types';

export function resolveStage(
  stage: Stage,
  expansion: Expansion,
): SiteResolution {
  return {
    kind: 'stage',
    resolved: expansion.text,
    normalized: null,
    targetStage: stage,
    expansion,
    indirect: null,
    problems: [],
  };
}

export function resolveScratch(expansion: Expansion): SiteResolution {
  return {
    kind: 'scratch',
    resolved: 'scratch',
    normalized: null,
    targetStage: null,
    expansion,
    indirect: null,
    problems: [],
  };
}

export function resolveInvalid(
  problem: ReferenceProblem,
  expansion: Expansion | null,
): SiteResolution {
  return {
    kind: 'invalid',
    resolved: expansion?.text ?? '',
    normalized: null,
    targetStage: null,
    expansion,
    indirect: null,
    problems: [problem],
  };
}

/** Reads an expanded text as an image reference. */
export function resolveImage(expansion: Expansion): SiteResolution {
  const parsed = parseImageReference(expansion.text);
  return parsed.ok
    ? {
        kind: 'image',
        resolved: expansion.text,
        normalized: parsed.reference,
        targetStage: null,
        expansion,
        indirect: null,
        problems: [],
      }
    : resolveInvalid(
        {
          code: 'invalid-reference',
          message: `failed to parse stage name ${JSON.stringify(
            expansion.text,
          )}: ${parsed.error}`,
        },
        expansion,
      );
}

/** What a named context puts in the place of `name`. */
export function resolveContext(
  name: string,
  context: NamedContext,
  expansion: Expansion | null,
): SiteResolution {
  const base: SiteResolution = {
    kind: 'stage',
    resolved: context.value,
    normalized: null,
    targetStage: null,
    expansion,
    indirect: `The build context ${name}, which is given from outside, takes its place.`,
    problems: [],
  };
  if (context.kind === 'scratch') {
    return { ...base, kind: 'scratch', resolved: 'scratch' };
  }
  if (context.kind === 'files') {
    return base;
  }
  const parsed = parseImageReference(context.image);
  return parsed.ok
    ? {
        ...base,
        kind: 'image',
        resolved: context.image,
        normalized: parsed.reference,
      }
    : {
        ...base,
        kind: 'invalid',
        resolved: context.image,
        problems: [
          {
            code: 'invalid-reference',
            message: `the build context ${name} names ${JSON.stringify(
              context.image,
            )}: ${parsed.error}`,
          },
        ],
      };
}
