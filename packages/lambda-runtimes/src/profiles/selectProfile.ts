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

import { SOURCES } from '../data/sources';
import { SYSTEM_STATES } from '../data/systemStates';
import type { SystemState } from '../data/systemStates';
import { RuntimeProfileError } from '../errors';
import { runtimeLibraryPath } from '../runtimes/libraryPath';
import { findRuntime } from '../runtimes/runtimes';
import type {
  Architecture,
  FactSource,
  LambdaRuntime,
  OperatingSystem,
  PackageType,
  RuntimeProfile,
  RuntimeState,
} from '../types';
import { checkDay } from './checkDay';
import { shippedState } from './shippedState';

/**
 * Which environment is asked for.
 *
 * @public
 */
export interface ProfileSelection {
  /** As in the Lambda API, such as `provided.al2023`. */
  runtime: string;
  architecture: Architecture;
  /** `zip` where the runtime offers it, unless given. */
  packageType?: PackageType;
  /**
   * The day to speak of, `YYYY-MM-DD`. Without it every state is possible that
   * the runtime has been in since it was released, because a function can be
   * held on an older version of its runtime.
   */
  asOf?: string;
  /** Id of one state, such as `al2023-gcc11`, whatever the day. */
  state?: string;
}

/**
 * Which system is asked for, without a Lambda runtime on it.
 *
 * @public
 */
export interface SystemSelection {
  operatingSystem: OperatingSystem;
  architecture: Architecture;
  /** See {@link ProfileSelection}. */
  asOf?: string;
  /** See {@link ProfileSelection}. */
  state?: string;
}

/**
 * A preview has no day of release. Those there are came after nodejs24.x.
 */
const PREVIEWS_CAME_AFTER = '2025-11-25';

/** The states that are possible, by what is known of the function. */
function possibleStates(
  system: OperatingSystem,
  released: string | null,
  selection: { asOf?: string; state?: string },
): SystemState[] {
  const all = SYSTEM_STATES.filter(state => state.system === system);
  if (selection.state !== undefined) {
    const chosen = all.filter(state => state.id === selection.state);
    if (chosen.length === 0) {
      throw new RuntimeProfileError(
        `${JSON.stringify(
          selection.state.slice(0, 100),
        )} is no state of ${system}; its states are ${all
          .map(state => state.id)
          .join(', ')}`,
      );
    }
    return chosen;
  }
  // A runtime has never been in a state that was gone when it was released,
  // and before that day it is what it was on that day.
  const since = released ?? '';
  const { asOf } = selection;
  const from = asOf === undefined || asOf < since ? since : asOf;
  const last = asOf === undefined ? '9999-12-31' : from;
  return all.filter(
    state =>
      (state.until === null || state.until > from) &&
      (state.from === null || state.from <= last),
  );
}

function checkOffer(
  runtime: LambdaRuntime,
  selection: ProfileSelection,
): PackageType {
  const { architecture } = selection;
  if (!runtime.architectures.includes(architecture)) {
    throw new RuntimeProfileError(
      `${runtime.id} is not offered on ${String(architecture).slice(
        0,
        40,
      )}, only on ${runtime.architectures.join(' and ')}`,
    );
  }
  const packageType =
    selection.packageType ??
    (runtime.packageTypes.includes('zip') ? 'zip' : 'image');
  if (!runtime.packageTypes.includes(packageType)) {
    throw new RuntimeProfileError(
      `${runtime.id} is not offered for ${String(packageType).slice(
        0,
        40,
      )} functions, only for ${runtime.packageTypes.join(' and ')}`,
    );
  }
  return packageType;
}

/** Only the sources that the states name. */
function sourcesOf(states: RuntimeState[]): Record<string, FactSource> {
  const known: Record<string, FactSource> = SOURCES;
  const used = new Set<string>(['file-name']);
  for (const state of states) {
    used.add(state.otherLibraries.source).add(state.interpreterSource);
    for (const library of Object.values(state.libraries)) {
      used.add(library.source);
    }
  }
  return Object.fromEntries([...used].sort().map(key => [key, known[key]]));
}

