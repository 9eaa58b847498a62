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

import { locateAnnotations } from './locateAnnotations';

const FILE = `# The first document is another entity.
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: refunds
  annotations:
    lambda-compat/architecture: x
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: Orders
  annotations:
    # a comment
    "lambda-compat/architecture": arm
    lambda-compat/runtime: &r python312
---
kind: Component
metadata: { name: orders, namespace: prod, annotations: {
  lambda-compat/runtime: a } }
`;

const KEYS = ['lambda-compat/architecture', 'lambda-compat/runtime', 'absent'];

describe('locateAnnotations', () => {
  it.each([
    [
      { kind: 'component', namespace: 'default', name: 'orders' },
      [
        ['lambda-compat/architecture', 15],
        ['lambda-compat/runtime', 16],
      ],
    ],
    [
      { kind: 'Component', namespace: 'prod', name: 'orders' },
      [['lambda-compat/runtime', 20]],
    ],
    [{ kind: 'Component', namespace: 'default', name: 'absent' }, []],
  ])('finds the lines of %j in its own document', (entity, lines) => {
    expect([...locateAnnotations(FILE, entity, KEYS)]).toEqual(lines);
  });

  it.each([
    ['nothing', ''],
    ['no YAML', '\u0001%@!{['],
    ['deep nesting', '['.repeat(20_000)],
    [
      'a billion laughs',
      `a: &a [x,x]\nb: &b [${'*a,'.repeat(
        20,
      )}]\nkind: &k Component\nmetadata: *b\n`,
    ],
  ])('finds nothing and does not throw for %s', (_, text) => {
    expect(
      locateAnnotations(
        text,
        { kind: 'Component', namespace: 'default', name: 'orders' },
        KEYS,
      ).size,
    ).toBe(0);
  });
});
