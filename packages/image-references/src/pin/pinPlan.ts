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

import type { ImageReference, SourceFile } from '../types';
import { checkDigest } from './checkDigest';
import { CONTEXT_LINES, formatPinPatch } from './formatPinPatch';
import { changesNothing, editableFile, pinEdit } from './pinEdit';
import { changesOf, TextEdit } from './textEdits';

/**
 * What is needed to write the patch of a reference later, when its digest is
 * known, without the file: plain JSON, a few lines of text.
 *
 * @public
 */
export interface PinPlan {
  /** Relative to the root of the repository. */
  path: string;
  /** Number of the first of `lines` in the file, from 1. */
  firstLine: number;
  /**
   * The lines that change with up to three before and after, each with its
   * terminator.
   */
  lines: string[];
  /**
   * What the digest replaces; indexes of `lines` and offsets in them, in UTF-16
   * code units, start at 0. Empty where nothing has to go.
   */
  edit: { startLine: number; start: number; endLine: number; end: number };
}

/** @public */
export type CreatePinPlanResult = PinPlan | { reason: string };

/** @public */
export type RenderPinPatchResult =
  | { ok: true; patch: string }
  | { ok: false; reason: string };

/**
 * UTF-16 code units of the longest line that a plan stores. A longer one makes
 * `createPinPlan` give a reason instead; `pin` has no such bound.
 *
 * @public
 */
export const MAX_PIN_PLAN_LINE_LENGTH = 4096;

/**
 * Prepares the patch that pins a reference.
 *
 * @returns the plan, or a sentence why the reference cannot be pinned by one
 * @public
 */
export function createPinPlan(
  file: SourceFile,
  reference: ImageReference,
): CreatePinPlanResult {
  const editable = editableFile(file);
  if (!editable.ok) {
    return { reason: editable.reason };
  }
  const { path, lines } = editable.value;
  const edit = pinEdit(file, lines, reference);
  if (!edit.ok) {
    return { reason: edit.reason };
  }
  const { startLine, start, endLine, end } = edit.value;
  const from = Math.max(0, startLine - CONTEXT_LINES);
  const stored = lines.slice(from, endLine + 1 + CONTEXT_LINES);
  const long = stored.findIndex(line => line.length > MAX_PIN_PLAN_LINE_LENGTH);
  if (long >= 0) {
    return {
      reason: `${file.path}:${
        from + long + 1
      }: the line is longer than ${MAX_PIN_PLAN_LINE_LENGTH} characters, so no patch is kept ready.`,
    };
  }
  return {
    path,
    firstLine: from + 1,
    lines: stored,
    edit: { startLine: startLine - from, start, endLine: endLine - from, end },
  };
}

function isSound({ lines, edit }: PinPlan): boolean {
  const { startLine, start, endLine, end } = edit;
  return (
    startLine >= 0 &&
    startLine <= endLine &&
    endLine < lines.length &&
    start >= 0 &&
    start <= lines[startLine].length &&
    end >= 0 &&
    end <= lines[endLine].length &&
    (startLine < endLine || start <= end)
  );
}

/**
 * Writes the patch of a plan: the same that `pin` writes from the whole file.
 *
 * @param digest - `sha256:` and 64, or `sha512:` and 128, lower-case
 * hexadecimal digits
 * @public
 */
export function renderPinPatch(
  plan: PinPlan,
  digest: string,
): RenderPinPatchResult {
  const reason = checkDigest(digest);
  if (reason) {
    return { ok: false, reason };
  }
  if (!isSound(plan)) {
    return {
      ok: false,
      reason: `The plan for ${plan.path} does not fit its own lines.`,
    };
  }
  const edit: TextEdit = { ...plan.edit, text: `@${digest}` };
  if (changesNothing(plan.lines, edit)) {
    return { ok: false, reason: `Nothing is left to pin in ${plan.path}.` };
  }
  const changes = changesOf(plan.lines, [edit]);
  return {
    ok: true,
    patch: formatPinPatch(plan.path, plan.lines, plan.firstLine, changes),
  };
}
