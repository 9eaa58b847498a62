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

import { byText } from '../packages/byText';
import type { ImageConfiguration } from '../types';
import type { ConfigurationChanges, KeyChange, ValueChange } from './types';

/** Labels that say when an image was built, which every rebuild changes. */
const TIME_LABELS = new Set([
  'build-date',
  'org.label-schema.build-date',
  'org.opencontainers.image.created',
]);

/**
 * Compares what the images' configurations say of the programs that run in
 * them, and their labels. When they were created is none of it.
 *
 * @internal
 */
export function compareConfiguration(
  from: ImageConfiguration,
  to: ImageConfiguration,
): ConfigurationChanges {
  return {
    labels: compareKeys(
      new Map(Object.entries(from.labels)),
      new Map(Object.entries(to.labels)),
    ),
    env: compareKeys(variables(from.env), variables(to.env)),
    entrypoint: compareValues(from.entrypoint, to.entrypoint),
    cmd: compareValues(from.cmd, to.cmd),
    user: compareValues(from.user, to.user),
    workingDir: compareValues(from.workingDir, to.workingDir),
  };
}

/**
 * Whether more than times differs.
 *
 * @internal
 */
export function isConfigurationChanged(changes: ConfigurationChanges): boolean {
  return (
    changes.labels.some(({ key }) => !TIME_LABELS.has(key)) ||
    changes.env.length > 0 ||
    changes.entrypoint !== null ||
    changes.cmd !== null ||
    changes.user !== null ||
    changes.workingDir !== null
  );
}

/** Variables by name; of several the last, as the kernel's readers take. */
function variables(env: string[]): Map<string, string> {
  return new Map(
    env.map(entry => {
      const equals = entry.indexOf('=');
      return equals < 0
        ? [entry, '']
        : [entry.slice(0, equals), entry.slice(equals + 1)];
    }),
  );
}

function compareKeys(
  from: Map<string, string>,
  to: Map<string, string>,
): KeyChange[] {
  return [...new Set([...from.keys(), ...to.keys()])]
    .filter(key => from.get(key) !== to.get(key))
    .sort(byText)
    .map(key => ({
      key,
      from: from.get(key) ?? null,
      to: to.get(key) ?? null,
    }));
}

function compareValues<T extends string | string[] | null>(
  from: T,
  to: T,
): ValueChange<T> | null {
  return JSON.stringify(from) === JSON.stringify(to) ? null : { from, to };
}
