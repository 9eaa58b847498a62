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

import { findImageReferences } from '../../findImageReferences';
import type { FindImageReferencesOptions, ImageReference } from '../../types';

/** Reads one file, for the tests of this folder. */
export function readDockerfile(
  lines: string | readonly string[],
  options: FindImageReferencesOptions & { path?: string } = {},
) {
  const { path = 'Dockerfile', ...rest } = options;
  const content = typeof lines === 'string' ? lines : lines.join('\n');
  const { references, errors, files } = findImageReferences(
    [{ path, content }],
    rest,
  );
  return { content, references, errors, summary: files[0] };
}

/** `kind what-the-builder-uses`, for each reference in the order of the file. */
export function summarize(references: readonly ImageReference[]): string[] {
  return references.map(reference => {
    const { kind, resolved, normalized, targetStage } = reference;
    if (kind === 'stage' && targetStage) {
      return `stage ${targetStage.index}`;
    }
    return normalized
      ? `${kind} ${resolved}`
      : [kind, resolved].filter(Boolean).join(' ');
  });
}

/** The text of the file at a place. */
export function textAt(
  content: string,
  place: ImageReference['place'],
): string {
  const lines = content.split('\n').slice(place.startLine - 1, place.endLine);
  const last = lines.length - 1;
  lines[last] = lines[last].slice(0, place.endColumn - 1);
  lines[0] = lines[0].slice(place.startColumn - 1);
  return lines.join('\n');
}

/** The file with `digest` written where the reference wants it. */
export function writeDigest(
  content: string,
  reference: ImageReference,
  digest: string,
): string {
  if (!reference.pinPoint) {
    throw new Error(`not pinnable: ${reference.notPinnable}`);
  }
  const { place } = reference.pinPoint;
  const lines = content.split('\n');
  const offset = (line: number, column: number) =>
    lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0) +
    column -
    1;
  return (
    content.slice(0, offset(place.startLine, place.startColumn)) +
    digest +
    content.slice(offset(place.endLine, place.endColumn))
  );
}
