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
  type ImageRepository,
  isRegistryError,
  type RegistryErrorCode,
} from '@lambda-compat/oci-registry';
import type { ImageContents } from '../classifying/ImageContents';
import { ReserveReachedError } from '../classifying/QuotaReserve';
import { toSentence } from '../toSentence';
import type { LookOutcome } from './planLook';

/** What shows that a digest does not stand for what the registry has. */
const LIES = [
  'wrong-digest',
  'wrong-type',
  'legacy-manifest',
  'too-large',
  'unexpected-answer',
] as const satisfies readonly RegistryErrorCode[];

/**
 * Checks the bytes of a digest that is new. An answer to HEAD has none, so its
 * digest is only what the registry says. What cannot be read now, for want of
 * quota for example, is believed until it is read.
 *
 * @returns the failure that the look is instead; undefined where there is none
 * @throws where the work was stopped
 */
export async function findLie(
  contents: Pick<ImageContents, 'getManifest'>,
  image: ImageRepository,
  digest: string,
  options: { signal: AbortSignal },
): Promise<LookOutcome | undefined> {
  try {
    await contents.getManifest(image, digest, options);
    return undefined;
  } catch (error) {
    if (error instanceof ReserveReachedError) {
      return undefined;
    }
    if (!isRegistryError(error) || error.code === 'aborted') {
      throw error;
    }
    const code = LIES.find(lie => lie === error.code);
    return code && { kind: 'failure', code, message: toSentence(error) };
  }
}
