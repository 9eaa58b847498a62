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
import { findImageReferences } from '@lambda-compat/image-references';
import { readReferenceExpectations, SAMPLES_FOLDER } from '../support/samples';

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
