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

import { RegistryError } from '../errors';
import { parseChallenges } from '../headers/challenges';
import type { Challenge } from '../headers/challenges';
import type { ResolvedSettings } from '../registry/settings';
import { tokenUrl } from './tokenUrl';

/** How a registry wants to know who asks. */
export type AuthScheme =
  | { kind: 'unknown' }
  /** It answered without. */
  | { kind: 'open' }
  | { kind: 'basic' }
  | {
      kind: 'bearer';
      url: URL;
      service: string | undefined;
      /** As in the challenge; undefined where it named none. */
      scope: string | undefined;
    };

/**
 * What a 401 asks for. Bearer first, of several; basic where no token service
 * is named, as Amazon ECR and Artifactory do.
 *
 * @returns null where it asks for nothing that is known
 * @throws RegistryError `refused-realm`
 */
export function readScheme(
  header: string | readonly string[] | undefined,
  settings: ResolvedSettings,
): Extract<AuthScheme, { kind: 'basic' | 'bearer' }> | null {
  const challenges = parseChallenges(header);
  const bearers = challenges.filter(({ scheme }) => scheme === 'bearer');
  let refusal: unknown;
  for (const { parameters } of bearers) {
    try {
      const scheme = bearerScheme(parameters, settings);
      if (scheme !== null) {
        return scheme;
      }
    } catch (error) {
      refusal ??= error;
    }
  }
  if (challenges.some(({ scheme }) => scheme === 'basic')) {
    return { kind: 'basic' };
  }
  if (refusal !== undefined) {
    throw refusal;
  }
  if (bearers.length > 0) {
    throw new RegistryError(
      'refused-realm',
      settings.registry,
      'asks for a token, but not from where',
    );
  }
  return null;
}

function bearerScheme(
  parameters: Challenge['parameters'],
  settings: ResolvedSettings,
): Extract<AuthScheme, { kind: 'bearer' }> | null {
  const url = tokenUrl(parameters.realm, settings);
  return url === null
    ? null
    : {
        kind: 'bearer',
        url,
        service: parameters.service,
        scope: parameters.scope,
      };
}
