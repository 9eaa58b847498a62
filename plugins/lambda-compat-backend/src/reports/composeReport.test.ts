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

import type { ReportedTagState } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { EntityFacts, StoredReference } from '../references/entityFacts';
import { composeCollected } from './composeReport';
import type { StoredEntity } from './ReportStore';

const name = { registry: 'docker.io', repository: 'library/python' };
const state: ReportedTagState = {
  tagId: 't',
  state: 'present',
  digest: 'sha256:a',
  seenAt: '2026-11-23T12:00:00.000Z',
  failure: null,
  lastMove: { id: 'm', before: '2026-11-13T12:00:00.000Z', class: 'content' },
};

function compose(tags: ReadonlyMap<string, ReportedTagState> | undefined) {
  const references = [
    { ...name, tag: '3.13', digest: null },
    { ...name, tag: '3.13', digest: 'sha256:b' },
    { ...name, tag: '3.12', digest: null },
    { ...name, tag: null, digest: 'sha256:b' },
    null,
  ].map(
    normalized =>
      ({
        kind: 'image',
        pinClass: 'partial',
        reachable: true,
        normalized,
        pin: { kind: 'pinned' },
      } as StoredReference),
  );
  const facts = {
    source: {},
    searched: [],
    files: [],
    functions: [],
    problems: [],
    references,
  } as unknown as EntityFacts;
  const stored = {
    subject: { entityRef: 'component:default/orders' },
    collectedAt: null,
    failure: null,
  } as StoredEntity;
  const report = composeCollected(stored, facts, {
    fixes: new Map(),
    tags,
    times: { collectionMs: 1, staleAfterMs: 1 },
    now: 0,
  });
  return report.references.map(reference => reference.tagState);
}

describe('composeCollected', () => {
  it('says of each tag that is watched what is known of it', () => {
    expect(
      compose(new Map([['docker.io/library/python:3.13', state]])),
    ).toEqual([state, state, null, null, null]);
  });

  it('says nothing of tags where none is watched', () => {
    expect(compose(undefined)).toEqual(Array(5).fill(undefined));
  });
});
