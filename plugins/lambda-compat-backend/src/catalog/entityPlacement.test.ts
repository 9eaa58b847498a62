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
import { getPlacementKey, toEntityPlacement } from './entityPlacement';

function entity(parts: {
  title?: unknown;
  lifecycle?: unknown;
  relations?: Array<[type: string, targetRef: unknown]>;
}): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'orders', title: parts.title as string },
    spec: { lifecycle: parts.lifecycle as string },
    relations: parts.relations?.map(([type, targetRef]) => ({
      type,
      targetRef: targetRef as string,
    })),
  };
}

const NOTHING = { title: null, owners: [], system: null, lifecycle: null };

describe('toEntityPlacement', () => {
  it('takes owners and system from the relations, sorted', () => {
    expect(
      toEntityPlacement(
        entity({
          title: ' Orders\nservice ',
          lifecycle: 'production',
          relations: [
            ['ownedBy', 'user:default/ada'],
            ['ownedBy', 'group:default/b'],
            ['ownedBy', 'Group:default/B'],
            ['ownedBy', 'group:default/a'],
            ['dependsOn', 'system:default/no'],
            ['partOf', 'component:default/no'],
            ['partOf', 'system:default/z'],
            ['partOf', 'system:default/y'],
          ],
        }),
      ),
    ).toEqual({
      title: 'Orders service',
      owners: ['group:default/a', 'group:default/b', 'user:default/ada'],
      system: 'system:default/y',
      lifecycle: 'production',
    });
  });

  it.each([
    ['nothing', {}],
    ['other types', { title: 7, lifecycle: { a: 1 } }],
    ['blanks', { title: ' ', lifecycle: '\u0000' }],
    [
      'what cannot be the ref of an entity',
      {
        relations: [
          ['ownedBy', 'group:default/a,b'],
          ['ownedBy', 'group:default/a b'],
          ['ownedBy', `group:default/${'x'.repeat(300)}`],
          ['ownedBy', 'no-kind'],
          ['ownedBy', undefined],
          ['partOf', 'system:'],
        ] as Array<[string, unknown]>,
      },
    ],
  ])('gives nothing for %s', (_, parts) => {
    expect(toEntityPlacement(entity(parts))).toEqual(NOTHING);
  });

  it('is bounded, so that every placement fits into a key of the database', () => {
    const placement = toEntityPlacement(
      entity({
        title: 'ŧ'.repeat(1_000),
        lifecycle: 'ŧ'.repeat(1_000),
        relations: Array.from({ length: 500 }, (_, index) => [
          'ownedBy',
          `group:default/${String(index).padStart(3, '0')}${'ŧ'.repeat(60)}`,
        ]),
      }),
    );
    expect(placement.title).toHaveLength(200);
    expect(placement.lifecycle).toHaveLength(60);
    // 17 + 2 × 60 bytes each and a comma: seven fit into 1,000.
    expect(placement.owners).toHaveLength(7);

    const many = toEntityPlacement(
      entity({
        relations: Array.from({ length: 50 }, (_, index) => [
          'ownedBy',
          `group:default/${index}`,
        ]),
      }),
    );
    expect(many.owners).toHaveLength(20);
  });

  it.each([
    { title: 'T' },
    { owners: ['group:default/a'] },
    { system: 'system:default/a' },
    { lifecycle: 'production' },
  ])('has another key with %j', change => {
    expect(getPlacementKey({ ...NOTHING, ...change })).not.toBe(
      getPlacementKey(NOTHING),
    );
  });
});
