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

import type { ImageReference, Place } from '../../types';
import type { ParsedDockerfile } from './parser/parseDockerfile';
import type { SourceText } from './parser/source';
import { TEMPLATE_CHARACTER } from './templates';

/**
 * The references of a file whose template expressions were masked. A stage
 * that is followed by the next one at once stands for a branch of the template
 * (`{% if … %}FROM a{% else %}FROM b{% endif %}`), and is what that one is.
 */
export function describeTemplateReferences(
  references: readonly ImageReference[],
  parsed: ParsedDockerfile,
  source: SourceText,
): ImageReference[] {
  const stages = parsed.nodes.flatMap((node, index) =>
    node.name === 'from' ? [index] : [],
  );
  const described = references.map(reference =>
    describeTemplateReference(reference, source),
  );
  const bases = described.filter(({ origin }) => origin === 'dockerfile-from');
  for (let index = bases.length - 2; index >= 0; index -= 1) {
    if (stages[index] + 1 === stages[index + 1]) {
      bases[index].role = bases[index + 1].role;
      bases[index].reachable = bases[index + 1].reachable;
    }
  }
  return described;
}

/**
 * Where a template expression takes part in a reference nothing is known but
 * its text.
 */
function describeTemplateReference(
  reference: ImageReference,
  source: SourceText,
): ImageReference {
  const written = {
    ...reference,
    raw: textAt(reference.raw, reference.place, source),
  };
  if (
    !reference.resolved.includes(TEMPLATE_CHARACTER) &&
    !reference.raw.includes(TEMPLATE_CHARACTER)
  ) {
    return written;
  }
  return {
    ...written,
    kind: 'image',
    resolved: '',
    normalized: null,
    pinClass: 'unresolved',
    targetStage: null,
    steps: [],
    candidates: [],
    pinPoint: null,
    notPinnable:
      'Its text comes from the template, where the digest has to be written.',
    problems: [
      {
        code: 'template-expression',
        message:
          'It contains a template expression, so its value is known only when the file is rendered.',
      },
    ],
  };
}

/** Only a reference on one line can contain an expression. */
function textAt(raw: string, place: Place, source: SourceText): string {
  if (!raw.includes(TEMPLATE_CHARACTER) || place.startLine !== place.endLine) {
    return raw;
  }
  const line = source.content.split('\n', place.startLine).pop() ?? '';
  return line.slice(place.startColumn - 1, place.endColumn - 1);
}
