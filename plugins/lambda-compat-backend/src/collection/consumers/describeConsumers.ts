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

import { canonicalImage } from '@lambda-compat/image-references';
import { parsePlatform } from '@lambda-compat/oci-registry';
import type { TagConsumersRow } from '../../database/tagTables';
import type {
  EntityFacts,
  StoredReference,
} from '../../references/entityFacts';

/** A row without its times. */
export type Consumer = Omit<TagConsumersRow, 'from_ms' | 'until_ms'> & {
  shaping: boolean;
};

// Parts of keys, as in `image_references`.
const MAX_FILE_LENGTH = 500;
const MAX_REGISTRY_LENGTH = 259;

/**
 * What of an entity's references names an image in exactly one way, so that it
 * can be said what a build gets for it.
 */
export function describeConsumers(
  entityRef: string,
  facts: Pick<EntityFacts, 'references' | 'functions'>,
): Consumer[] {
  const architecture = getArchitecture(facts);
  return facts.references.flatMap(reference => {
    const { kind, normalized, candidates, pinClass } = reference;
    if (
      kind !== 'image' ||
      !normalized ||
      normalized.registry.length > MAX_REGISTRY_LENGTH ||
      candidates.length > 0 ||
      pinClass === 'unresolved'
    ) {
      return [];
    }
    return {
      entity_ref: entityRef,
      reference_id: reference.id,
      registry: normalized.registry,
      repository: normalized.repository,
      tag: normalized.tag ?? '',
      digest: normalized.digest ?? '',
      file: toPlainText(reference.place.file).slice(0, MAX_FILE_LENGTH),
      platform: getPlatform(reference, architecture),
      shaping: isShaping(reference),
      details: toDetails(reference),
    };
  });
}

/** Whether files of the image get into what is deployed. */
function isShaping({ reachable, deferred, role }: StoredReference): boolean {
  return reachable && !deferred && (role === 'builder' || role === 'runtime');
}

/** The architecture of all functions; empty where nobody has said it. */
function getArchitecture({
  functions,
}: Pick<EntityFacts, 'functions'>): string {
  const said = functions.map(({ architecture }) =>
    architecture.source === 'assumed' ? '' : architecture.value,
  );
  const [first = ''] = said;
  return said.every(value => value === first) ? first : '';
}

/**
 * For which platform the image is pulled; empty where that depends on whoever
 * builds.
 */
function getPlatform(reference: StoredReference, architecture: string): string {
  if (reference.platform !== null) {
    return toPlatform(reference.platform);
  }
  // What the build is for is also what its images are for.
  const named =
    architecture ||
    (reference.normalized &&
      canonicalImage(reference.normalized).architecture) ||
    '';
  return named && toPlatform(`linux/${named}`);
}

function toPlatform(text: string): string {
  try {
    return parsePlatform(text);
  } catch {
    // Written into a build file by whoever; the builder would refuse it.
    return '';
  }
}

/**
 * What is shown of the reference. How it was resolved stays with the reference
 * itself.
 */
function toDetails(reference: StoredReference): string {
  const { pin, steps, candidates, problems, ...details } = reference;
  return JSON.stringify(details);
}

/** PostgreSQL keeps no zero characters in text. */
function toPlainText(text: string): string {
  return text.replaceAll('\u0000', '\uFFFD');
}
