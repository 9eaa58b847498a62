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

import { cutMiddle } from '../terminal/printable';
import type { CommandContext } from './CommandContext';

// A message can quote a file, which can make it as long as it likes.
const maxMessageWidth = 1000;

/** Says something on standard error that does not stop the command. */
export function sayNote(text: string, { io, stderrStyle }: CommandContext) {
  io.stderr.write(
    `${stderrStyle.colors.yellow('note:')} ${cutMiddle(
      text,
      maxMessageWidth,
    )}\n`,
  );
}

/** Says on standard error what makes a good exit code less good. */
export function sayWarning(text: string, { io, stderrStyle }: CommandContext) {
  io.stderr.write(
    `${stderrStyle.colors.yellow('warning:')} ${cutMiddle(
      text,
      maxMessageWidth,
    )}\n`,
  );
}

/** Says on standard error what could not be done. */
export function sayError(text: string, { io, stderrStyle }: CommandContext) {
  io.stderr.write(
    `${stderrStyle.colors.red('error:')} ${cutMiddle(text, maxMessageWidth)}\n`,
  );
}
