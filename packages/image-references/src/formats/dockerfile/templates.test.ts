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

import { readDockerfile } from './testing';

describe('templates', () => {
  it.each<[string, string, string, string[]]>([
    [
      'jinja',
      'statements on lines of their own',
      '{%- if arm %}\nFROM a:arm\n{%- else %}\nFROM a:amd\n{%- endif %}\nRUN x\n',
      ['a:arm', 'a:amd'],
    ],
    [
      'jinja',
      'statements inside of a RUN',
      'FROM a:1\nRUN x \\\n{% if y %}\n && y \\\n{% endif %}\n && z\n',
      ['a:1'],
    ],
    [
      'jinja',
      'expressions in FROM',
      'FROM {{ image }}:{{ tag }}\nFROM b:1\n',
      ['', 'b:1'],
    ],
    ['jinja', 'expressions with a dollar', 'FROM ${{ values.image }}\n', ['']],
    [
      'cookiecutter',
      'its variables in FROM',
      'FROM python:{{ cookiecutter.version }} AS x\nFROM x\n',
      ['', 'x'],
    ],
    [
      'cookiecutter',
      'its variables elsewhere',
      'FROM python:3.12\nRUN {{cookiecutter.runtime}} -m pip\n',
      ['python:3.12'],
    ],
    [
      'cookiecutter',
      'its variables in statements',
      "{%- if cookiecutter.arch == 'arm64' %}\nFROM a:1\n{%- endif %}\n",
      ['a:1'],
    ],
    [
      'helm',
      'values in FROM',
      'FROM {{ .Values.image }}\nCOPY --from={{ .Values.other }} a b\nCOPY --from=c a b\n',
      ['', '', 'c'],
    ],
    [
      'helm',
      'blocks around FROM',
      '{{- if .Values.arm }}\nFROM a:arm\n{{- end }}\nRUN x\n',
      ['a:arm'],
    ],
    [
      'jinja',
      'an expression in an argument',
      'ARG I={{ image }}\nFROM $I\nFROM b\n',
      ['', 'b'],
    ],
  ])('in %s are known by %s', (language, _what, content, resolved) => {
    const { references, errors, summary } = readDockerfile(content);

    expect(summary.template).toBe(language);
    expect(errors).toHaveLength(1);
    expect(errors[0].message).toContain('has to be rendered');
    expect(references.map(reference => reference.resolved)).toEqual(resolved);
    const unknown = references.filter(reference => reference.resolved === '');
    expect(unknown).toEqual(
      unknown.map(() =>
        expect.objectContaining({
          raw: expect.stringMatching(/\{\{|\$I/),
          pinClass: 'unresolved',
          normalized: null,
          pinPoint: null,
          problems: [expect.objectContaining({ code: 'template-expression' })],
        }),
      ),
    );
  });

  it('list the branches of a condition as what they become', () => {
    const { references } = readDockerfile(
      '{% if arm %}\nFROM a:arm\n{% else %}\nFROM a:amd\n{% endif %}\nRUN x\n',
    );

    expect(references).toMatchObject([
      { role: 'runtime', reachable: true },
      { role: 'runtime', reachable: true },
    ]);
  });

  it.each<[string, string]>([
    ['a format in a RUN', `RUN docker inspect -f '{{.Id}}' x`],
    ['an echo of braces', 'RUN echo "{{"'],
    ['a Jinja tag in quotes', `RUN echo '{% if x %}' > y`],
    ['a curl format', 'RUN curl -w "%{http_code}" x'],
    ['a format in a stage argument', "ARG FORMAT='{{.Names}}'"],
    ['a label', 'LABEL x="{{ y }}"'],
    ['a health check', `HEALTHCHECK CMD x --format '{{json .State}}'`],
    [
      'a here-document',
      'RUN cat > x <<EOF\n{% if a %}\nimage: {{ .Values.x }}\nEOF',
    ],
    ['a shell length', 'RUN x=1; echo ${#x} {{'],
  ])('are not seen in %s', (_what, instruction) => {
    const { references, errors, summary } = readDockerfile(
      `FROM a:1\n${instruction}\n`,
    );

    expect(summary.template).toBeNull();
    expect(errors).toEqual([]);
    expect(references).toMatchObject([{ kind: 'image', resolved: 'a:1' }]);
  });

  it('that cannot be read masked give the sentence alone', () => {
    const { references, errors } = readDockerfile('{% if x %}\nFROM a b\n');

    expect(references).toEqual([]);
    expect(errors).toHaveLength(1);
  });
});
