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

import { printable } from '../terminal/printable';
import { Colors } from '../terminal/Style';

/**
 * A patch as a person reads it: coloured as git does, and with escapes for
 * what a terminal would obey. It cannot be applied; what goes into a file or a
 * pipe is the patch itself.
 */
export function formatPatch(patch: string, colors: Colors): string {
  return patch
    .split('\n')
    .map(line => paintLine(line, colors))
    .join('\n');
}

function paintLine(line: string, colors: Colors): string {
  // Tabs and the carriage return of a Windows line end are harmless.
  const text = line.replace(/\r$/, '').split('\t').map(printable).join('\t');
  if (line.startsWith('---') || line.startsWith('+++')) {
    return colors.bold(text);
  }
  if (line.startsWith('@@')) {
    return colors.cyan(text);
  }
  if (line.startsWith('-')) {
    return colors.red(text);
  }
  return line.startsWith('+') ? colors.green(text) : text;
}
