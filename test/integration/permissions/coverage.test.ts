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

import {
  mockCredentials,
  type TestBackend,
} from '@backstage/backend-test-utils';
import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { permissionRules } from '@backstage/plugin-catalog-backend/alpha';
import {
  AuthorizeResult,
  type PermissionCondition,
  type PermissionCriteria,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  type ComponentCoverage,
  type CoverageGrouping,
  LambdaCompatClient,
  type ListRequest,
  type Page,
  type ProblemListItem,
  type ReferenceListItem,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import fc from 'fast-check';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSamples } from './sampleLambdas';
import { HAS_TAG, startPermissionBackend } from './startPermissionBackend';

type Criteria = PermissionCriteria<PermissionCondition>;

const USER = mockCredentials.user.header('user:default/reader');
const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };
const DENY: PolicyDecision = { result: AuthorizeResult.DENY };
const RULES = [...Object.values(permissionRules), HAS_TAG];

function when(conditions: Criteria): PolicyDecision {
  return {
    result: AuthorizeResult.CONDITIONAL,
    pluginId: 'catalog',
    resourceType: 'catalog-entity',
    conditions,
  };
}

function rule(name: string, params: PermissionCondition['params']): Criteria {
  return { rule: name, resourceType: 'catalog-entity', params };
}

/** Rules that hold for some of the samples, for all, and for none. */
const anyRule: fc.Arbitrary<Criteria> = fc.oneof(
  fc
    .record(
      {
        annotation: fc.constantFrom(
          'example.com/cost',
          'lambda-compat/runtime',
          'absent',
        ),
        value: fc.constantFrom('unit-0', 'Unit-4', 'nodejs22.x', 'x'),
      },
      { requiredKeys: ['annotation'] },
    )
    .map(params => rule('HAS_ANNOTATION', params)),
  fc
    .record(
      {
        label: fc.constantFrom('tier', 'team/size', 'absent'),
        value: fc.constantFrom('gold', 'SILVER', '5'),
      },
      { requiredKeys: ['label'] },
    )
    .map(params => rule('HAS_LABEL', params)),
  fc
    .constantFrom(
      { key: 'title' },
      { key: 'name', value: 'FN-3' },
      { key: 'namespace', value: 'prod' },
      { key: 'tags', value: 'java' },
      { key: 'tags.core' },
      { key: 'Labels.Tier', value: 'gold' },
      { key: 'annotations.example.com/cost' },
      { key: 'absent' },
    )
    .map(params => rule('HAS_METADATA', params)),
  fc
    .constantFrom(
      { key: 'system' },
      { key: 'lifecycle', value: 'EXPERIMENTAL' },
      { key: 'cost', value: '7' },
      { key: 'type', value: 'website' },
      { key: 'owner', value: 'group:default/team-a' },
    )
    .map(params => rule('HAS_SPEC', params)),
  fc
    .constantFrom<string[]>(
      ['component'],
      ['RESOURCE'],
      ['Component', 'resource'],
      ['api'],
    )
    .map(kinds => rule('IS_ENTITY_KIND', { kinds })),
  fc
    .subarray(
      ['group:default/team-a', 'group:default/team-c', 'user:default/reader'],
      { minLength: 1 },
    )
    .map(claims => rule('IS_ENTITY_OWNER', { claims })),
  fc.constantFrom('go', 'java').map(tag => rule('HAS_TAG', { tag })),
);

const anyCriteria: fc.Arbitrary<Criteria> = fc.letrec<{ node: Criteria }>(
  tie => {
    const parts = fc
      .array(tie('node'), { minLength: 1, maxLength: 3 })
      .map(([first, ...rest]): [Criteria, ...Criteria[]] => [first, ...rest]);
    return {
      node: fc.oneof(
        { maxDepth: 3, withCrossShrink: true },
        anyRule,
        parts.map(anyOf => ({ anyOf })),
        parts.map(allOf => ({ allOf })),
        tie('node').map(not => ({ not })),
      ),
    };
  },
).node;

const anyDecision = fc.oneof(
  { weight: 1, arbitrary: fc.constant(DENY) },
  { weight: 2, arbitrary: fc.constant(ALLOW) },
  { weight: 7, arbitrary: anyCriteria.map(when) },
);

/** The policy in the catalog's own words, without anything of ours. */
function allows(decision: PolicyDecision, entity: Entity): boolean {
  const holds = (criteria: Criteria): boolean => {
    if ('anyOf' in criteria) {
      return criteria.anyOf.some(holds);
    }
    if ('allOf' in criteria) {
      return criteria.allOf.every(holds);
    }
    if ('not' in criteria) {
      return !holds(criteria.not);
    }
    const { apply } = RULES.find(({ name }) => name === criteria.rule)!;
    return apply(entity, criteria.params as never);
  };
  return decision.result === AuthorizeResult.CONDITIONAL
    ? holds(decision.conditions)
    : decision.result === AuthorizeResult.ALLOW;
}

