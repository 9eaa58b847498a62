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

import type { ImageReference, SourceFile } from '../types';
import { pin, pinAll } from './pin';
import {
  createPinPlan,
  MAX_PIN_PLAN_LINE_LENGTH,
  renderPinPatch,
} from './pinPlan';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;
const OTHER = `sha256:${'fedcba9876543210'.repeat(4)}`;

/** A reference whose digest is to be written behind the given text. */
function referenceBehind(
  file: SourceFile,
  raw: string,
  replaced: string = '',
): ImageReference {
  const at = file.content.indexOf(raw);
  const before = file.content.slice(0, at);
  const line = before.split('\n').length;
  const column = at - (before.lastIndexOf('\n') + 1) + 1;
  const place = {
    file: file.path,
    startLine: line,
    startColumn: column,
    endLine: line,
    endColumn: column + raw.length,
  };
  return {
    origin: 'dockerfile-from',
    kind: 'image',
    raw,
    resolved: raw,
    normalized: null,
    pinClass: 'partial',
    role: 'runtime',
    reachable: true,
    deferred: false,
    startLine: line,
    endLine: line,
    place,
    stage: { index: 0, name: null },
    targetStage: null,
    platform: null,
    unresolvedVariables: [],
    steps: [],
    candidates: [],
    pinPoint: {
      via: 'literal',
      place: { ...place, startColumn: place.endColumn - replaced.length },
    },
    notPinnable: null,
    problems: [],
  };
}

function pinned(file: SourceFile, raw: string, replaced?: string) {
  const result = pin(file, referenceBehind(file, raw, replaced), DIGEST);
  if (!result.ok) {
    throw new Error(result.reason);
  }
  return result;
}

const numbered = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => `RUN ${from + i}\n`).join('');

