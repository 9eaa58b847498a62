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

import type { TagImpact } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { composeNotifications } from './composeNotification';
import type { DueMove } from './TellingStore';

const MOVE: DueMove = {
  moveId: '0b5f3c1e-8f0a-4a55-9f0e-0a4a5a5a5a5a',
  leaseId: 'l1',
  tagId: 't1',
  registry: 'docker.io',
  repository: 'library/amazonlinux',
  tag: '2023',
  observer: { kind: 'registry', host: 'docker.io' },
  from: 'sha256:a',
  to: 'sha256:b',
  class: 'content',
  changes: ['content'],
  platforms: [
    { platform: 'linux/arm64', from: 'a', to: 'b', class: 'content' },
  ],
  undecided: null,
  afterMs: Date.UTC(2025, 3, 7, 22, 50),
  beforeMs: Date.UTC(2025, 3, 8, 6, 15),
  unstable: false,
  source: 'observed',
  failedAttempts: 0,
  eventsPublished: false,
};

const IMPACT: TagImpact = {
  entityRef: 'component:default/orders',
  title: null,
  ownerRefs: ['group:default/payments'],
  systemRef: null,
  exposure: 'next-build',
  reason: null,
  reference: 'amazonlinux:2023',
  pinClass: 'partial',
  origin: 'dockerfile-from',
  role: 'builder',
  stage: { index: 0, name: null },
  platform: 'linux/arm64',
  file: 'Dockerfile',
  line: 1,
  url: null,
  from: '2025-04-01T00:00:00.000Z',
  until: null,
};

function compose(
  move: Partial<DueMove>,
  impacts: Array<Partial<TagImpact>> = [{}],
) {
  return composeNotifications(
    { ...MOVE, ...move },
    impacts.map(impact => ({ ...IMPACT, ...impact })),
  ).map(({ payload }) => payload);
}

describe('composeNotifications', () => {
  const WHEN = 'between 7 Apr 2025, 22:50 and 8 Apr 2025, 06:15 UTC';
  const GETS = 'The next build of orders (Dockerfile:1) gets it.';
  const PIN = 'Pin the image, or compare before the next build.';

  it.each<[string, Partial<DueMove>, string, string, string]>([
    [
      'content',
      {},
      'amazonlinux:2023 moved',
      `Its files changed on linux/arm64 ${WHEN}. ${GETS} ${PIN}`,
      'high',
    ],
    [
      'content, just after another look',
      { afterMs: MOVE.beforeMs - 10_000, beforeMs: MOVE.beforeMs + 1_000 },
      'amazonlinux:2023 moved',
      `Its files changed on linux/arm64 between 8 Apr 2025, 06:14 and 06:15 UTC. ${GETS} ${PIN}`,
      'high',
    ],
    [
      'content, within a minute',
      { afterMs: MOVE.beforeMs + 1_000, beforeMs: MOVE.beforeMs + 2_000 },
      'amazonlinux:2023 moved',
      `Its files changed on linux/arm64 on 8 Apr 2025, 06:15 UTC. ${GETS} ${PIN}`,
      'high',
    ],
    [
      'a tag that was deleted',
      { class: 'gone', to: null, platforms: [] },
      'amazonlinux:2023 was deleted',
      `The tag was deleted ${WHEN}. The next build of orders (Dockerfile:1) does not find it. Pin the image to a digest that is still there, or name another tag.`,
      'high',
    ],
    [
      'a tag that came back',
      { class: 'back', from: null, platforms: [] },
      'amazonlinux:2023 is there again',
      `The tag, which had been deleted, came back ${WHEN}. ${GETS} ${PIN}`,
      'normal',
    ],
    [
      'a tag that went back',
      {
        class: 'reverted',
        platforms: [
          { platform: 'linux/amd64', from: 'a', to: 'a', class: 'unchanged' },
          { platform: 'linux/arm64', from: 'a', to: 'b', class: 'reverted' },
        ],
      },
      'amazonlinux:2023 moved back',
      `The tag went back ${WHEN} to what it had pointed to before, on linux/arm64. ${GETS} ${PIN}`,
      'normal',
    ],
    [
      'platforms that came and went',
      {
        class: 'platforms',
        platforms: [
          { platform: 'linux/amd64', from: 'a', to: null, class: 'lost' },
          { platform: 'linux/riscv64', from: null, to: 'b', class: 'gained' },
        ],
      },
      'amazonlinux:2023 changed its platforms',
      `The tag lost linux/amd64 and gained linux/riscv64 ${WHEN}. The next build of orders (Dockerfile:1) is for one of them. ${PIN}`,
      'normal',
    ],
    [
      'what could not be compared',
      { class: 'undetermined', platforms: [], afterMs: null },
      'amazonlinux:2023 moved',
      `The tag moved before 8 Apr 2025, 06:15 UTC. What changed is not known: its contents could not be compared. ${GETS} ${PIN}`,
      'normal',
    ],
  ])('says of %s what it means', (_, move, title, description, severity) => {
    expect(compose(move)).toEqual([
      {
        title,
        description,
        severity,
        link: `/lambda-compat/tag-changes/${MOVE.moveId}`,
        topic: 'tag-moved',
        scope: `lambda-compat:tag-moved:${MOVE.moveId}:group:default/payments`,
      },
    ]);
  });

  it('names some components and counts the rest', () => {
    const [{ description }] = compose(
      {},
      ['g', 'f', 'e', 'd', 'c', 'b', 'a'].map(name => ({
        entityRef: `component:default/${name}`,
      })),
    );
    expect(description).toContain(
      'The next build of a (Dockerfile:1), b (Dockerfile:1), c (Dockerfile:1), d (Dockerfile:1), e (Dockerfile:1) and 2 more gets it.',
    );
  });

  it('says why it is not sure', () => {
    const doubt = (reasons: Array<TagImpact['reason']>) =>
      compose(
        {},
        reasons.map((reason, index) => ({
          entityRef: `component:team/c${index}`,
          exposure: 'possibly',
          reason,
        })),
      )[0].description;
    expect(doubt(['partly-read'])).toContain(
      'The next build of team/c0 (Dockerfile:1) may get it: not all of its build files could be read.',
    );
    expect(doubt(['partly-read', 'unknown-platform'])).toContain(
      'may get it: not all is known of how it is built.',
    );
  });

  it('stays within the bounds of the notifications backend, in plain text on one line', () => {
    const hostile = 'x\n\u202Ey\u0000'.repeat(10_000);
    const [payload] = compose(
      { registry: 'registry.example.com', repository: `${'a/'.repeat(120)}a` },
      Array.from({ length: 20 }, (_, index) => ({
        entityRef: `component:default/c${index}`,
        ownerRefs: [`group:default/${'o'.repeat(300)}`],
        title: hostile,
        file: hostile,
      })),
    );
    expect(payload.title.length).toBeLessThanOrEqual(255);
    expect(payload.title).toMatch(/^….*a:2023 moved$/);
    expect(payload.scope?.length).toBeLessThanOrEqual(255);
    expect(payload.description?.length).toBeLessThan(1_200);
    expect(payload.description).toMatch(/^[^\p{Cc}\p{Cf}]+$/u);
  });
});
