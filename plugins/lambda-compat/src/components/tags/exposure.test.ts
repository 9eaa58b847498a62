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

import type { ExposureWindow } from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { pastExposures } from './exposure';

const RANGE = {
  from: Date.parse('2025-04-01T00:00:00Z'),
  to: Date.parse('2025-04-30T00:00:00Z'),
};

const WINDOW: ExposureWindow = {
  entityRef: 'component:default/orders',
  tagId: 'latest',
  moveId: 'm1',
  image: 'docker.io/arm64v8/amazonlinux:latest',
  reference: 'arm64v8/amazonlinux:latest',
  opened: { after: '2025-04-07T18:00:00Z', before: '2025-04-08T00:00:00Z' },
  closed: '2025-04-09T00:00:00Z',
  closedBy: 'pinned',
  seconds: { least: 86_400, most: 108_000 },
  symbolVersions: true,
};

describe('pastExposures', () => {
  const moveIds = (windows: ExposureWindow[], named: string[] = []) =>
    pastExposures(RANGE, new Set(named), windows).map(
      ({ window }) => window.moveId,
    );

  it('has those of tags that are not named any more, the newest first', () => {
    const later = {
      ...WINDOW,
      moveId: 'm2',
      tagId: 'other',
      closed: '2025-04-20T00:00:00Z',
    };
    expect(moveIds([WINDOW, later])).toEqual(['m2', 'm1']);
    expect(moveIds([WINDOW, later], ['other'])).toEqual(['m1']);
    expect(moveIds([WINDOW, later], ['other', 'latest'])).toEqual([]);
  });

  it('leaves out what ended before the range', () => {
    const old = {
      ...WINDOW,
      opened: { after: null, before: '2025-03-01T00:00:00Z' },
      closed: '2025-03-02T00:00:00Z',
    };
    expect(moveIds([old])).toEqual([]);
  });

  it('says several places that share a window once', () => {
    const [span, ...others] = pastExposures(RANGE, new Set(), [
      WINDOW,
      { ...WINDOW, reference: 'arm64v8/amazonlinux' },
    ]);
    expect(others).toEqual([]);
    expect(span.references).toEqual([
      'arm64v8/amazonlinux:latest',
      'arm64v8/amazonlinux',
    ]);
  });
});
