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

import { readDockerfile, summarize } from './testing';

describe('lines and directives', () => {
  it.each<[string, string, string[]]>([
    [
      'instructions in any case',
      'from alpine:3\nFrOm a aS b\n',
      ['image alpine:3', 'image a'],
    ],
    [
      'blanks and tabs around words',
      ' \t FROM  \t alpine:3 \t AS  b  \n',
      ['image alpine:3'],
    ],
    ['a file without a final newline', 'FROM alpine:3', ['image alpine:3']],
    [
      'CRLF line ends',
      'FROM alpine:3\r\nFROM b AS c\r\n',
      ['image alpine:3', 'image b'],
    ],
    ['a byte order mark', '\ufeffFROM alpine:3\n', ['image alpine:3']],
    [
      'comments inside of a continuation',
      'FROM \\\n# comment\n  alpine:3\n',
      ['image alpine:3'],
    ],
    [
      'blank lines inside of a continuation',
      'FROM \\\n\n \t\n  alpine:3\n',
      ['image alpine:3'],
    ],
    [
      'blanks behind the escape',
      'FROM alpine:3 \\   \nAS b\nFROM b\n',
      ['image alpine:3', 'stage 0'],
    ],
    [
      'a continuation in the middle of a word',
      'FROM alp\\\nine:3\n',
      ['image alpine:3'],
    ],
    [
      'a continuation at the end of the file',
      'FROM alpine:3 \\',
      ['image alpine:3'],
    ],
    [
      'the lines of a RUN as part of it',
      'FROM alpine:3\nRUN echo \\\nFROM fake:1 \\\n && true\n',
      ['image alpine:3'],
    ],
    [
      'the lines of a LABEL as part of it',
      'FROM alpine:3\nLABEL a="x \\\nFROM fake:1"\n',
      ['image alpine:3'],
    ],
    [
      'an escaped backslash as no continuation',
      'FROM debian\nRUN echo a \\\\\nFROM alpine:3\n',
      ['image debian', 'image alpine:3'],
    ],
    [
      'the escape directive on the first line',
      '# escape=`\nFROM debian\nRUN dir C:\\\nFROM alpine:3 `\n  AS b\n',
      ['image debian', 'image alpine:3'],
    ],
    [
      'the escape directive behind a comment as a comment',
      '# hi\n# escape=`\nFROM debian\nRUN dir C:\\\nFROM fake:3\n',
      ['image debian'],
    ],
    [
      'the escape directive behind a blank line as a comment',
      '\n# escape=`\nFROM debian\nRUN dir C:\\\nFROM fake:3\n',
      ['image debian'],
    ],
    [
      'directives in any case and with blanks',
      '#\tEsCaPe \t=  ` \nFROM alp`\nine\n',
      ['image alpine'],
    ],
    [
      'an unknown directive as the end of directives',
      '# foo=bar\n# escape=`\nFROM alp\\\nine\n',
      ['image alpine'],
    ],
  ])('reads %s', (_what, content, expected) => {
    const { references, errors } = readDockerfile(content);

    expect(summarize(references)).toEqual(expected);
    expect(errors).toEqual([]);
  });

  it.each<[string, string, number, string]>([
    [
      'a comment behind the image',
      'FROM alpine:3 # base\n',
      1,
      'FROM requires either one or three arguments',
    ],
    [
      'AS without a name',
      'FROM alpine:3 AS\n',
      1,
      'FROM requires either one or three arguments',
    ],
    ['an unknown flag', 'FROM --foo=bar x\n', 1, 'unknown flag: --foo'],
    [
      'a repeated directive',
      '# escape=\\\n# escape=\\\nFROM a\n',
      2,
      'only one escape parser directive can be used',
    ],
    [
      'a wrong escape',
      '# escape=x\nFROM a\n',
      1,
      "invalid escape token 'x' does not match ` or \\",
    ],
    [
      'a line over 65,535 bytes',
      `FROM a\n# ${'é'.repeat(32_767)}\n`,
      2,
      'dockerfile line greater than max allowed size of 65535',
    ],
    ['an empty file', '', 1, 'file with no instructions'],
    ['a file of comments', '# a\n\n# b\n', 3, 'file with no instructions'],
    [
      'a file of arguments',
      'ARG A=1\n',
      1,
      'dockerfile contains no stages to build',
    ],
    [
      'an instruction before FROM',
      'ARG A=1\nENV B=2\nFROM a\n',
      2,
      'no build stage in current context',
    ],
    [
      'an unknown instruction',
      'FROM a\nRUN x\nFORM b\n',
      3,
      'unknown instruction: FORM',
    ],
  ])(
    'refuses a file for %s, names the line and reports no image',
    (_what, content, line, message) => {
      const { references, errors } = readDockerfile(content);

      expect(references).toEqual([]);
      expect(errors).toEqual([
        {
          file: 'Dockerfile',
          line,
          message: `The builder stops here: ${message}.`,
        },
      ]);
    },
  );

  it('reads a line of 65,535 bytes', () => {
    const content = `FROM a\n# ${'é'.repeat(32_766)}x\n`;
    expect(summarize(readDockerfile(content).references)).toEqual(['image a']);
  });
});

