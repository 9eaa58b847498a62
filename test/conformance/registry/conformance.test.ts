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

import { CASE_GROUPS } from './cases';
import { ociRegistry } from './clients/ociRegistry';
import { runCase } from './runCase';

describe('@lambda-compat/oci-registry', () => {
  describe.each(CASE_GROUPS)('$title', ({ cases }) => {
    it.each(cases)('$id: $title', async row => {
      const { reasons, result } = await runCase(row, ociRegistry);
      expect({ result, reasons }).toEqual({ result: 'right', reasons: [] });
    });
  });
});
