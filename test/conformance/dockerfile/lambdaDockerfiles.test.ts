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

import type { Place } from '@lambda-compat/image-references';
import { readLambdaDockerfiles } from './corpora';
import { findImageReferences } from './engine';

const SET = 'lambda-dockerfiles';
const files = readLambdaDockerfiles();
const DIGEST = `sha256:${'0'.repeat(64)}`;

/** Where a line and column is in a text. */
function offsetOf(content: string, line: number, column: number): number {
  let start = 0;
  for (let number = 1; number < line; number += 1) {
    start = content.indexOf('\n', start) + 1;
  }
  return start + column - 1;
}

function pin(content: string, place: Place): string {
  return [
    content.slice(0, offsetOf(content, place.startLine, place.startColumn)),
    `@${DIGEST}`,
    content.slice(offsetOf(content, place.endLine, place.endColumn)),
  ].join('');
}

describe('public Lambda Dockerfiles', () => {
  if (!files) {
    // The public sets lie beside the checkout, not in it.
    // eslint-disable-next-line jest/no-disabled-tests, jest/expect-expect
    it.skip(`is not run without ../shared/corpora/${SET}`, () => {});
    return;
  }

  it('are 170 files', () => {
    expect(files).toHaveLength(170);
  });

  it.each(files)('give true references: $name', ({ name, content }) => {
    const {
      references,
      errors,
      files: summaries,
    } = findImageReferences([{ path: name, content }]);

    expect(summaries).toHaveLength(1);
    expect(errors.map(({ message }) => message).join()).not.toContain(
      'could not be read',
    );
    for (const reference of references) {
      const { place, kind, normalized, pinClass } = reference;
      expect(
        content.slice(
          offsetOf(content, place.startLine, place.startColumn),
          offsetOf(content, place.endLine, place.endColumn),
        ),
      ).toBe(reference.raw);
      expect(reference.startLine).toBeLessThanOrEqual(place.startLine);
      expect(reference.endLine).toBeGreaterThanOrEqual(place.endLine);
      expect(normalized !== null).toBe(
        kind === 'image' && (normalized !== null || pinClass === 'unresolved'),
      );
      expect(reference.pinPoint === null).toBe(reference.notPinnable !== null);
    }
  });

  it.each(files)('take digests where they say: $name', ({ name, content }) => {
    const { references } = findImageReferences([{ path: name, content }]);

    for (const [index, { pinPoint }] of references.entries()) {
      const pinned = pinPoint ? pin(content, pinPoint.place) : content;
      const again = findImageReferences([{ path: name, content: pinned }]);

      expect(again.references).toHaveLength(references.length);
      expect(again.references[index].normalized?.digest ?? null).toBe(
        pinPoint ? DIGEST : references[index].normalized?.digest ?? null,
      );
    }
  });

  it('are refused where BuildKit refuses them, and nowhere else', () => {
    const refused = files.filter(
      ({ name, content }) =>
        findImageReferences([{ path: name, content }]).errors.length > 0,
    );

    expect(refused.map(({ name }) => name.slice(0, 3))).toEqual([
      // A Jinja template, and three that BuildKit would even read.
      '002',
      '009',
      '012',
      '015',
      // Tags that come from outside, without which no tag is left.
      '127',
      '128',
      '129',
      '130',
      '131',
      // A RUN that ends too early, so that `&&` is no instruction.
      '169',
    ]);
  });
});