describe('the frontend image', () => {
  it.each<[string, string, string | undefined]>([
    [
      'the first word of the value',
      '#  syntax = docker/dockerfile:1.7-labs  extra\nFROM a\n',
      'docker/dockerfile:1.7-labs',
    ],
    ['behind a check directive', '# check=skip=all\n# syntax=x/y\n', 'x/y'],
    ['behind a #! line', '#!/bin/sh\n# syntax=x/y\n', 'x/y'],
    ['in slashes', '//syntax=x/y\n', 'x/y'],
    ['in JSON', '{"a": ["b"], "syntax": "x/y"}', 'x/y'],
    ['but not behind a comment', '# hi\n# syntax=x/y\nFROM a\n', undefined],
    ['but not behind a blank line', '\n# syntax=x/y\nFROM a\n', undefined],
    ['but not behind white space', '  # syntax=x/y\nFROM a\n', undefined],
  ])('is found %s', (_what, content, expected) => {
    const { references } = readDockerfile(content);
    const found = references.find(
      ({ origin }) => origin === 'dockerfile-syntax',
    );

    expect(found?.resolved).toBe(expected);
    expect(found?.raw).toBe(expected);
  });

  it('belongs to no stage and can be pinned', () => {
    const { references } = readDockerfile('# syntax=x/y\nFROM a\n');

    expect(references[0]).toMatchObject({
      kind: 'image',
      role: 'frontend',
      reachable: true,
      stage: null,
      pinPoint: { via: 'literal' },
    });
  });

  it('is what BUILDKIT_SYNTAX says, which no edit of the file can pin', () => {
    const { references } = readDockerfile('# syntax=x/y:1\nFROM a\n', {
      buildArgs: { BUILDKIT_SYNTAX: 'q/r:2 more' },
    });

    expect(references[0]).toMatchObject({
      raw: 'x/y:1',
      resolved: 'q/r:2',
      pinPoint: null,
      notPinnable: expect.stringContaining('BUILDKIT_SYNTAX'),
      steps: [{ variable: 'BUILDKIT_SYNTAX', source: 'build-arg' }],
    });
  });

  it('is all that is known of a file in another language', () => {
    const { references, errors, summary } = readDockerfile(
      '//syntax=x/y\nwhatever\n',
    );

    expect(references).toHaveLength(1);
    expect(errors).toEqual([]);
    expect(summary.stages).toBe(0);
  });

  it('is pulled before the file is refused', () => {
    const { references, errors } = readDockerfile('# syntax=x/y\nFROM\n');

    expect(summarize(references)).toEqual(['image x/y']);
    expect(errors).toHaveLength(1);
  });
});
