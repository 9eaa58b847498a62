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

import { findImageReferences } from './findImageReferences';

describe('findImageReferences', () => {
  it('reads several files, each for itself', () => {
    const result = findImageReferences(
      [
        { path: 'a/Dockerfile', content: 'FROM a AS x\nFROM b\n', target: 'x' },
        { path: 'b/Containerfile', content: 'FORM c\n' },
      ],
      { target: 'unused' },
    );

    expect(
      result.references.map(({ place, resolved, reachable }) => [
        place.file,
        resolved,
        reachable,
      ]),
    ).toEqual([
      ['a/Dockerfile', 'a', true],
      ['a/Dockerfile', 'b', false],
    ]);
    expect(result.errors).toMatchObject([{ file: 'b/Containerfile', line: 1 }]);
    expect(result.files).toMatchObject([
      { path: 'a/Dockerfile', stages: 2, target: { index: 0, name: 'x' } },
      { path: 'b/Containerfile', stages: 0, target: null },
    ]);
  });

  it.each<[string, string, string]>([
    ['over 1 MiB', `FROM a\n${'#\n'.repeat(524_288)}`, 'larger than 1 MiB'],
    [
      'over 1 MiB in UTF-8',
      `FROM a\n${'#é\n'.repeat(262_144)}`,
      'larger than 1 MiB',
    ],
    ['with a NUL character', 'FROM a\n\0', 'not text'],
    [
      'with more references than anyone writes',
      'FROM a\n'.repeat(50_001),
      'more than 50,000 references',
    ],
  ])('refuses a file %s with a sentence', (_what, content, message) => {
    const result = findImageReferences([{ path: 'Dockerfile', content }]);

    expect(result.references).toEqual([]);
    expect(result.files).toHaveLength(1);
    expect(result.errors).toHaveLength(1);
    expect(result.errors[0].message).toContain(message);
    expect(result.errors[0].file).toBe('Dockerfile');
  });

  it('keeps what errors quote short', () => {
    const { errors } = findImageReferences([
      { path: 'Dockerfile', content: `FROM ${'A'.repeat(60_000)}\n` },
    ]);
    expect(errors[0].message.length).toBeLessThan(500);
  });

  it('reads nothing out of nothing', () => {
    expect(findImageReferences([])).toEqual({
      references: [],
      errors: [],
      files: [],
    });
  });
});
