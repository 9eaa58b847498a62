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

import {
  type ContentsErrorCode,
  isContentsError,
} from '@lambda-compat/image-contents';
import {
  isRegistryError,
  type RegistryErrorCode,
} from '@lambda-compat/oci-registry';
import { cutMiddle, printable } from '../terminal/printable';

const maxSentenceWidth = 500;

/** Why a question to a registry has no good answer. */
export interface RegistryFailure {
  /** `platform-missing`: the image is there, but not for that platform. */
  code: RegistryErrorCode | ContentsErrorCode | 'platform-missing';
  /** True where the registry knows that there is no such thing. */
  absent: boolean;
  sentence: string;
}

const absentCodes: ReadonlySet<string> = new Set<RegistryFailure['code']>([
  'manifest-unknown',
  'repository-unknown',
  'not-found',
  'platform-missing',
]);

/** What it means, or what can be done about it here. */
const hints: Partial<Record<RegistryErrorCode, (registry: string) => string>> =
  {
    'manifest-unknown': () => 'It has no such tag or digest.',
    'repository-unknown': () => 'It has no such repository.',
    'not-found': () => 'It has no such image.',
    'refused-address': registry =>
      `Where that is meant, --allow-private ${registry} allows it.`,
    tls: registry =>
      `Where it has no TLS and that is meant, --insecure-registry ${registry} asks it over HTTP.`,
    'no-access': registry =>
      `Registries say this for what is private and for what does not exist; credentials are those of "docker login ${registry}".`,
  };

/**
 * The failure that an error of the client stands for.
 *
 * @param isAllowed - whether an option allows the registry what is refused by
 *   default; it is not proposed again then
 * @throws the error itself where it is none of a registry: a defect
 */
export function registryFailureOf(
  error: unknown,
  registry: string,
  isAllowed: boolean,
): RegistryFailure {
  if (isContentsError(error)) {
    return registryFailure(
      error.code,
      `${error.message.replace(/[.!]$/, '')}.`,
    );
  }
  if (!isRegistryError(error)) {
    throw error;
  }
  const { code } = error;
  const said = `${error.message.replace(/[.!]$/, '')}.`;
  const hint =
    code === 'refused-address' && isAllowed
      ? undefined
      : hints[code]?.(registry);
  return registryFailure(code, hint === undefined ? said : `${said} ${hint}`);
}

export function registryFailure(
  code: RegistryFailure['code'],
  sentence: string,
): RegistryFailure {
  return {
    code,
    absent: absentCodes.has(code),
    sentence: cutMiddle(printable(sentence), maxSentenceWidth),
  };
}
