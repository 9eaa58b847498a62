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

import { readCoverageView, writeCoverageView } from './coverageUrl';
import { readProblemsView, writeProblemsView } from './problemsUrl';

describe('readProblemsView', () => {
  it('reads everything that it writes', () => {
    const address =
      'owner=group%3Adefault%2Fpayments&owner=%28none%29&system=system%3Adefault%2Fbilling&membership=direct&problem=LC301&problem=LC402&severity=error&q=docker&sort=code.desc&rows=50&cursor=abc&from=100';
    const view = readProblemsView(new URLSearchParams(address));
    expect(view).toEqual({
      scope: {
        owner: ['group:default/payments', '(none)'],
        system: ['system:default/billing'],
        membership: 'direct',
      },
      rows: {
        problem: ['LC301', 'LC402'],
        severity: ['error'],
        search: 'docker',
      },
      orderField: { field: 'code', order: 'desc' },
      pageSize: '50',
      cursor: 'abc',
      from: 100,
    });
    expect(writeProblemsView(view).toString()).toBe(address);
  });

  it.each([
    ['an unknown code', 'problem=LC999'],
    ['an unknown severity', 'severity=fatal'],
    ['an unknown field to sort by', 'sort=owner.asc'],
    ['an unknown order', 'sort=code.up'],
    ['an unknown page size', 'rows=1000000000'],
    ['a place without a cursor', 'from=20'],
    ['a parameter of nobody', 'x=1'],
  ])('takes %s for absent', (_, address) => {
    expect(readProblemsView(new URLSearchParams(address))).toEqual(
      readProblemsView(new URLSearchParams()),
    );
  });

  it.each(['-20', '0', '1e3', '2.5', '020', 'x', '9999999999'])(
    'takes the place %j for not known',
    from => {
      const params = new URLSearchParams({ cursor: 'abc', from });
      expect(readProblemsView(params).from).toBeUndefined();
      expect(readCoverageView(params).from).toBeUndefined();
    },
  );

  it('leaves the page of the list in the address of the coverage, too', () => {
    const address = 'problem=LC304&rows=10&cursor=abc&from=10';
    const view = readCoverageView(new URLSearchParams(address));
    expect(view).toMatchObject({
      rows: { problem: ['LC304'] },
      pageSize: '10',
      cursor: 'abc',
      from: 10,
    });
    expect(writeCoverageView(view).toString()).toBe(address);
  });
});
