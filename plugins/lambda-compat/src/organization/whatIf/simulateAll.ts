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

import type {
  LambdaCompatApi,
  WhatIfAnswer,
  WhatIfTarget,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';

type Request = NonNullable<Parameters<LambdaCompatApi['simulate']>[1]>;

/** Each attempt goes on where the one before ended. */
const MAX_ATTEMPTS = 10;
const PAUSE_MS = 500;

/**
 * A simulation that the backend may need several requests to work out.
 *
 * @throws what the last attempt threw
 */
export async function simulateAll(
  api: LambdaCompatApi,
  target: WhatIfTarget,
  request: Request,
): Promise<WhatIfAnswer> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await api.simulate(target, request);
    } catch (error) {
      if (
        !isUnfinished(error) ||
        attempt >= MAX_ATTEMPTS ||
        request.signal?.aborted
      ) {
        throw error;
      }
      await new Promise(resolve => setTimeout(resolve, PAUSE_MS));
    }
  }
}

/** Whether the backend is still reading or working out what it takes. */
export function isUnfinished(error: unknown): boolean {
  const { name, cause } = (error ?? {}) as Partial<Error> & {
    cause?: Partial<Error> | null;
  };
  return (
    name === 'ServiceUnavailableError' ||
    cause?.name === 'ServiceUnavailableError'
  );
}
