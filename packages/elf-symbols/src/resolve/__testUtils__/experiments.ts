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

import type { LibraryResolution, ResolveInput } from '../types';
import {
  canExperiment,
  LoaderLab,
  type Outcome,
  type Start,
} from './loaderLab';

/** An experiment builds and starts several programs. */
export const EXPERIMENT_TIMEOUT = 120_000;

/** One rule of the loader, as an experiment. */
export interface Experiment extends Outcome {
  name: string;
  build: (lab: LoaderLab) => Partial<Start> | void;
  /** What the real loader says of it. */
  says?: string;
  /** What is opened by the program, which then is the root. */
  opens?: (lab: LoaderLab) => Partial<ResolveInput>;
  /** What else to take from the simulation; the folder becomes `LAB`. */
  look?: (resolution: LibraryResolution) => unknown;
  /** What `look` must see. */
  sees?: unknown;
}

/**
 * Whether experiments can be made here. Where they cannot, it says so, and
 * throws in continuous integration: there the real loader must be asked.
 */
export function experimentsArePossible(): boolean {
  const possible = canExperiment();
  if (!possible) {
    const message =
      'gcc or a loader of glibc 2.33 or later is not installed: the simulation is not compared with the real loader';
    if (process.env.LAMBDA_COMPAT_REQUIRE_ALL) {
      throw new Error(message);
    }
    // eslint-disable-next-line no-console -- the reader of the output should know what was left out
    console.warn(message);
  }
  return possible;
}

/** What the real loader and the simulation did, to be compared. */
export interface Result {
  real: Outcome & { says: string };
  simulated: Outcome;
  sees: unknown;
}

/**
 * Builds a program, starts it with the machine's own loader and simulates it.
 */
export async function perform(
  experiment: Experiment,
): Promise<{ observed: Result; expected: Result }> {
  const { build, loads, loaded, says = '', opens, look, sees } = experiment;
  const lab = LoaderLab.create();
  try {
    const start: Start = { program: 'main', ...build(lab) };
    const real = lab.real(start);
    const simulated = await lab.simulated(start, opens?.(lab));
    const seen = look && JSON.stringify(look(simulated.resolution));
    return {
      observed: {
        real: {
          loads: real.loads,
          // A loader that ended does not tell what it had loaded.
          loaded: loads ? real.loaded : loaded,
          says: real.stderr.includes(says) ? says : real.stderr,
        },
        simulated: { loads: simulated.loads, loaded: simulated.loaded },
        sees: seen && JSON.parse(seen.replaceAll(lab.folder, 'LAB')),
      },
      expected: {
        real: { loads, loaded, says },
        simulated: { loads, loaded },
        sees,
      },
    };
  } finally {
    lab.remove();
  }
}
