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

import { classifyPin } from '../../pin-class/classifyPin';
import { parseImageReference } from '../../reference/parseImageReference';
import type {
  DockerfileDialect,
  FindImageReferencesOptions,
  ImageReference,
} from '../../types';
import type { SyntaxDirective } from './parser/directives';
import type { SourceText } from './parser/source';

const SYNTAX_ARGUMENT = 'BUILDKIT_SYNTAX';

/**
 * The image that reads the file: what `# syntax=` names, unless the build
 * argument names another. A list of one, or of none.
 */
export function describeSyntax(
  directive: SyntaxDirective | undefined,
  source: SourceText,
  dialect: DockerfileDialect,
  options: FindImageReferencesOptions,
): ImageReference[] {
  const buildArgs = options.buildArgs ?? {};
  const given = Object.hasOwn(buildArgs, SYNTAX_ARGUMENT)
    ? buildArgs[SYNTAX_ARGUMENT]
    : undefined;
  if (!directive && given === undefined) {
    return [];
  }
  const { start, end } = directive ?? { start: 0, end: 0 };
  const place = source.place(start, end);
  const resolved = given?.trim().split(' ', 1)[0] ?? directive?.image ?? '';
  const parsed = parseImageReference(resolved);
  const pinnable = parsed.ok && given === undefined;
  const digest = parsed.ok && parsed.reference.digest !== null;
  const digestStart = digest ? start + resolved.lastIndexOf('@') : end;
  return [
    {
      origin: 'dockerfile-syntax',
      kind: parsed.ok ? 'image' : 'invalid',
      raw: source.content.slice(start, end),
      resolved,
      normalized: parsed.ok ? parsed.reference : null,
      pinClass: parsed.ok ? classifyPin(parsed.reference) : 'invalid',
      role: 'frontend',
      // Buildah and Podman read the file themselves.
      reachable: dialect === 'buildkit',
      deferred: false,
      startLine: place.startLine,
      endLine: place.endLine,
      place,
      stage: null,
      targetStage: null,
      platform: null,
      unresolvedVariables: [],
      steps:
        given === undefined
          ? []
          : [{ variable: SYNTAX_ARGUMENT, value: given, source: 'build-arg' }],
      candidates: [],
      ...(pinnable
        ? {
            pinPoint: { place: source.place(digestStart, end), via: 'literal' },
            notPinnable: null,
          }
        : {
            pinPoint: null,
            notPinnable: parsed.ok
              ? `The value of ${SYNTAX_ARGUMENT} is given from outside this file, as a build argument.`
              : 'The builder does not accept the reference.',
          }),
      problems: parsed.ok
        ? []
        : [{ code: 'invalid-reference', message: parsed.error }],
    },
  ];
}
