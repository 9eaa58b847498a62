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

import type { ArtifactReport } from '@lambda-compat/elf-symbols';
import { describeNativeCode, summarizeNativeCode } from './nativeCode';

type File = ArtifactReport['files'][number];

function report(
  files: Array<Partial<NonNullable<File['report']>> | null>,
  complete = true,
): ArtifactReport {
  return {
    complete,
    files: files.map(file => ({
      report: file && {
        kind: 'pie',
        static: false,
        packer: null,
        complete: true,
        ...file,
      },
    })),
  } as ArtifactReport;
}

const STATIC = { kind: 'static', static: true } as const;
const LINKED = { kind: 'shared' } as const;

describe('describeNativeCode', () => {
  it.each<[string, ArtifactReport[] | null, string]>([
    ['nothing that was measured', null, 'unknown'],
    ['no artifact', [], 'unknown'],
    ['an artifact without native code', [report([])], 'none'],
    ['object files alone', [report([{ kind: 'relocatable' }])], 'none'],
    ['one that could hide a file', [report([], false)], 'unknown'],
    ['static programs', [report([STATIC, { kind: 'debug' }])], 'static'],
    [
      'a layer that asks for libraries',
      [report([STATIC]), report([LINKED])],
      'linked',
    ],
    [
      'a layer that was not read whole',
      [report([STATIC]), report([], false)],
      'unknown',
    ],
    ['a file that could not be read', [report([STATIC, null])], 'unknown'],
    ['a packed program', [report([{ ...STATIC, packer: 'upx' }])], 'unknown'],
    [
      'a static program that was read in part',
      [report([{ ...STATIC, complete: false }])],
      'unknown',
    ],
  ])('tells of %s', (_, reports, expected) => {
    expect(describeNativeCode(reports)).toBe(expected);
  });
});

describe('summarizeNativeCode', () => {
  it('knows of an entity only what is known of all its functions', () => {
    const sum = (...kinds: Array<'none' | 'static' | 'linked' | 'unknown'>) =>
      summarizeNativeCode(kinds.map(nativeCode => ({ nativeCode })));
    expect(sum('none', 'none')).toBe('none');
    expect(sum('none', 'static')).toBe('static');
    expect(sum('static', 'linked')).toBe('');
    expect(sum('static', 'unknown')).toBe('');
    expect(sum('none', 'unknown')).toBe('');
    // Stored before it was looked at.
    expect(summarizeNativeCode([{}])).toBe('');
  });
});
