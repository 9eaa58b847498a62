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

import type { AskedReference } from '../../digests/AskedReference';
import { jsonDocument } from '../json';

/** The document of `digest --format json`: these keys, in this order. */
export function digestDocument(asked: readonly AskedReference[]): string {
  return jsonDocument({
    digests: asked.flatMap(({ typed, image, pinned, answers }) =>
      answers.flatMap(answer =>
        answer.ok
          ? {
              reference: typed,
              image: {
                registry: image.registry,
                repository: image.repository,
                tag: image.tag,
                digest: image.digest,
              },
              digest: answer.value.digest,
              level: answer.value.level,
              platform: answer.value.platform,
              indexDigest: answer.value.indexDigest,
              mediaType: answer.value.mediaType,
              size: answer.value.size,
              pinned: pinned(answer.value.digest),
              warnings: [...answer.value.warnings],
            }
          : [],
      ),
    ),
    errors: asked.flatMap(({ typed, answers }) =>
      answers.flatMap(answer =>
        answer.ok
          ? []
          : {
              reference: typed,
              code: answer.failure.code,
              message: answer.failure.sentence,
            },
      ),
    ),
  });
}
