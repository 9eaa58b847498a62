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

import { readCases } from './corpora';
import { expandWord } from './engine';

interface LexerCase {
  name: string;
  fn: 'ProcessWord' | 'ProcessWords' | 'ProcessWordWithMatches';
  env: Record<string, string>;
  input: string;
  expected?: string;
  expectedWords?: string[];
  varsUsed?: string[];
  varsUnmatched?: string[];
  error?: boolean;
}

const SET = 'buildkit-shell-lex.json';
const cases = readCases<LexerCase>(SET);

function expand({ input, env, fn }: LexerCase) {
  return expandWord(input, {
    escape: '\\',
    lookup: name =>
      Object.hasOwn(env, name) ? { value: env[name] } : undefined,
    splitWords: fn === 'ProcessWords',
  });
}

describe("BuildKit's shell lexer tests", () => {
  if (!cases) {
    // The public sets lie beside the checkout, not in it.
    // eslint-disable-next-line jest/no-disabled-tests, jest/expect-expect
    it.skip(`is not run without ../shared/corpora/${SET}`, () => {});
    return;
  }

  it('has 299 cases', () => {
    expect(cases).toHaveLength(299);
  });

  it.each(cases.filter(({ error }) => error))(
    'refuses $name: $input',
    testCase => {
      expect(expand(testCase)).toMatchObject({ ok: false });
    },
  );

  it.each(cases.filter(({ error }) => !error))(
    'expands $name: $input',
    testCase => {
      const result = expand(testCase);

      if (!result.ok) {
        throw new Error(result.error);
      }
      expect({
        ...(testCase.fn === 'ProcessWords'
          ? { expectedWords: result.words }
          : { expected: result.text }),
        ...(testCase.fn === 'ProcessWordWithMatches' && {
          varsUsed: [...result.matched].sort(),
          varsUnmatched: [...result.unmatched].sort(),
        }),
      }).toEqual({
        ...(testCase.fn === 'ProcessWords'
          ? { expectedWords: testCase.expectedWords }
          : { expected: testCase.expected }),
        ...(testCase.fn === 'ProcessWordWithMatches' && {
          varsUsed: testCase.varsUsed,
          varsUnmatched: testCase.varsUnmatched,
        }),
      });
    },
  );

  it('gives the parts of each expansion in order and without a gap', () => {
    const expansions = cases.flatMap(testCase => {
      const result = expand(testCase);
      return result.ok ? [{ input: testCase.input, ...result }] : [];
    });

    expect(expansions).not.toHaveLength(0);
    for (const { input, text, parts } of expansions) {
      expect(parts.map(part => part.text).join('')).toBe(text);
      expect(
        parts
          .filter(({ kind }) => kind === 'text')
          .map(({ start, end }) => input.slice(start, end)),
      ).toEqual(
        parts.filter(({ kind }) => kind === 'text').map(part => part.text),
      );
    }
  });
});
