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

describe('here-documents', () => {
  it.each<[string, string]>([
    ['RUN', 'RUN <<EOF\nFROM fake:1\nEOF\n'],
    ['COPY', 'COPY <<EOF /f\nFROM fake:1\nEOF\n'],
    ['ADD', 'ADD <<EOF /f\nFROM fake:1\nEOF\n'],
    ['ONBUILD RUN', 'ONBUILD RUN <<EOF\nFROM fake:1\nEOF\n'],
    ['a dash, with tabs before the end', 'RUN <<-EOF\n\tFROM fake:1\n\tEOF\n'],
    ['a file descriptor', 'RUN 3<<EOF\nFROM fake:1\nEOF\n'],
    ['single quotes', "RUN <<'EOF'\nFROM fake:1\nEOF\n"],
    ['double quotes', 'RUN <<"EOF"\nFROM fake:1\nEOF\n'],
    ['a redirect before it', "RUN cat > /f <<'EOF'\nFROM fake:1\nEOF\n"],
    ['a blank behind <<', "RUN cat > /f << 'EOF'\nFROM fake:1\nEOF\n"],
    ['two in one line', 'RUN <<A cat <<B\nFROM fake:1\nA\nFROM fake:2\nB\n'],
    [
      'an announcement that continues',
      'RUN cat \\\n <<EOF\nFROM fake:1\nEOF\n',
    ],
    ['CRLF line ends', 'RUN <<EOF\r\nFROM fake:1\r\nEOF\r\n'],
  ])('hide their bodies behind %s', (_what, instruction) => {
    const { references, errors } = readDockerfile(
      `FROM alpine\n${instruction}FROM debian\n`,
    );

    expect(summarize(references)).toEqual(['image alpine', 'image debian']);
    expect(errors).toEqual([]);
  });

  it.each<[string, string]>([
    ['CMD', 'CMD cat <<EOF\n'],
    ['ENV', 'ENV X="<<EOF"\n'],
    ['three <', 'RUN cat <<<EOF\n'],
    ['quotes that do not match', "RUN echo it's <<EOF\n"],
    ['the JSON form', 'RUN ["cat", "<<EOF"]\n'],
  ])('are not announced by %s', (_what, instruction) => {
    const { references, errors } = readDockerfile(
      `FROM alpine\n${instruction}FROM debian\n`,
    );

    expect(summarize(references)).toEqual(['image alpine', 'image debian']);
    expect(errors).toEqual([]);
  });

  it('refuse the file when they do not end', () => {
    const { references, errors } = readDockerfile(
      'FROM alpine\nRUN <<EOF\nFROM debian\n EOF\n',
    );

    expect(references).toEqual([]);
    expect(errors).toMatchObject([
      { line: 2, message: expect.stringContaining('unterminated heredoc') },
    ]);
  });

  it('belong to the lines of their instruction', () => {
    const { references } = readDockerfile(
      'FROM a\nRUN --mount=from=b <<EOF\nx\nEOF\n',
    );

    expect(references[1]).toMatchObject({ startLine: 2, endLine: 4 });
  });
});
