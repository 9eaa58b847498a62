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

import type { ReferenceSummary } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import {
  type PinClass,
  weakestPinClass,
} from '@lambda-compat/image-references';
import type { StoredReference } from '../references/entityFacts';

/**
 * Whether the build pulls an image for the reference. What a builder refuses
 * counts as well: it would pull something if it were mended.
 */
export function isPulled(
  reference: Pick<StoredReference, 'kind' | 'reachable' | 'deferred'>,
): boolean {
  return namesImage(reference) && reference.reachable && !reference.deferred;
}

/** The numbers of the card's headline. */
export function summarizeReferences(
  references: readonly StoredReference[],
): ReferenceSummary {
  const images = references.filter(namesImage);
  const pulled = images.filter(isPulled);
  const byClass: Partial<Record<PinClass, number>> = {};
  for (const { pinClass } of pulled) {
    byClass[pinClass] = (byClass[pinClass] ?? 0) + 1;
  }
  const pinned = byClass.digest ?? 0;
  return {
    total: pulled.length,
    pinned,
    changeable: pulled.length - pinned,
    unresolved: (byClass.unresolved ?? 0) + (byClass.invalid ?? 0),
    unreachable: images.length - pulled.length,
    weakest: weakestPinClass(pulled.map(({ pinClass }) => pinClass)),
    byClass,
  };
}

function namesImage({ kind }: Pick<StoredReference, 'kind'>): boolean {
  return kind === 'image' || kind === 'invalid';
}
