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

import fs from 'node:fs';
import path from 'node:path';
import type { TestBackend } from '@backstage/backend-test-utils';
import {
  COVERAGE_GROUPINGS,
  type CoverageNumbers,
  type CoverageSummary,
  type LambdaCompatClient,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { findImageReferences } from '@lambda-compat/image-references';
import {
  readCoverageExpectations,
  readReferenceExpectations,
  SAMPLES_FOLDER,
} from '../support/samples';
import { clientOf, startSampleBackend } from '../support/startSampleBackend';

describe('the samples are read as their README says', () => {
  const expected = readReferenceExpectations();

  it('and the README names enough of them', () => {
    expect(new Set(expected.map(({ sample }) => sample)).size).toBeGreaterThan(
      16,
    );
    expect(new Set(expected.map(({ pinClass }) => pinClass))).toEqual(
      new Set([
        'digest',
        'dated',
        'exact-os',
        'exact',
        'partial',
        'channel',
        'floating',
        'unresolved',
        'invalid',
        'scratch',
        'stage',
      ]),
    );
  });

  const files = new Map(
    expected.map(({ sample, file }) => [`${sample}/${file}`, { sample, file }]),
  );
  it.each([...files.values()])('$sample/$file', ({ sample, file }) => {
    const content = fs.readFileSync(
      path.join(SAMPLES_FOLDER, 'repositories', sample, file),
      'utf8',
    );

    const { references } = findImageReferences([{ path: file, content }]);

    expect(
      references.map(({ startLine, resolved, raw, origin, pinClass }) => ({
        line: startLine,
        reference: shorten(
          pinClass === 'unresolved' && !resolved ? raw : resolved,
        ),
        origin,
        pinClass,
      })),
    ).toEqual(
      expected
        .filter(row => row.sample === sample && row.file === file)
        .map(({ line, reference, origin, pinClass }) => ({
          line,
          reference: reference.replace('${TARGETARCH}', 'amd64'),
          origin,
          pinClass,
        })),
    );
  });
});

function shorten(reference: string) {
  return reference.replace(/(@sha256:[0-9a-f]{12})[0-9a-f]{52}$/, '$1…');
}

describe('the coverage of the samples is what their README says', () => {
  const expected = readCoverageExpectations();
  let backend: TestBackend;
  let client: LambdaCompatClient;
  let summary: CoverageSummary;

  beforeAll(async () => {
    // No registry is asked: there may be no network.
    backend = await startSampleBackend({ tags: { enabled: false } });
    client = clientOf(backend);
    summary = await untilRead(client);
  }, 120_000);

  afterAll(() => backend?.stop());

  it('for everything that the guest may see', () => {
    const [everything] = expected;
    expect(describeNumbers(summary)).toEqual({
      total: everything.total,
      states: everything.states,
      pinned: everything.pinned,
    });
    expect(summary.references.byClass).toEqual({
      digest: 8,
      dated: 2,
      'exact-os': 1,
      exact: 7,
      partial: 21,
      channel: 4,
      floating: 3,
      unresolved: 2,
      invalid: 1,
    });
  });

  it.each(COVERAGE_GROUPINGS.filter(name => name !== 'image'))(
    'by %s',
    async grouping => {
      const { items, totalItems } = await client.listCoverageGroups(grouping, {
        limit: 100,
      });
      const rows = expected.filter(row => row.grouping === grouping);

      expect(totalItems).toBe(rows.length);
      expect(
        new Map(
          items.map(({ key, direct, total }) => [
            key,
            { direct: direct.components.total, ...describeNumbers(total) },
          ]),
        ),
      ).toEqual(
        new Map(
          rows.map(({ key, direct, total, states, pinned }) => [
            key,
            { direct, total, states, pinned },
          ]),
        ),
      );
    },
  );
});

/** The catalog takes a while to know the samples, and the plugin to read them. */
async function untilRead(client: LambdaCompatClient): Promise<CoverageSummary> {
  const [{ total }] = readCoverageExpectations();
  const end = Date.now() + 90_000;
  for (;;) {
    const summary = await client.getCoverageSummary();
    const { components } = summary;
    if (
      components.total === total &&
      components.byState['never-collected'] === 0
    ) {
      return summary;
    }
    if (Date.now() > end) {
      throw new Error(
        `Not all is read: ${JSON.stringify(summary.components.byState)}`,
      );
    }
    await new Promise(done => setTimeout(done, 500));
  }
}

function describeNumbers(numbers: CoverageNumbers) {
  const { components, pinnedReferences } = numbers;
  return {
    total: components.total,
    states: Object.fromEntries(
      Object.entries(components.byState).filter(([, count]) => count > 0),
    ),
    pinned: { count: pinnedReferences.count, total: pinnedReferences.total },
  };
}
