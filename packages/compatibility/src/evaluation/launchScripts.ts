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

import type { ArtifactFacts } from '../types';
import { nameOf } from './paths';
import type { LaunchScript } from './types';

/** Lines looked at; a bootstrap of a real function has some dozens. */
const MAX_LINES = 5_000;
/** Characters of a line looked at. */
const MAX_LINE = 2_000;

const WORDS: readonly { pattern: RegExp; does: string }[] = [
  { pattern: /\bLD_LIBRARY_PATH\b\+?=/, does: 'sets LD_LIBRARY_PATH' },
  { pattern: /\bLD_PRELOAD=/, does: 'sets LD_PRELOAD' },
  {
    pattern: /--library-path\b|\/ld-(?:linux|musl)[^\s/]{0,64}\.so/,
    does: 'starts the program with a loader of its own',
  },
];

/**
 * The first line of a `bootstrap` that changes where libraries are found: then
 * neither the directories nor the C library of the runtime need be the ones
 * that count, and what the script makes of them is only known to the shell.
 *
 * @internal
 */
export function findLaunchScript(
  artifacts: ArtifactFacts[],
): LaunchScript | null {
  for (const artifact of artifacts) {
    for (const { path, text } of artifact.report.scripts) {
      const found = nameOf(path) === 'bootstrap' ? changingLine(text) : null;
      if (found) {
        return { artifact, path, ...found };
      }
    }
  }
  return null;
}

function changingLine(text: string): { line: number; does: string } | null {
  const lines = text.split('\n', MAX_LINES);
  for (const [index, raw] of lines.entries()) {
    const line = raw.slice(0, MAX_LINE).trim();
    const word = line.startsWith('#')
      ? undefined
      : WORDS.find(({ pattern }) => pattern.test(line));
    if (word) {
      return { line: index + 1, does: word.does };
    }
  }
  return null;
}
