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
import { dumpNodes } from './dump';
import { parseDockerfile } from './engine';

interface ParserCase {
  name: string;
  dockerfile: string;
  expectedDump?: string;
  expectedError?: boolean;
  expectedLines?: [number, number][];
  expectedAstRange?: [number, number];
}

const SET = 'buildkit-parser.json';
const cases = readCases<ParserCase>(SET);

describe("BuildKit's parser tests", () => {
  if (!cases) {
    // The public sets lie beside the checkout, not in it.
    // eslint-disable-next-line jest/no-disabled-tests, jest/expect-expect
    it.skip(`is not run without ../shared/corpora/${SET}`, () => {});
    return;
  }

  it('has 38 cases', () => {
    expect(cases).toHaveLength(38);
  });

  it.each(cases.filter(({ expectedDump }) => expectedDump !== undefined))(
    'reads $name into the same tree',
    ({ dockerfile, expectedDump }) => {
      const parsed = parseDockerfile(dockerfile);

      expect(parsed.error).toBeNull();
      expect(dumpNodes(parsed.nodes)).toBe(expectedDump);
    },
  );

  it.each(cases.filter(({ expectedError }) => expectedError))(
    'refuses $name',
    ({ dockerfile }) => {
      expect(parseDockerfile(dockerfile).error).not.toBeNull();
    },
  );

  it.each(cases.filter(({ expectedLines }) => expectedLines))(
    'finds the lines of the instructions of $name',
    ({ dockerfile, expectedLines, expectedAstRange }) => {
      const { nodes } = parseDockerfile(dockerfile);

      expect(nodes.map(node => [node.startLine, node.endLine])).toEqual(
        expectedLines,
      );
      expect([nodes[0].startLine, nodes[nodes.length - 1].endLine]).toEqual(
        expectedAstRange,
      );
    },
  );

  it('decides on all of them', () => {
    const decided = cases.filter(
      ({ expectedDump, expectedError, expectedLines }) =>
        expectedDump !== undefined || expectedError || expectedLines,
    );
    expect(decided).toHaveLength(cases.length);
  });
});
