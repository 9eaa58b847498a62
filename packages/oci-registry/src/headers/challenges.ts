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

import { HeaderScanner } from './HeaderScanner';

/**
 * One way to authenticate that a server offers (RFC 9110, section 11.6.1).
 *
 * @public
 */
export interface Challenge {
  /** Lower-case. */
  scheme: string;
  /** Names lower-case, values as they were written. */
  parameters: Record<string, string>;
}

/** Real headers hold some 300 characters and at most 3 challenges. */
const MAX_LENGTH = 8192;
const MAX_CHALLENGES = 10;

const TOKEN = /[!#$%&'*+\-.^_`|~0-9A-Za-z]+/y;
const TOKEN68 = /[A-Za-z0-9\-._~+/]+=*(?=\s*(?:,|$))/y;

/**
 * Reads `WWW-Authenticate`: any number of challenges in one header or several,
 * commas in quoted strings, schemes in any case, values as they are. What is
 * no challenge is left out; a value longer than 8 KiB is none.
 *
 * @public
 */
export function parseChallenges(
  header: string | readonly string[] | null | undefined,
): Challenge[] {
  const text = typeof header === 'string' ? header : (header ?? []).join(', ');
  if (text.length > MAX_LENGTH) {
    return [];
  }
  const scanner = new HeaderScanner(text);
  const challenges: Challenge[] = [];
  while (!scanner.atEnd() && challenges.length < MAX_CHALLENGES) {
    const challenge = readChallenge(scanner);
    if (challenge === null) {
      scanner.skipToComma();
    } else {
      challenges.push(challenge);
    }
  }
  return challenges;
}

function readChallenge(scanner: HeaderScanner): Challenge | null {
  scanner.skipSeparators();
  const scheme = scanner.take(TOKEN);
  if (scheme === null) {
    return null;
  }
  const parameters: Record<string, string> = Object.create(null);
  if (scanner.skipSpaces() && scanner.take(TOKEN68) === null) {
    readParameters(scanner, parameters);
  }
  return { scheme: scheme.toLowerCase(), parameters: { ...parameters } };
}

/** Ends before the first word that is followed by no `=`: the next scheme. */
function readParameters(
  scanner: HeaderScanner,
  parameters: Record<string, string>,
): void {
  for (;;) {
    const start = scanner.position;
    scanner.skipSeparators();
    const name = scanner.take(TOKEN);
    scanner.skipSpaces();
    if (name === null || !scanner.takeText('=')) {
      scanner.position = start;
      return;
    }
    scanner.skipSpaces();
    const value = scanner.takeQuoted() ?? scanner.takeUnquoted();
    // The first of two counts, as for every reader of the same header.
    parameters[name.toLowerCase()] ??= value;
  }
}
