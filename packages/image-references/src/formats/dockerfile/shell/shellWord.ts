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

import { ExpansionTooLongError } from './ExpansionBuilder';
import { PatternError } from './shellPattern';
import { ShellWordError } from './ShellWordError';
import { ShellWordReader } from './ShellWordReader';
import type { ShellResult, ShellVariable, ShellWordOptions } from './types';

/** Expands a word as BuildKit's shell lexer does. */
export function expandWord<V extends ShellVariable>(
  word: string,
  options: ShellWordOptions<V>,
): ShellResult<V> {
  try {
    return { ok: true, ...new ShellWordReader(word, options).read() };
  } catch (error) {
    if (error instanceof ShellWordError) {
      return { ok: false, error: error.message, required: error.required };
    }
    if (
      error instanceof PatternError ||
      error instanceof ExpansionTooLongError
    ) {
      return { ok: false, error: error.message, required: null };
    }
    throw error;
  }
}