function undecidedOf(states: RuntimeState[]): string | null {
  const arrivals = states.slice(1).flatMap(state => state.arrival ?? []);
  return arrivals.length > 0 ? arrivals.join('; and ') : null;
}

function dayOf(selection: { asOf?: string; state?: string }): string {
  if (selection.state !== undefined) {
    return `#${selection.state}`;
  }
  return selection.asOf === undefined ? '' : `@${selection.asOf}`;
}

/**
 * What a function finds on a runtime, by the facts of this package: nothing is
 * read and no clock is asked.
 *
 * @throws RuntimeProfileError for a runtime or a state that is not known, an
 *   architecture or package type that the runtime is not offered for, and an
 *   `asOf` that is not a day
 *
 * @public
 */
export function selectProfile(selection: ProfileSelection): RuntimeProfile {
  const runtime = findRuntime(selection.runtime);
  if (!runtime) {
    throw new RuntimeProfileError(
      `${JSON.stringify(
        String(selection.runtime).slice(0, 100),
      )} is no Lambda runtime that is known; write it as in the Lambda API, such as provided.al2023`,
    );
  }
  checkDay(selection.asOf);
  const packageType = checkOffer(runtime, selection);
  const { architecture } = selection;
  const states = possibleStates(
    runtime.operatingSystem,
    runtime.releaseDate ?? (runtime.preview ? PREVIEWS_CAME_AFTER : null),
    selection,
  ).map(state =>
    shippedState(state, {
      architecture,
      packageType,
      family: runtime.family,
      name: runtime.id,
    }),
  );
  return {
    schema: 'lambda-compat/runtime-profile/v1',
    id: `${runtime.id}/${architecture}/${packageType}${dayOf(selection)}`,
    name: `${runtime.id} on ${architecture}, ${packageType} function${
      selection.asOf === undefined ? '' : `, as of ${selection.asOf}`
    }`,
    origin: 'shipped',
    runtime: runtime.id,
    operatingSystem: runtime.operatingSystem,
    architecture,
    packageType,
    asOf: selection.asOf ?? null,
    libraryPath: runtimeLibraryPath(runtime),
    states,
    undecided: undecidedOf(states),
    sources: sourcesOf(states),
  };
}

/**
 * What a system provides on which no Lambda runtime is known yet, such as the
 * preview of Amazon Linux 2027.
 *
 * @throws RuntimeProfileError as {@link selectProfile}
 *
 * @public
 */
export function selectSystemProfile(
  selection: SystemSelection,
): RuntimeProfile {
  const { operatingSystem, architecture } = selection;
  checkDay(selection.asOf);
  const architectures =
    operatingSystem === 'al1' ? ['x86_64'] : ['x86_64', 'arm64'];
  if (!architectures.includes(architecture)) {
    throw new RuntimeProfileError(
      `${operatingSystem} is not known on ${String(architecture).slice(
        0,
        40,
      )}, only on ${architectures.join(' and ')}`,
    );
  }
  const possible = possibleStates(operatingSystem, null, selection);
  if (possible.length === 0) {
    throw new RuntimeProfileError(
      `${JSON.stringify(
        String(operatingSystem).slice(0, 40),
      )} is no system that is known; there are al1, al2, al2023 and al2027`,
    );
  }
  const states = possible.map(state =>
    shippedState(state, {
      architecture,
      packageType: 'zip',
      family: null,
      name: possible[possible.length - 1].name,
    }),
  );
  return {
    schema: 'lambda-compat/runtime-profile/v1',
    id: `${operatingSystem}/${architecture}${dayOf(selection)}`,
    name: `${operatingSystem} on ${architecture}`,
    origin: 'shipped',
    runtime: null,
    operatingSystem,
    architecture,
    packageType: 'zip',
    asOf: selection.asOf ?? null,
    libraryPath: runtimeLibraryPath(null),
    states,
    undecided: undecidedOf(states),
    sources: sourcesOf(states),
  };
}
