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

import type { LambdaSubject } from '../catalog/lambdaSubject';
import { getSourceLocation } from '../references/ReferenceCollector';
import { parseWebAddress } from '../references/sources/webAddress';

/**
 * The host that an entity's files come from. What comes from no host, such as
 * folders of this machine, goes by the type of its location.
 */
export function getSourceHost(subject: LambdaSubject): string {
  const location = getSourceLocation(subject);
  if (!location) {
    return 'none';
  }
  const host =
    location.type === 'url' && parseWebAddress(location.target)?.host;
  return host || location.type;
}
