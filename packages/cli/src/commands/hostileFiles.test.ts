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

import { runProgram } from '../testing/runProgram';
import { temporaryFolder } from '../testing/temporaryFolder';

describe('refs on hostile files', () => {
  const escape = '\x1b]0;owned\x07\x1b[2J';
  const folder = temporaryFolder({
    Dockerfile: `FROM scratch\n# ${escape}\nCOPY --from=a${escape}\u202e\x9b1m:b / /\n`,
    [`d${escape}/Dockerfile`]: 'FROM a\n',
  });
  const cwd = folder.path;
  afterAll(folder.remove);

  it.each([
    ['text', '.'],
    ['json', '.'],
    ['text', `gone${escape}`],
    ['json', `gone${escape}`],
  ])('lets nothing through to the terminal: %s of %j', async (format, path) => {
    const { stdout, stderr } = await runProgram(
      ['refs', path, '--format', format],
      { cwd, terminal: 100, env: { NO_COLOR: '1' } },
    );
    expect(stdout + stderr).toMatch(/owned/);
    // Control characters are what must not be there.
    // eslint-disable-next-line no-control-regex
    expect(stdout + stderr).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]/);
  });

  it('prints thousands of references, of one long line too', async () => {
    const mounts = Array.from(
      { length: 1800 },
      (_, index) => `--mount=from=a${index},target=/b`,
    ).join(' ');
    const stages = 'FROM a:$X\n'.repeat(200);
    const { code, stdout } = await runProgram(['refs', '-'], {
      cwd,
      stdin: `ARG X=${'y'.repeat(
        60_000,
      )}\nFROM scratch\nRUN ${mounts} x\n${stages}`,
    });
    expect(code).toBe(0);
    expect(stdout).toContain('2000 references in 1 file');
    const longest = stdout
      .split('\n')
      .reduce((length, line) => Math.max(length, line.length), 0);
    expect(longest).toBeLessThan(1000);
  });
});
