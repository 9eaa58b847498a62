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

import type { RuntimeProfileState } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { findRuntime } from '@lambda-compat/lambda-runtimes';
import type { Knex } from 'knex';
import { listRuntimes } from './findRuntimesInUse';

/**
 * What functions are judged by where images of runtimes are not watched, for
 * each architecture of the runtimes in use.
 */
export async function listShippedStates(
  knex: Knex,
): Promise<RuntimeProfileState[]> {
  const runtimes = await listRuntimes(knex);
  return [...runtimes].sort().flatMap(id =>
    (findRuntime(id)?.architectures ?? []).map(architecture => ({
      runtime: id,
      architecture,
      origin: 'shipped' as const,
      source:
        'By the tables that come with this plugin: images of runtimes are not watched, by configuration.',
      image: null,
      history: [],
    })),
  );
}
