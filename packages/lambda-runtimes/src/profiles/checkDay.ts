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

import { RuntimeProfileError } from '../errors';

/**
 * That a day is one, written as everywhere here.
 *
 * @throws RuntimeProfileError otherwise
 *
 * @internal
 */
export function checkDay(asOf: string | undefined): void {
  if (asOf === undefined) {
    return;
  }
  const time = /^\d{4}-\d{2}-\d{2}$/.test(asOf)
    ? Date.parse(`${asOf}T00:00:00Z`)
    : NaN;
  // Date.parse takes the 30th of February for the 2nd of March.
  if (
    Number.isNaN(time) ||
    new Date(time).toISOString().slice(0, 10) !== asOf
  ) {
    throw new RuntimeProfileError(
      `${JSON.stringify(
        String(asOf).slice(0, 40),
      )} is not a day; write it as YYYY-MM-DD, such as 2025-03-15`,
    );
  }
}
