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

import { FileError, ImageReference } from '@lambda-compat/image-references';

// Valid JSON may hold these as they are, but a terminal would obey or hide
// them; as escapes they mean the same to every reader.
const unprintable =
  /[\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

/** A JSON document that ends with a line end and is harmless in a terminal. */
export function jsonDocument(value: unknown): string {
  const text = JSON.stringify(value, null, 2).replace(
    unprintable,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `${text}\n`;
}

/** The document of `refs --format json`: these keys, in this order. */
export function referencesDocument(
  references: readonly ImageReference[],
  errors: readonly FileError[],
): string {
  return jsonDocument({
    references: references.map(referenceRecord),
    errors: errors.map(({ file, line, message }) => ({ file, line, message })),
  });
}

function referenceRecord(reference: ImageReference) {
  const { normalized, stage } = reference;
  return {
    origin: reference.origin,
    kind: reference.kind,
    raw: reference.raw,
    resolved: reference.resolved,
    normalized: normalized && {
      registry: normalized.registry,
      repository: normalized.repository,
      tag: normalized.tag,
      digest: normalized.digest,
    },
    pinClass: reference.pinClass,
    file: reference.place.file,
    startLine: reference.startLine,
    endLine: reference.endLine,
    stage: stage && { index: stage.index, name: stage.name },
    reachable: reference.reachable,
    unresolvedVariables: [...reference.unresolvedVariables],
  };
}
