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
  ANNOTATION_DOCKERFILE,
  type Problem,
  type ReportedFile,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import {
  createPinPlan,
  type FileError,
  type FileSummary,
  findImageReferences,
  type ImageReference,
  type SourceFile,
} from '@lambda-compat/image-references';
import { createHash } from 'node:crypto';
import { quote } from '../catalog/quote';
import type { PinState, StoredFile, StoredReference } from './entityFacts';

/** A text file to look into, and how to link to it. */
export interface BuildFileText extends SourceFile {
  getUrl(line?: number): string | null;
}

/** What one build file makes a build pull. */
export interface FileReferences {
  file: StoredFile;
  references: StoredReference[];
  problems: Problem[];
}

/**
 * Runs the engine over one file and turns what it says into what is stored.
 *
 * @param platforms - most likely first, for example `linux/arm64`
 */
export function readReferences(
  text: BuildFileText,
  platforms: readonly string[],
): FileReferences {
  const source: SourceFile = {
    path: text.path,
    content: text.content,
    target: text.target,
  };
  const found = findImageReferences([source], { platforms });
  const summary: FileSummary | undefined = found.files[0];
  const noTarget =
    text.target !== undefined && summary?.target === null && summary.stages > 0;

  // Where a variable is missing the builder stops as well. That is said once,
  // by the reference, because the value may come from outside.
  const open = found.references.filter(isUnresolved);
  const errors = found.errors.filter(
    ({ line }) =>
      !open.some(
        ({ startLine, endLine }) => startLine <= line && line <= endLine,
      ),
  );

  return {
    file: describeFile(text, summary, errors),
    references: found.references.map(reference =>
      toStored(reference, source, text.getUrl(reference.startLine)),
    ),
    problems: [
      ...(noTarget
        ? [describeMissingStage(text)]
        : errors.map(error => describeError(error, summary))),
      ...open.filter(({ reachable }) => reachable).map(describeUnresolved),
    ],
  };
}

function describeFile(
  text: BuildFileText,
  summary: FileSummary | undefined,
  errors: readonly FileError[],
): ReportedFile {
  const [error] = errors;
  const file = {
    path: text.path,
    message: error?.message ?? null,
    line: error?.line ?? null,
    url: text.getUrl(error?.line),
    target: summary?.target
      ? summary.target.name ?? String(summary.target.index)
      : text.target ?? null,
  };
  if (summary?.template) {
    return { ...file, status: 'template' };
  }
  return { ...file, status: error ? 'invalid' : 'read' };
}

function describeMissingStage({ path, target }: BuildFileText): Problem {
  return {
    code: 'LC302',
    severity: 'error',
    annotation: ANNOTATION_DOCKERFILE,
    message: `${path} has no stage ${quote(target ?? '')}.`,
    fix: "Write the name or number of one of its stages after the '#', or leave it out to build the last one.",
  };
}

function describeError(
  { file, line, message }: FileError,
  summary: FileSummary | undefined,
): Problem {
  return summary?.template
    ? {
        code: 'LC401',
        severity: 'warning',
        file,
        line,
        message,
        fix: 'Commit the rendered file as well and name it in the annotation lambda-compat/dockerfile.',
      }
    : {
        code: 'LC305',
        severity: 'error',
        file,
        line,
        message,
        fix: 'Mend the file, so that it builds.',
      };
}

function isUnresolved({ unresolvedVariables }: ImageReference): boolean {
  return unresolvedVariables.length > 0;
}

function describeUnresolved(reference: ImageReference): Problem {
  const variables = reference.unresolvedVariables.join(', ');
  const resolved =
    reference.kind === 'invalid'
      ? 'Without it the builder stops.'
      : `Without it the builder uses ${quote(reference.resolved)}.`;
  return {
    code: 'LC402',
    severity: 'warning',
    file: reference.place.file,
    line: reference.place.startLine,
    message: `${quote(
      reference.raw,
    )} depends on ${variables}, which has no value in the file. ${resolved}`,
    fix: 'Give the ARG a default, so that the image is known from the file.',
  };
}

function toStored(
  reference: ImageReference,
  source: SourceFile,
  url: string | null,
): StoredReference {
  return {
    id: getReferenceId(reference),
    origin: reference.origin,
    kind: reference.kind,
    raw: reference.raw,
    resolved: reference.resolved,
    normalized: reference.normalized,
    pinClass: reference.pinClass,
    role: reference.role,
    reachable: reference.reachable,
    deferred: reference.deferred,
    place: reference.place,
    startLine: reference.startLine,
    endLine: reference.endLine,
    url,
    stage: reference.stage,
    platform: reference.platform,
    unresolvedVariables: reference.unresolvedVariables,
    steps: reference.steps,
    candidates: reference.candidates,
    problems: reference.problems.map(({ message }) => message),
    pin: getPinState(reference, source),
  };
}

function getPinState(reference: ImageReference, source: SourceFile): PinState {
  if (reference.pinClass === 'digest') {
    return { kind: 'pinned' };
  }
  if (reference.notPinnable) {
    return { kind: 'not-fixable', reason: reference.notPinnable };
  }
  const plan = createPinPlan(source, reference);
  return 'reason' in plan
    ? { kind: 'not-fixable', reason: plan.reason }
    : { kind: 'plan', plan };
}

/** Stays the same while place and text of the reference do. */
function getReferenceId({ origin, place, raw }: ImageReference): string {
  const { file, startLine, startColumn } = place;
  return createHash('sha256')
    .update(JSON.stringify([origin, file, startLine, startColumn, raw]))
    .digest('base64url')
    .slice(0, 16);
}
