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

import type { ReferenceKind, ReferenceRole } from '../../../types';
import type { BuildResolution } from './buildState';
import type { Site, StageModel } from './types';

const TEST_WORDS = new Set([
  'check',
  'checks',
  'coverage',
  'e2e',
  'lint',
  'linter',
  'linting',
  'qa',
  'spec',
  'specs',
  'test',
  'tester',
  'testing',
  'tests',
  'unittest',
  'unittests',
]);

/** What images are for, and whether the target needs them. */
export class SiteRoles {
  readonly #reachable: boolean[];
  /** Stages that become the target. */
  readonly #runtime: boolean[];
  readonly #target: number | undefined;
  readonly #triggered: ReadonlySet<Site>;

  static create(
    model: StageModel,
    resolutions: readonly BuildResolution[],
  ): SiteRoles {
    return new SiteRoles(model, resolutions);
  }

  private constructor(
    model: StageModel,
    resolutions: readonly BuildResolution[],
  ) {
    this.#reachable = model.stages.map(() => false);
    this.#runtime = model.stages.map(() => false);
    this.#target = resolutions[0].target?.index;
    const triggered = new Set<Site>();
    for (const resolution of resolutions) {
      const { reachable, bases, target } = resolution;
      reachable.forEach((needed, index) => {
        this.#reachable[index] = this.#reachable[index] || needed;
      });
      for (let stage = target; stage; stage = bases[stage.index]) {
        this.#runtime[stage.index] = true;
      }
      resolution.triggered.forEach(site => triggered.add(site));
    }
    this.#triggered = triggered;
  }

  roleOf = (site: Site, kind: ReferenceKind): ReferenceRole => {
    const { index, name } = site.stage;
    if (!this.#reachable[index] && isTestName(name)) {
      return 'test';
    }
    if (site.lookup === 'from') {
      return this.#runtime[index] ? 'runtime' : 'builder';
    }
    return kind === 'stage' ? 'builder' : 'tool';
  };

  isReachable = (site: Site): boolean => {
    const { index } = site.stage;
    if (site.origin === 'dockerfile-onbuild') {
      // Whoever builds on the target sets it off; other stages nobody sees.
      return this.#triggered.has(site) || index === this.#target;
    }
    return this.#reachable[index];
  };
}

function isTestName(name: string | null): boolean {
  return (
    name !== null && name.split(/[-_.]/).some(word => TEST_WORDS.has(word))
  );
}
