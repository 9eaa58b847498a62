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

import { ImageReference, PinClass } from '@lambda-compat/image-references';
import { markedPart } from './markedPart';

/** The reference with the marked part in angle brackets. */
function marked(
  raw: string,
  pinClass: PinClass,
  unresolvedVariables: string[] = [],
): string {
  const reference = { raw, pinClass, unresolvedVariables } as ImageReference;
  const { start, end } = markedPart(reference);
  return `${raw.slice(0, start)}<${raw.slice(start, end)}>${raw.slice(end)}`;
}

describe('markedPart', () => {
  it.each([
    ['python:3.12', 'python:<3.12>'],
    ['"python:3.12"', '"python:<3.12>"'],
    ['localhost:5000/a/b:latest', 'localhost:5000/a/b:<latest>'],
    ['python:3.12@$DIGEST', 'python:<3.12>@$DIGEST'],
    ['python:${V}', 'python:<${V}>'],
    ['python:$V-slim', 'python:<$V-slim>'],
    ['python:${V:-a:b}-slim', 'python:<${V:-a:b}-slim>'],
    ['python:${V%.*}', 'python:<${V%.*}>'],
    ['${R:-docker.io:443/x}/python:3', '${R:-docker.io:443/x}/python:<3>'],
    ['${BASE}', '<${BASE}>'],
    ['registry/${BASE}', 'registry/<${BASE}>'],
    ['"${A:-${B:-python:3.1}}"', '"<${A:-${B:-python:3.1}}>"'],
  ])('of %s is its tag', (raw, expected) => {
    expect(marked(raw, 'partial')).toBe(expected);
  });

  it.each([
    ['python', 'python<>'],
    ['localhost:5000/python', 'localhost:5000/python<>'],
    ['"python"', '"python<">'],
    ['${R}/python', '${R}/python<>'],
  ])('of %s is the place where its tag would be', (raw, expected) => {
    expect(marked(raw, 'floating')).toBe(expected);
  });

  it.each([
    ['$A/python:$B', ['B'], '$A/python:<$B>'],
    ['${A}/python:${B}-x', ['A', 'B'], '<${A}/python:${B}>-x'],
    ['${A}', ['WITHIN_A'], '<${A}>'],
  ])('of %s without %s is what lacks a value', (raw, names, expected) => {
    expect(marked(raw, 'unresolved', names)).toBe(expected);
  });

  it.each(['UPPER/Case:3', '${A', '$', '', '"'])(
    'of the invalid %j is all of it',
    raw => {
      expect(marked(raw, 'invalid')).toBe(`<${raw}>`);
    },
  );
});
