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

import type { WhatIfFilter } from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { familiarName, shortDigest } from '../../tags';
import type { WhatIfView } from '../url/whatIfUrl';

/** What is asked of the backend. */
export interface Simulation {
  filter: WhatIfFilter;
  /** The target, as far as it tells one list from another. */
  asked: Record<string, string | undefined>;
}

/** The simulation as the address describes it. */
export function simulationOf({ rows, scope, target }: WhatIfView): Simulation {
  return {
    filter: { ...scope, ...rows },
    asked: {
      runtime: target.runtime,
      architecture: target.architecture,
      image: target.image,
    },
  };
}

/** The address and the field have the whole digest. */
function imageName(image: string): string {
  const at = image.lastIndexOf('@');
  return at === -1
    ? familiarName(image)
    : `${familiarName(image.slice(0, at))} ${shortDigest(image.slice(at + 1))}`;
}

/** What is tried, in a few words: `provided.al2023, arm64`. */
export function targetName({ target }: Pick<WhatIfView, 'target'>): string {
  return target.image
    ? imageName(target.image)
    : [target.runtime, target.architecture].filter(Boolean).join(', ');
}
