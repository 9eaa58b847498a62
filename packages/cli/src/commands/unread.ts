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

import { FileError } from '@lambda-compat/image-references';
import { UnreadFile } from '../files/BuildFile';
import { cutMiddle, printable } from '../terminal/printable';
import { CommandContext } from './CommandContext';

// A message can quote a file, which can make it as long as it likes.
const maxMessageWidth = 400;

/**
 * The record of a file that was not read. Line 1 stands for the whole file:
 * readers of such records, SARIF among them, know no line 0.
 */
export function fileErrorOf({ path, line, message }: UnreadFile): FileError {
  return { file: path, line: line ?? 1, message };
}

/** Says on standard error that a file was not read, and why. */
export function sayUnread(unread: UnreadFile, context: CommandContext): void {
  const { colors } = context.stderrStyle;
  const word = unread.skipped
    ? colors.yellow('skipped:')
    : colors.red('error:');
  const line = unread.line === null ? '' : `:${unread.line}`;
  context.io.stderr.write(
    `${word} ${colors.bold(printable(unread.path))}${line}: ${cutMiddle(
      unread.message,
      maxMessageWidth,
    )}\n`,
  );
}

/** Says that a search came back with nothing, which may be a mistake. */
export function noteNothingFound(
  folder: string,
  { io, stderrStyle }: CommandContext,
): void {
  io.stderr.write(
    `${stderrStyle.colors.yellow('note:')} ${stderrStyle.colors.bold(
      printable(folder),
    )}: no Dockerfile or Containerfile in this folder\n`,
  );
}
