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

import { RUNTIMES } from '@lambda-compat/lambda-runtimes';
import { TARGET_RUNTIMES } from '../../../plugins/lambda-compat/src/organization/whatIf/targets';

// The page may not load the tables of the runtimes: they would triple it.
describe('the runtimes that the page What-if offers', () => {
  const ids = RUNTIMES.map(({ id }) => id);

  it('are runtimes of Lambda', () => {
    expect(TARGET_RUNTIMES.filter(id => !ids.includes(id))).toEqual([]);
  });

  it('are all that run on Amazon Linux 2023', () => {
    const current = RUNTIMES.filter(
      ({ operatingSystem, packageTypes }) =>
        operatingSystem === 'al2023' && packageTypes.includes('zip'),
    ).map(({ id }) => id);
    expect(current.filter(id => !TARGET_RUNTIMES.includes(id))).toEqual([]);
  });
});