describe('coverage under a permission policy', () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'lambda-compat-')));
  const policy: Record<string, PolicyDecision> = {};
  const setPolicy = (entity: PolicyDecision, report: PolicyDecision) => {
    policy['catalog.entity.read'] = entity;
    policy['lambda-compat.report.read'] = report;
  };

  let backend: TestBackend;
  let client: LambdaCompatClient;
  /** Everything, as it is for those who may read all. */
  let components: ComponentCoverage[];
  let references: ReferenceListItem[];
  let problems: ProblemListItem[];
  let lambdas: Entity[];

  const getUrl = (pluginId: string) =>
    `http://127.0.0.1:${backend.server.port()}/api/${pluginId}`;

  /** What the catalog shows to the user, in the catalog's own answer. */
  async function queryCatalog(): Promise<Entity[]> {
    const response = await fetch(
      `${getUrl('catalog')}/entities/by-query?limit=500`,
      { headers: { Authorization: USER } },
    );
    expect(response.status).toBe(200);
    const { items } = await response.json();
    return items;
  }

  /** All pages to the end, and back again. */
  async function readAll<T>(
    list: (request: ListRequest<object, never>) => Promise<Page<T>>,
    limit: number,
  ): Promise<T[]> {
    const pages = [await list({ limit })];
    const { totalItems } = pages[0];
    while (pages[pages.length - 1].pageInfo.nextCursor) {
      const cursor = pages[pages.length - 1].pageInfo.nextCursor;
      pages.push(await list({ cursor, limit }));
    }
    for (let index = pages.length - 2; index >= 0; index--) {
      const cursor = pages[index + 1].pageInfo.prevCursor;
      const again = await list({ cursor, limit });
      expect(again.items).toEqual(pages[index].items);
      pages[index] = again;
    }
    for (const page of pages) {
      expect(page.totalItems).toBe(totalItems);
      expect(page.items.length).toBeLessThanOrEqual(limit);
    }
    expect(pages.flatMap(({ items }) => items)).toHaveLength(totalItems);
    return pages.flatMap(({ items }) => items);
  }

  beforeAll(async () => {
    setPolicy(ALLOW, ALLOW);
    const samples = createSamples(folder);
    backend = await startPermissionBackend({
      folder,
      entities: samples,
      decide: name => policy[name] ?? ALLOW,
    });
    client = new LambdaCompatClient({
      discoveryApi: { getBaseUrl: async id => getUrl(id) },
      fetchApi: {
        fetch: (input, init) =>
          fetch(input, { ...init, headers: { Authorization: USER } }),
      },
    });
    const end = Date.now() + 60_000;
    for (;;) {
      const { total, byState } = (await client.getCoverageSummary()).components;
      if (total === 32 && byState['never-collected'] === 0) {
        break;
      }
      if (Date.now() > end) {
        throw new Error(`Still not collected: ${JSON.stringify(byState)}`);
      }
      await new Promise(done => setTimeout(done, 250));
    }
    components = await readAll(request => client.listComponents(request), 500);
    references = await readAll(request => client.listReferences(request), 500);
    problems = await readAll(request => client.listProblems(request), 500);
    const refs = new Set(samples.slice(0, 32).map(stringifyEntityRef));
    lambdas = (await queryCatalog()).filter(entity =>
      refs.has(stringifyEntityRef(entity)),
    );
  }, 90_000);

  afterAll(async () => {
    await backend?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('begins with what the samples are', () => {
    // Of 32: indices 0, 5, … 30 are pinned, and so on through five Dockerfiles.
    const states = components.map(({ state }) => state);
    const count = (state: string) => states.filter(s => s === state).length;
    expect(count('pinned')).toBe(7);
    expect(count('unpinned')).toBe(7 + 6);
    expect(count('no-images')).toBe(6);
    expect(count('no-build-file')).toBe(6);
    expect(references).toHaveLength(7 + 7 + 6 * 2);
    // The runtime of 2, 8, 14, 20, 26 is misspelt.
    expect(problems.map(({ code }) => code)).toEqual(Array(5).fill('LC102'));
    expect(lambdas).toHaveLength(32);
  });

  it('is in every number, page, group and export what the policy allows, and nothing else', async () => {
    expect.hasAssertions();
    const check = async (entity: PolicyDecision, report: PolicyDecision) => {
      setPolicy(entity, report);
      if (report.result === AuthorizeResult.DENY) {
        await expectRefused();
        return;
      }
      const shown = new Set((await queryCatalog()).map(stringifyEntityRef));
      const visible = new Set(
        lambdas
          .filter(lambda => allows(report, lambda))
          .map(stringifyEntityRef)
          .filter(ref => shown.has(ref)),
      );
      await Promise.all([
        expectNumbers(visible),
        expectLists(visible),
        expectGroups(visible),
        expectExports(visible),
      ]);
    };
    await fc.assert(fc.asyncProperty(anyDecision, anyDecision, check), {
      seed: 20261123,
      numRuns: 25,
      endOnFailure: true,
      examples: [
        [DENY, ALLOW],
        [ALLOW, DENY],
        [ALLOW, ALLOW],
        [ALLOW, when(rule('HAS_TAG', { tag: 'go' }))],
        [
          when(rule('IS_ENTITY_OWNER', { claims: ['group:default/team-a'] })),
          when({ not: rule('HAS_LABEL', { label: 'tier' }) }),
        ],
      ],
    });
  }, 180_000);

  async function expectRefused() {
    const requests = [
      () => client.getCoverageSummary(),
      () => client.listCoverageGroups('owner'),
      () => client.getCoverageTrend(7),
      () => client.listComponents(),
      () => client.listReferences(),
      () => client.listProblems(),
      () => client.exportList({ list: 'components', format: 'csv' }),
    ];
    for (const request of requests) {
      await expect(request()).rejects.toMatchObject({
        statusCode: 403,
        cause: {
          name: 'NotAllowedError',
          message: "You need the permission 'lambda-compat.report.read'",
        },
      });
    }
  }

  const among = <T extends { entityRef: string }>(
    items: T[],
    visible: Set<string>,
  ) => items.filter(({ entityRef }) => visible.has(entityRef));

  async function expectNumbers(visible: Set<string>) {
    const summary = await client.getCoverageSummary();
    const mine = among(components, visible);
    const count = (state: string) =>
      mine.filter(item => item.state === state).length;
    const pulled = among(references, visible);
    expect(summary.components.total).toBe(visible.size);
    for (const [state, number] of Object.entries(summary.components.byState)) {
      expect([state, number]).toEqual([state, count(state)]);
    }
    expect(summary.components.withProblems).toBe(
      new Set(among(problems, visible).map(({ entityRef }) => entityRef)).size,
    );
    expect(summary.references.total).toBe(pulled.length);
    expect(summary.pinnedReferences).toMatchObject({
      count: pulled.filter(({ pinClass }) => pinClass === 'digest').length,
      total: pulled.length,
    });
    expect(summary.pinnedComponents).toMatchObject({
      count: count('pinned'),
      total: visible.size - count('no-images'),
    });
  }

  const sort = (items: object[]) =>
    items.map(item => JSON.stringify(item)).sort();

  async function expectLists(visible: Set<string>) {
    expect(
      sort(await readAll(request => client.listComponents(request), 12)),
    ).toEqual(sort(among(components, visible)));
    expect(
      sort(await readAll(request => client.listReferences(request), 12)),
    ).toEqual(sort(among(references, visible)));
    expect(
      sort(await readAll(request => client.listProblems(request), 2)),
    ).toEqual(sort(among(problems, visible)));
  }

  const listGroups =
    (groupBy: CoverageGrouping) => (request: ListRequest<object, never>) =>
      client.listCoverageGroups(groupBy, request);

  async function expectGroups(visible: Set<string>) {
    const mine = among(components, visible);
    const readKeys: Array<
      [CoverageGrouping, (item: ComponentCoverage) => Array<string | null>]
    > = [
      ['owner', item => item.owners],
      ['system', item => [item.system]],
      ['lifecycle', item => [item.lifecycle]],
      ['runtime', item => item.runtimes],
    ];
    for (const [groupBy, read] of readKeys) {
      const expected = new Map<string | null, [number, number]>();
      for (const item of mine) {
        const keys = read(item);
        for (const key of keys.length ? keys : [null]) {
          const [number, pulled] = expected.get(key) ?? [0, 0];
          expected.set(key, [number + 1, pulled + item.references.total]);
        }
      }
      const groups = await readAll(listGroups(groupBy), 3);
      const actual = groups.map(({ key, direct, total }) => {
        expect(direct).toEqual(total);
        return [key, [total.components.total, total.references.total]];
      });
      expect([groupBy, sort(actual)]).toEqual([groupBy, sort([...expected])]);
    }

    const images = new Map<string | null, ReferenceListItem[]>();
    for (const item of among(references, visible)) {
      images.set(item.image, [...(images.get(item.image) ?? []), item]);
    }
    const groups = await client.listCoverageGroups('image', { limit: 500 });
    expect(
      sort(groups.items.map(({ key, total }) => [key, total.references.total])),
    ).toEqual(sort([...images].map(([key, items]) => [key, items.length])));
  }

  async function expectExports(visible: Set<string>) {
    const json = await client.exportList({
      list: 'components',
      format: 'json',
    });
    expect(sort(JSON.parse(await json.text()))).toEqual(
      sort(among(components, visible)),
    );
    const csv = await client.exportList({ list: 'references', format: 'csv' });
    const lines = (await csv.text()).trimEnd().split('\r\n').slice(1);
    expect(lines.map(line => line.split(',')[0]).sort()).toEqual(
      among(references, visible)
        .map(({ entityRef }) => entityRef)
        .sort(),
    );
    const listed = await client.exportList({
      list: 'problems',
      format: 'json',
    });
    expect(sort(JSON.parse(await listed.text()))).toEqual(
      sort(among(problems, visible)),
    );
  }
});
