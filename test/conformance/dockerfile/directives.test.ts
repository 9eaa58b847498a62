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
import { detectSyntax, findImageReferences } from './engine';

interface DirectiveCase {
  name: string;
  dockerfile: string;
  expectedSyntax?: string | null;
  line?: number;
  expectedError?: string;
}

const SET = 'buildkit-directives-errors.json';
const cases = readCases<DirectiveCase>(SET);

function read(content: string) {
  return findImageReferences([{ path: 'Dockerfile', content }]);
}

describe("BuildKit's directive and instruction tests", () => {
  if (!cases) {
    // The public sets lie beside the checkout, not in it.
    // eslint-disable-next-line jest/no-disabled-tests, jest/expect-expect
    it.skip(`is not run without ../shared/corpora/${SET}`, () => {});
    return;
  }

  it('has 16 cases', () => {
    expect(cases).toHaveLength(16);
  });

  it.each(cases.filter(({ expectedSyntax }) => expectedSyntax))(
    'finds $expectedSyntax in $name',
    ({ dockerfile, expectedSyntax, line }) => {
      const [reference] = read(dockerfile).references;

      expect(detectSyntax(dockerfile)?.image).toBe(expectedSyntax);
      expect(reference).toMatchObject({
        origin: 'dockerfile-syntax',
        raw: expectedSyntax,
        resolved: expectedSyntax,
      });
      // BuildKit gives line 0 for the JSON form.
      expect(reference.startLine).toBe(line || 1);
    },
  );

  it.each(cases.filter(({ expectedSyntax }) => expectedSyntax === null))(
    'finds no syntax in $name',
    ({ dockerfile }) => {
      expect(detectSyntax(dockerfile)).toBeUndefined();
    },
  );

  it.each(cases.filter(({ expectedError }) => expectedError))(
    'refuses $dockerfile because $expectedError',
    ({ dockerfile, expectedError }) => {
      const { references, errors } = read(dockerfile);

      expect(references).toEqual([]);
      expect(errors).toHaveLength(1);
      expect(errors[0].message).toContain(expectedError);
    },
  );
});
