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

import { renderInTestApp } from '@backstage/frontend-test-utils';
import type { ReportedReference } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { screen } from '@testing-library/react';

import { FLOATING, PINNED } from '../../__fixtures__/reports';
import { ago } from '../../__fixtures__/tags';
import { lambdaCompatRouteRef } from '../../routes';
import { ReferenceTagState } from './ReferenceTagState';

type TagState = NonNullable<ReportedReference['tagState']>;

const FOLLOWED: TagState = {
  tagId: 't1',
  state: 'present',
  digest: `sha256:${'7'.repeat(64)}`,
  seenAt: ago(0),
  failure: null,
  lastMove: null,
};

const CHANGE = '/lambda-compat/tag-changes/m1';
const TAG = '/lambda-compat/tag-changes/tags/t1';

/** `Apr 9`, as the browser of the test writes it. */
function day(days: number): string {
  return new Date(ago(days)).toLocaleDateString('en-US', {
    month: 'short',
    day: 'numeric',
    timeZone: 'UTC',
  });
}

function move(
  days: number,
  moveClass: NonNullable<TagState['lastMove']>['class'],
): TagState['lastMove'] {
  return { id: 'm1', before: ago(days), class: moveClass };
}

function render(reference: ReportedReference, isMounted = true) {
  return renderInTestApp(<ReferenceTagState reference={reference} />, {
    mountedRoutes: isMounted ? { '/lambda-compat': lambdaCompatRouteRef } : {},
  });
}

describe('ReferenceTagState', () => {
  it.each<[string, Partial<TagState>, Array<[string, string]>]>([
    [
      'moved lately, and what came with it',
      { lastMove: move(3, 'content') },
      [[`Moved ${day(3)}: a build gets other files since then`, CHANGE]],
    ],
    [
      'moved, and that nobody knows what came with it',
      { lastMove: move(3, 'pending') },
      [[`Moved ${day(3)}; what came with it is not known`, CHANGE]],
    ],
    [
      'has not moved for long',
      { lastMove: move(40, 'no-op') },
      [[`Not moved since ${day(40)}`, CHANGE]],
    ],
    ['was never seen to move', {}, [['Not seen to move', TAG]]],
    [
      'was deleted',
      { state: 'gone', digest: null, lastMove: move(1, 'gone') },
      [['The tag was deleted', CHANGE]],
    ],
    [
      'was not looked at yet',
      { state: 'unseen', digest: null, seenAt: null },
      [['Where the tag points to is not known yet', TAG]],
    ],
    [
      'moved, and that its registry fails since then',
      {
        lastMove: move(3, 'content'),
        failure: {
          code: 'timeout',
          message: 'No answer.',
          since: ago(2),
          attempts: 4,
        },
      },
      [
        [`Moved ${day(3)}: a build gets other files since then`, CHANGE],
        [`docker.io does not answer since ${day(2)}`, TAG],
      ],
    ],
    [
      'never had an answer',
      {
        state: 'unseen',
        digest: null,
        seenAt: null,
        failure: {
          code: 'no-access',
          message: 'Refused.',
          since: ago(2),
          attempts: 4,
        },
      },
      [[`docker.io does not let us read the tag since ${day(2)}`, TAG]],
    ],
  ])('says that a tag %s', async (_, tagState, links) => {
    await render({ ...FLOATING, tagState: { ...FOLLOWED, ...tagState } });
    expect(
      screen
        .getAllByRole('link')
        .map(link => [link.textContent, link.getAttribute('href')]),
    ).toEqual(links);
  });

  it('is text where the app has no page to lead to', async () => {
    await render({ ...FLOATING, tagState: FOLLOWED }, false);
    expect(screen.getByText('Not seen to move')).toBeInTheDocument();
    expect(screen.queryByRole('link')).toBeNull();
  });

  it.each<[string, ReportedReference]>([
    ['a digest is written', { ...PINNED, tagState: FOLLOWED }],
    ['no tag is followed', { ...FLOATING, tagState: null }],
  ])('says nothing where %s', async (_, reference) => {
    await render(reference);
    expect(screen.queryByText(/./)).toBeNull();
  });
});
