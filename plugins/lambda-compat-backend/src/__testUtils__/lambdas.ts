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

import type {
  CountedPinClass,
  Problem,
  ReportedFile,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { EntityPlacement } from '../catalog/entityPlacement';
import type { LambdaEntity } from '../catalog/LambdaEntitySource';
import { toLambdaSubject } from '../catalog/lambdaSubject';
import type { DatabaseWorkStore } from '../collection/DatabaseWorkStore';
import type { EntityFacts, StoredReference } from '../references/entityFacts';

/** A Lambda of the catalog, `component:default/<name>`. */
export function createLambda(
  name: string,
  placement: Partial<EntityPlacement> = {},
  annotations: Record<string, string> = {},
): LambdaEntity {
  return {
    subject: toLambdaSubject({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name,
        annotations: {
          'backstage.io/source-location': 'url:https://git.test/x/',
          ...annotations,
        },
      },
    }),
    placement: {
      title: null,
      owners: [],
      system: null,
      lifecycle: null,
      ...placement,
    },
  };
}

/** A reference to `docker.io/<image>` as a build file could have it. */
export function createReference(
  pinClass: CountedPinClass | 'stage' | 'scratch',
  parts: Partial<StoredReference> & { image?: string } = {},
): StoredReference {
  const { image = 'library/node', ...others } = parts;
  const kinds = {
    stage: 'stage',
    scratch: 'scratch',
    invalid: 'invalid',
  } as const;
  const startLine = others.startLine ?? 1;
  return {
    id: 'r',
    origin: 'dockerfile-from',
    kind: pinClass in kinds ? kinds[pinClass as keyof typeof kinds] : 'image',
    raw: `${image}:x`,
    resolved: `${image}:x`,
    normalized:
      pinClass === 'unresolved' || pinClass in kinds
        ? null
        : {
            registry: 'docker.io',
            repository: image,
            tag: 'x',
            digest: null,
          },
    pinClass,
    role: 'runtime',
    reachable: true,
    deferred: false,
    place: {
      file: 'Dockerfile',
      startLine,
      startColumn: 6,
      endLine: startLine,
      endColumn: 12,
    },
    startLine,
    endLine: startLine,
    url: null,
    stage: { index: 0, name: null },
    platform: null,
    unresolvedVariables: [],
    steps: [],
    candidates: [],
    problems: [],
    pin: { kind: 'not-fixable', reason: 'for this test' },
    ...others,
  };
}

/** Facts of one entity; the ids of the references are made unique. */
export function createFacts(parts: {
  references?: StoredReference[];
  files?: Array<ReportedFile['status']>;
  runtimes?: Array<string | null>;
  problems?: Problem[];
}): EntityFacts {
  return {
    source: { type: 'url', target: 'x', url: null, revision: null },
    searched: ['Dockerfile'],
    files: (parts.files ?? ['read']).map((status, index) => ({
      path: `Dockerfile.${index}`,
      url: null,
      status,
      message: null,
      line: null,
      target: null,
    })),
    functions: (parts.runtimes ?? []).map((runtime, index) => ({
      name: `f${index}`,
      runtime: runtime
        ? { value: runtime, source: 'annotation', detail: 'x' }
        : null,
      architecture: { value: 'x86_64', source: 'assumed', detail: 'x' },
      packageType: null,
    })),
    references: (parts.references ?? []).map((reference, index) => ({
      ...reference,
      id: `r${index}`,
    })),
    problems: parts.problems ?? [],
  };
}

/** Collects every entity that is due: those with facts get them. */
export async function collectAll(
  store: DatabaseWorkStore,
  facts: Record<string, EntityFacts>,
  nextDueAt: Date,
): Promise<void> {
  const leases = await store.claimDue({
    limit: 10_000,
    leaseMs: 60_000,
    exceptHosts: [],
  });
  for (const lease of leases) {
    const known = facts[lease.subject.name];
    if (known) {
      await store.saveFacts(lease, {
        facts: known,
        etag: 'e',
        factsKey: 'k',
        nextDueAt,
      });
    } else {
      await store.releaseLease(lease);
    }
  }
}