describe('pin', () => {
  it('writes the digest behind the tag with three lines around it', () => {
    const file = {
      path: 'functions/api/Dockerfile',
      content: `${numbered(1, 5)}FROM python:3.13 AS build # base\n${numbered(
        7,
        12,
      )}`,
    };
    const { content, patch } = pinned(file, 'python:3.13');
    expect(content).toBe(
      `${numbered(1, 5)}FROM python:3.13@${DIGEST} AS build # base\n${numbered(
        7,
        12,
      )}`,
    );
    expect(patch).toBe(
      [
        'diff --git a/functions/api/Dockerfile b/functions/api/Dockerfile',
        '--- a/functions/api/Dockerfile',
        '+++ b/functions/api/Dockerfile',
        '@@ -3,7 +3,7 @@',
        ' RUN 3',
        ' RUN 4',
        ' RUN 5',
        '-FROM python:3.13 AS build # base',
        `+FROM python:3.13@${DIGEST} AS build # base`,
        ' RUN 7',
        ' RUN 8',
        ' RUN 9',
        '',
      ].join('\n'),
    );
  });

  it('keeps carriage returns, a byte order mark and a missing last line feed', () => {
    const file = {
      path: 'Dockerfile',
      content: '\uFEFFFROM a:1\r\nRUN x\r\nFROM b:2',
    };
    expect(pinned(file, 'b:2')).toEqual({
      ok: true,
      content: `\uFEFFFROM a:1\r\nRUN x\r\nFROM b:2@${DIGEST}`,
      patch: [
        'diff --git a/Dockerfile b/Dockerfile',
        '--- a/Dockerfile',
        '+++ b/Dockerfile',
        '@@ -1,3 +1,3 @@',
        ' \uFEFFFROM a:1\r',
        ' RUN x\r',
        '-FROM b:2',
        '\\ No newline at end of file',
        `+FROM b:2@${DIGEST}`,
        '\\ No newline at end of file',
        '',
      ].join('\n'),
    });
    expect(pinned(file, 'a:1').content).toBe(
      `\uFEFFFROM a:1@${DIGEST}\r\nRUN x\r\nFROM b:2`,
    );
  });

  it('replaces an old digest', () => {
    const file = { path: 'Dockerfile', content: `FROM a:1@${OTHER} AS x\n` };
    expect(pinned(file, `a:1@${OTHER}`, `@${OTHER}`).content).toBe(
      `FROM a:1@${DIGEST} AS x\n`,
    );
  });

  it.each([
    ['./a/b', 'a/a/b', ''],
    ['/srv//x/Dockerfile', 'a/srv/x/Dockerfile', ''],
    ['with space/Docker file', 'a/with space/Docker file', '\t'],
    ['bücher', '"a/b\\303\\274cher"', ''],
    ['say "x"\\y\tz', '"a/say \\"x\\"\\\\y\\tz"', '\t'],
    ['bell\u0007\u007f', '"a/bell\\a\\177"', ''],
  ])('names the file %j as git does', (path, name, end) => {
    const { patch } = pinned({ path, content: 'FROM a:1\n' }, 'a:1');
    const [header, before] = patch.split('\n');
    expect(before).toBe(`--- ${name}${end}`);
    expect(header).toContain(`diff --git ${name} `);
  });

  it.each([
    ['', '"" is not a digest: it has to begin with sha256: or sha512:.'],
    [
      'sha256:abc',
      '"sha256:abc" is not a digest: sha256 needs 64 lower-case hexadecimal digits.',
    ],
    [
      'md5:0123456789abcdef0123456789abcdef',
      '"md5:0123456789abcdef0123456789abcdef" is not a digest: it has to begin with sha256: or sha512:.',
    ],
    [
      `sha256:${'A'.repeat(64)}`,
      `"sha256:${'A'.repeat(
        64,
      )}" is not a digest: sha256 needs 64 lower-case hexadecimal digits.`,
    ],
    [
      `sha512:${'a'.repeat(64)}\n`,
      `"sha512:${'a'.repeat(
        64,
      )}\n" is not a digest: sha512 needs 128 lower-case hexadecimal digits.`,
    ],
    ['x'.repeat(1000), `"${'x'.repeat(80)}…" is not a digest: it has to begin`],
  ])('refuses the digest %j', (digest, sentence) => {
    const file = { path: 'Dockerfile', content: 'FROM a:1\n' };
    const result = pin(file, referenceBehind(file, 'a:1'), digest);
    expect(result).toMatchObject({ ok: false });
    expect(!result.ok && result.reason).toContain(sentence);
  });

  it('takes a sha512 digest', () => {
    const file = { path: 'Dockerfile', content: 'FROM a:1\n' };
    const digest = `sha512:${'0'.repeat(128)}`;
    expect(pin(file, referenceBehind(file, 'a:1'), digest)).toMatchObject({
      content: `FROM a:1@${digest}\n`,
    });
  });

  it('says why there is no patch', () => {
    const file = { path: 'sub/Dockerfile', content: 'RUN x\nFROM a:1\n' };
    const reference = referenceBehind(file, 'a:1');
    const reason = (
      changedFile: SourceFile,
      changed: Partial<ImageReference> = {},
    ) => {
      const result = pin(changedFile, { ...reference, ...changed }, DIGEST);
      return result.ok ? result.patch : result.reason;
    };
    const moved = 'sub/Dockerfile:2: the file has changed since a:1 was found';
    expect(reason({ ...file, content: 'FROM a:1\n' })).toContain(moved);
    expect(reason({ ...file, content: 'RUN x\nFROM b:1\n' })).toContain(moved);
    expect(reason({ ...file, content: '' })).toContain(moved);
    expect(
      reason(file, { pinPoint: null, notPinnable: 'It is a stage.' }),
    ).toBe('It is a stage.');
    expect(reason(file, { pinPoint: null })).toBe(
      'sub/Dockerfile:2: no edit can pin a:1.',
    );
    expect(reason({ ...file, path: 'Dockerfile' })).toBe(
      'Dockerfile:2: the reference was found in sub/Dockerfile, not in Dockerfile.',
    );
    expect(reason({ ...file, path: '../Dockerfile' })).toBe(
      'No patch can be written for the path "../Dockerfile": it has to be inside the repository.',
    );
    expect(reason({ ...file, content: `${file.content}\uFFFD` })).toBe(
      'sub/Dockerfile has bytes that are not UTF-8, so no patch can be written for it.',
    );
  });

  it('has nothing to write where the digest is there already', () => {
    const file = { path: 'Dockerfile', content: `FROM a:1@${DIGEST}\n` };
    const reference = referenceBehind(file, `a:1@${DIGEST}`, `@${DIGEST}`);
    const expected = { reason: 'Nothing is left to pin in Dockerfile.' };
    expect(pin(file, reference, DIGEST)).toMatchObject(expected);
    const plan = createPinPlan(file, reference);
    expect('path' in plan && renderPinPatch(plan, DIGEST)).toMatchObject(
      expected,
    );
  });
});

