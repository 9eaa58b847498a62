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

import type { ImageFit } from '@lambda-compat/compatibility';
import { compareVersionNames } from '@lambda-compat/lambda-runtimes';

/**
 * What a runtime has of the namespaces of which an image has more: the highest
 * version in each state that the runtime can be in, lowest first. Several
 * libraries have versions of one namespace, as those of glibc do, and the
 * highest is that of any of them.
 */
export function highestOfRuntime({
  beyond,
}: Pick<ImageFit, 'beyond'>): Map<string, string[]> {
  const namespaces = new Map<string, Map<string, string>>();
  for (const { image, namespace, runtime } of beyond.flatMap(
    ({ highest }) => highest,
  )) {
    // A library can have a namespace of which the runtime's has as much.
    const isBeyond = runtime.some(
      ({ version }) =>
        version === null || compareVersionNames(image, version) > 0,
    );
    if (!isBeyond) {
      continue;
    }
    const states = namespaces.get(namespace) ?? new Map<string, string>();
    for (const { state, version } of runtime) {
      const known = states.get(state);
      if (
        version !== null &&
        (known === undefined || compareVersionNames(known, version) < 0)
      ) {
        states.set(state, version);
      }
    }
    namespaces.set(namespace, states);
  }
  return new Map(
    [...namespaces].map(([namespace, states]) => [
      namespace,
      [...new Set(states.values())].sort(compareVersionNames),
    ]),
  );
}
