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

import type { ConformanceCase } from '../case';
import { ADDRESS_CASES } from './addresses';
import { BLOB_CASES } from './blobs';
import { CHALLENGE_CASES } from './challenges';
import { DIGEST_CASES } from './digests';
import { ERROR_CASES } from './errors';
import { LIMIT_CASES } from './limits';
import { MANIFEST_CASES } from './manifests';
import { PASSWORD_CASES } from './passwords';
import { PLAIN_CASES } from './plain';
import { PLATFORM_CASES } from './platforms';
import { RATE_CASES } from './rates';
import { REALM_CASES } from './realms';
import { REDIRECT_CASES } from './redirects';
import { TAG_CASES } from './tags';
import { TIME_CASES } from './times';
import { TOKEN_CASES } from './tokens';

/** A group of cases, for reading. */
export interface CaseGroup {
  title: string;
  cases: readonly ConformanceCase[];
}

export const CASE_GROUPS: readonly CaseGroup[] = [
  { title: 'Registries as they should be', cases: PLAIN_CASES },
  { title: 'Types of manifests', cases: MANIFEST_CASES },
  { title: 'Digests', cases: DIGEST_CASES },
  { title: 'Blobs', cases: BLOB_CASES },
  { title: 'Platforms', cases: PLATFORM_CASES },
  { title: 'Challenges', cases: CHALLENGE_CASES },
  { title: 'Tokens', cases: TOKEN_CASES },
  { title: 'Passwords', cases: PASSWORD_CASES },
  { title: 'Realms', cases: REALM_CASES },
  { title: 'Redirects', cases: REDIRECT_CASES },
  { title: 'Addresses', cases: ADDRESS_CASES },
  { title: 'Bytes', cases: LIMIT_CASES },
  { title: 'Time', cases: TIME_CASES },
  { title: 'Rates and quotas', cases: RATE_CASES },
  { title: 'Errors', cases: ERROR_CASES },
  { title: 'Lists of tags', cases: TAG_CASES },
];

export const ALL_CASES = CASE_GROUPS.flatMap(({ cases }) => cases);
