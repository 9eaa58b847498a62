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

import type { Entity } from '@backstage/catalog-model';
import { permissionRules } from '@backstage/plugin-catalog-backend/alpha';
import {
  AuthorizeResult,
  type PermissionCondition,
  type PermissionCriteria,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import fc from 'fast-check';
import { CATALOG_RULES } from './catalogRules';
import { CONDITION_BASE_FIELDS, listConditionFields } from './conditionFields';
import { evaluateDecision } from './evaluateDecision';

type Criteria = PermissionCriteria<PermissionCondition>;

const ENTITY: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'orders', labels: { Tier: 'Gold' } },
};

function rule(name: string, params?: PermissionCondition['params']): Criteria {
  return { rule: name, resourceType: 'catalog-entity', params };
}

function when(conditions: Criteria, more: object = {}): PolicyDecision {
  return {
    result: AuthorizeResult.CONDITIONAL,
    pluginId: 'catalog',
    resourceType: 'catalog-entity',
    conditions,
    ...more,
  };
}

describe('evaluateDecision', () => {
  it('knows every rule that the catalog brings, and no other', () => {
    expect([...CATALOG_RULES.keys()].sort()).toEqual(
      Object.values(permissionRules)
        .map(({ name }) => name)
        .sort(),
    );
  });

  it('gives what the rules of the catalog give, for any entity', () => {
    const word = fc.constantFrom('a', 'A', 'b', 'name', 'UID', 'x'.repeat(201));
    const key = fc.constantFrom('a', 'b.c', 'B', 'name', 'tags', 'etag');
    const entry = fc.dictionary(key, word, {
      maxKeys: 3,
      noNullPrototype: true,
    });
    const nested = fc.letrec<{ value: unknown }>(tie => ({
      value: fc.oneof(
        { maxDepth: 3 },
        word,
        fc.constantFrom(1, true, false, null, 0),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(key, tie('value'), { maxKeys: 3, noNullPrototype: true }),
      ),
    })).value;
    const parts = fc.dictionary(key, nested, {
      maxKeys: 4,
      noNullPrototype: true,
    });
    const anyEntity = fc
      .record(
        {
          kind: fc.constantFrom('Component', 'API'),
          metadata: fc
            .tuple(
              parts,
              fc.record(
                {
                  labels: entry,
                  annotations: entry,
                  namespace: word,
                  uid: word,
                },
                { requiredKeys: [] },
              ),
            )
            .map(([more, known]) => ({ ...more, ...known, name: 'A' })),
          spec: parts,
          relations: fc.array(
            fc.record({
              type: fc.constantFrom('ownedBy', 'partOf'),
              targetRef: fc.constantFrom('group:default/a', 'Group:default/b'),
            }),
            { maxLength: 2 },
          ),
        },
        { requiredKeys: ['kind', 'metadata'] },
      )
      .map(entity => ({ apiVersion: 'v1', ...entity } as unknown as Entity));
    const path = fc
      .array(
        fc.constantFrom(
          'a',
          'b',
          'c',
          'B',
          'name',
          'namespace',
          'uid',
          'tags',
          'labels',
          'etag',
        ),
        {
          minLength: 1,
          maxLength: 4,
        },
      )
      .map(names => names.join('.'));
    const value = fc.option(
      fc.oneof(word, fc.constantFrom('true', '1', 'null', 'default', '')),
      { nil: undefined },
    );
    const anyRule = fc.oneof(
      fc.tuple(
        fc.constant('hasAnnotation' as const),
        fc.record({ annotation: key, value }),
      ),
      fc.tuple(
        fc.constant('hasLabel' as const),
        fc.record({ label: key, value }),
      ),
      fc.tuple(
        fc.constantFrom('hasMetadata' as const, 'hasSpec' as const),
        fc.record({ key: path, value }),
      ),
      fc.tuple(
        fc.constant('isEntityKind' as const),
        fc.record({ kinds: fc.subarray(['component', 'API', 'x']) }),
      ),
      fc.tuple(
        fc.constant('isEntityOwner' as const),
        fc.record({
          claims: fc.subarray(['group:default/a', 'group:default/b']),
        }),
      ),
    );

    let allowed = 0;
    fc.assert(
      fc.property(anyEntity, anyRule, (entity, [name, params]) => {
        let expected: boolean;
        try {
          expected = permissionRules[name].apply(entity, params as never);
        } catch (error) {
          // Such an entity cannot be in the catalog.
          fc.pre(!/duplicate keys/.test(String(error)));
          throw error;
        }
        allowed += Number(expected);
        const criteria = rule(permissionRules[name].name, params as never);
        expect(evaluateDecision(when(criteria), entity)).toBe(expected);
      }),
      { seed: 3, numRuns: 3_000 },
    );
    // Otherwise the entities and the rules would not speak of the same things.
    expect(allowed).toBeGreaterThan(300);
  });

  const yes = rule('HAS_LABEL', { label: 'tier', value: 'gold' });
  const no = rule('IS_ENTITY_KIND', { kinds: ['api'] });
  const other = rule('HAS_BUDGET', { over: 3 });
  it.each<[boolean | 'unknown', string, Criteria]>([
    [true, 'a rule that holds', yes],
    [false, 'a rule that does not', no],
    ['unknown', 'a rule of somebody else', other],
    ['unknown', 'its contrary', { not: other }],
    [true, 'not no', { not: no }],
    [true, 'any with a yes', { anyOf: [other, no, yes] }],
    ['unknown', 'any without', { anyOf: [no, other, no] }],
    [false, 'all with a no', { allOf: [other, yes, no] }],
    ['unknown', 'all without', { allOf: [yes, other] }],
    [
      false,
      'nested',
      { not: { anyOf: [{ allOf: [yes, { not: no }] }, other] } },
    ],
    [
      'unknown',
      'parameters that do not fit',
      rule('HAS_LABEL', { label: 5 as never }),
    ],
    ['unknown', 'absent parameters', rule('IS_ENTITY_OWNER')],
    [
      'unknown',
      'another resource',
      { ...yes, resourceType: 'build' } as Criteria,
    ],
    ['unknown', 'the name of something else', rule('constructor')],
  ])('is %s for %s', (expected, _, criteria) => {
    expect(evaluateDecision(when(criteria), ENTITY)).toBe(expected);
  });

  it('leaves conditions of another plugin to that plugin', () => {
    expect(evaluateDecision(when(yes, { pluginId: 'x' }), ENTITY)).toBe(
      'unknown',
    );
    expect(evaluateDecision(when(yes, { resourceType: 'x' }), ENTITY)).toBe(
      'unknown',
    );
    expect(evaluateDecision({ result: AuthorizeResult.ALLOW }, ENTITY)).toBe(
      true,
    );
    expect(evaluateDecision({ result: AuthorizeResult.DENY }, ENTITY)).toBe(
      false,
    );
  });

  it('asks for the fields that the rules look at, and those of the ref', () => {
    expect(CONDITION_BASE_FIELDS).toEqual([
      'kind',
      'metadata.name',
      'metadata.namespace',
    ]);
    expect(
      listConditionFields({
        anyOf: [
          { not: rule('IS_ENTITY_OWNER', { claims: [] }) },
          { allOf: [yes, other] },
          rule('HAS_SPEC', { key: 'type' }),
        ],
      }),
    ).toEqual(['relations', 'metadata.labels', 'spec']);
  });
});