describe('pinAll', () => {
  const file = {
    path: 'Dockerfile',
    content: `FROM a:1\nCOPY --from=b:2 --from=c:3 x y\n${numbered(
      3,
      8,
    )}FROM d:4\n${numbered(10, 17)}FROM e:5\n`,
  };

  function all(...pins: [string, string][]) {
    return pinAll(
      file,
      pins.map(([raw, digest]) => ({
        reference: referenceBehind(file, raw),
        digest,
      })),
    );
  }

  it('writes one patch, with hunks that share context joined', () => {
    const result = all(
      ['e:5', DIGEST],
      ['c:3', OTHER],
      ['a:1', DIGEST],
      ['b:2', DIGEST],
      ['d:4', DIGEST],
    );
    expect(result).toMatchObject({
      ok: true,
      content: file.content
        .replace('a:1', `a:1@${DIGEST}`)
        .replace('b:2', `b:2@${DIGEST}`)
        .replace('c:3', `c:3@${OTHER}`)
        .replace('d:4', `d:4@${DIGEST}`)
        .replace('e:5', `e:5@${DIGEST}`),
    });
    const headers = result.ok ? result.patch.match(/^@@.*$/gm) : null;
    // Six lines lie between the second and the ninth: 3 + 3 of context. Eight
    // lie between the ninth and the last.
    expect(headers).toEqual(['@@ -1,12 +1,12 @@', '@@ -15,4 +15,4 @@']);
  });

  it('pins references that share a place once', () => {
    expect(all(['a:1', DIGEST], ['a:1', DIGEST])).toEqual(all(['a:1', DIGEST]));
  });

  it('refuses two digests for one place', () => {
    expect(all(['a:1', DIGEST], ['a:1', OTHER])).toEqual({
      ok: false,
      reason: `Dockerfile:1: two references share the place of the digest but are given different ones, ${DIGEST} and ${OTHER}.`,
    });
  });

  it('has nothing to write for an empty list', () => {
    expect(all()).toEqual({
      ok: false,
      reason: 'Nothing is left to pin in Dockerfile.',
    });
  });
});

describe('createPinPlan', () => {
  const CONTENTS = [
    'FROM a:1',
    'FROM a:1\n',
    'FROM a:1\r\nRUN x\r\n',
    `${numbered(1, 2)}FROM a:1\n${numbered(4, 5)}`,
    `${numbered(1, 9)}FROM a:1\n${numbered(11, 99)}`,
    `${numbered(1, 9)}FROM a:1\nRUN end`,
    '\uFEFFFROM a:1\n',
    // Equal neighbours, where a diff could choose another line.
    'FROM a:1\nFROM a:1\nFROM a:1\nFROM a:1\n',
  ];

  it.each(CONTENTS)('leads to the patch that pin writes of %j', content => {
    const file = { path: 'dir/Dockerfile.é', content };
    const plan = createPinPlan(file, referenceBehind(file, 'a:1'));
    const stored = JSON.parse(JSON.stringify(plan));
    expect(renderPinPatch(stored, DIGEST)).toEqual({
      ok: true,
      patch: pinned(file, 'a:1').patch,
    });
  });

  it('stores seven lines of a long file', () => {
    const file = {
      path: 'Dockerfile',
      content: `${numbered(1, 9)}FROM a:1\n${numbered(11, 9999)}`,
    };
    expect(createPinPlan(file, referenceBehind(file, 'a:1'))).toEqual({
      path: 'Dockerfile',
      firstLine: 7,
      lines: [
        'RUN 7\n',
        'RUN 8\n',
        'RUN 9\n',
        'FROM a:1\n',
        'RUN 11\n',
        'RUN 12\n',
        'RUN 13\n',
      ],
      edit: { startLine: 3, start: 8, endLine: 3, end: 8 },
    });
  });

  it('stores no line over the bound, where pin still writes the patch', () => {
    const file = {
      path: 'Dockerfile',
      content: `FROM a:1\nRUN ${'x'.repeat(MAX_PIN_PLAN_LINE_LENGTH)}\n`,
    };
    expect(createPinPlan(file, referenceBehind(file, 'a:1'))).toEqual({
      reason:
        'Dockerfile:2: the line is longer than 4096 characters, so no patch is kept ready.',
    });
    expect(pinned(file, 'a:1').ok).toBe(true);
  });

  it('refuses a digest, and a plan that was damaged', () => {
    const file = { path: 'Dockerfile', content: 'FROM a:1\n' };
    const plan = createPinPlan(file, referenceBehind(file, 'a:1'));
    if (!('path' in plan)) {
      throw new Error(plan.reason);
    }
    expect(renderPinPatch(plan, 'sha256:abc')).toMatchObject({ ok: false });
    const damaged = { ...plan, lines: [] };
    expect(renderPinPatch(damaged, DIGEST)).toEqual({
      ok: false,
      reason: 'The plan for Dockerfile does not fit its own lines.',
    });
  });
});
