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

import type { FunctionCompatibility } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { Knex } from 'knex';
import {
  type FunctionUploadsRow,
  TABLE_UPLOADS,
} from '../database/compatibilityTables';
import { toChunks } from '../database/statements';
import { toBuiltVerdict } from '../exposure/componentBuilds';
import type { StoredUpload } from './uploads';

/**
 * Writes down what uploads measured are, where that is not what was known. It
 * stays when a newer upload replaces one, so that a history of builds can say
 * which of them were broken.
 */
export async function saveBuiltVerdicts(
  tx: Knex.Transaction,
  uploads: readonly StoredUpload[],
  functions: ReadonlyArray<Pick<FunctionCompatibility, 'id' | 'judgement'>>,
): Promise<void> {
  const known = new Map(
    uploads.map(({ id, builtVerdict }) => [id, builtVerdict]),
  );
  const changed = new Map<string, string[]>();
  for (const one of functions) {
    const verdict = toBuiltVerdict(one);
    if (one.id !== null && known.get(one.id) !== verdict) {
      changed.set(verdict, [...(changed.get(verdict) ?? []), one.id]);
    }
  }
  for (const [verdict, ids] of changed) {
    for (const chunk of toChunks(ids)) {
      await tx<FunctionUploadsRow>(TABLE_UPLOADS)
        .whereIn('upload_id', chunk)
        .update({
          built_verdict: verdict as FunctionUploadsRow['built_verdict'],
        });
    }
  }
}
