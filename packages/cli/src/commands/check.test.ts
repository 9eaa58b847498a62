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

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from '../testing/runProgram';
import { storedZip } from '../testing/storedZip';
import { temporaryFolder } from '../testing/temporaryFolder';
import { incident, repaired, tinyElf } from '../testing/tinyElf';

const al2023 = ['--runtime', 'provided.al2023', '--arch', 'arm64'];
const inMarch = [...al2023, '--as-of', '2025-03-15'];
const wait = 'std::condition_variable::wait(std::unique_lock<std::mutex>&)';
const key = 'R1|bootstrap|libstdc++.so.6|GLIBCXX_3.4.30';

describe('check', () => {
  const folder = temporaryFolder({
    bootstrap: incident(),
    'fixed.zip': storedZip({ bootstrap: repaired() }),
    'fn.zip': storedZip({ bootstrap: incident() }),
    'two.zip': storedZip({ bootstrap: incident(), 'lib/other': incident() }),
    static: tinyElf({ machine: 'aarch64' }),
    'js/index.js': 'exports.handler = () => 1;\n',
    'js/util.js': '',
    'layer/lib/libextra.so.1': tinyElf({
      machine: 'aarch64',
      needed: ['libc.so.6'],
    }),
    'hostile.zip': storedZip({
      'lib/::error file=x,title=y::`|<b>\n\x1b[2J@me': incident(),
    }),
    'bad.json': '{"schema": "lambda-compat/baseline/v2"}',
    'empty.zip': storedZip({}),
  });
  const cwd = folder.path;
  beforeAll(() => {
    // The calendar is a part of what is judged.
    jest.useFakeTimers({
      now: new Date('2026-11-23T12:00:00Z'),
      doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'queueMicrotask'],
    });
  });
  afterAll(() => {
    jest.useRealTimers();
    folder.remove();
  });
  const check = (argv: string[], env?: Record<string, string>) =>
    runProgram(['check', ...argv], { cwd, env });
  const read = (name: string) => readFileSync(join(cwd, name), 'utf8');

  it('names version, library, file, symbol, what the runtime has and the ways out', async () => {
    const { code, stdout, stderr } = await check(['bootstrap', ...inMarch]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    // Blanks and line ends aside, because lines are wrapped.
    const text = stdout.replace(/\s+/g, ' ');
    expect(text).toMatch(/^✗ Broken · bootstrap on provided.al2023, arm64 /);
    for (const part of [
      'asks libstdc++.so.6 for GLIBCXX_3.4.30',
      `asked for by ${wait}; also at GLIBCXX_3.4.11`,
      'the runtime /lib64/libstdc++.so.6 has up to GLIBCXX_3.4.29',
      'known from libstdc++ 6.0.29',
      'ways out 1.',
      '-static-libstdc++',
      'amazonlinux:2023.6.20250317.2',
      'as of 2025-03-15 (shipped) findings 1 broken, 0 at risk, 0 unknown',
    ]) {
      expect(text).toContain(part);
    }
  });

  it.each([
    ['the break on the day of the incident', ['fn.zip', ...inMarch], 1],
    ['today', ['fn.zip', ...al2023, '--as-of', 'today'], 0],
    ['a state that is not known', ['fn.zip', ...al2023], 2],
    ['the same, allowed', ['fn.zip', ...al2023, '--allow-unknown'], 0],
    ['a break, allowed or not', ['fn.zip', ...inMarch, '--allow-unknown'], 1],
    ['the same source on an older library', ['fixed.zip', ...inMarch], 0],
    ['a static program', ['static', ...inMarch], 0],
    ['no native code', ['js', ...inMarch], 0],
    ['an artifact that is empty', ['empty.zip', ...inMarch], 2],
    ['a layer that was read', ['static', ...inMarch, '--layer', 'layer'], 0],
    [
      'a layer that was not',
      ['static', ...inMarch, '--layer', 'arn:aws:lambda:eu-west-1:1:layer:x:1'],
      2,
    ],
    [
      'a program for the other architecture',
      ['static', '--runtime', 'provided.al2023', '--arch', 'amd64'],
      1,
    ],
    [
      'a runtime that is deprecated, where nothing is undecided',
      ['static', '--runtime', 'provided.al2', '--arch', 'arm64'],
      0,
    ],
  ])('answers %s', async (_, argv, expected) => {
    await expect(check(argv)).resolves.toMatchObject({ code: expected });
  });

  it.each([
    ['an artifact that is not there', ['gone', ...inMarch], 4],
    ['a layer that is not there', ['fn.zip', ...inMarch, '--layer', 'no'], 4],
    ['a profile that is none', ['fn.zip', '--profile', 'bad.json'], 4],
    ['a profile that is no JSON', ['fn.zip', '--profile', 'fn.zip'], 4],
    [
      'a baseline that is none',
      ['fn.zip', ...inMarch, '--baseline', 'bad.json'],
      4,
    ],
    [
      'an output that cannot be written',
      ['js', ...inMarch, '--output', '.'],
      4,
    ],
    ['no target', ['fn.zip'], 3],
    ['a runtime that is none', ['js', ...al2023, '--runtime', 'al2023'], 3],
    [
      'a runtime that is not offered so',
      ['js', '--runtime', 'go1.x', '--arch', 'arm64'],
      3,
    ],
    ['a day that is none', ['js', ...al2023, '--as-of', '2025-02-30'], 3],
    ['an architecture that is none', ['js', '--arch', 'arm'], 3],
    [
      'six layers',
      ['js', ...al2023, ...Array(6).fill(['--layer', 'layer']).flat()],
      3,
    ],
  ])('refuses %s with a sentence and no document', async (_, argv, code) => {
    const result = await check(argv);
    expect(result).toMatchObject({ code, stdout: '' });
    expect(result.stderr).toMatch(/^error: [^\n]+\n/);
    expect(result.stderr).not.toContain('    at ');
  });

  it('says what a wrong target was meant to be', async () => {
    const argv = ['js', '--runtime', 'provided:al2023', '--arch', 'arm64'];
    const { stderr } = await check(argv);
    expect(stderr).toContain('Did you mean provided.al2023?');
  });

  it('prints JSON with the keys of its contract', async () => {
    const { stdout } = await check(['fn.zip', ...inMarch, '--format', 'json']);
    const document = JSON.parse(stdout);
    expect(document).toMatchObject({
      verdict: 'broken',
      runtime: {
        id: 'provided.al2023',
        profile: 'provided.al2023/arm64/zip@2025-03-15',
        asOf: '2025-03-15',
        architecture: 'arm64',
      },
    });
    expect(document.findings[0]).toMatchObject({
      rule: 'R1',
      file: 'bootstrap',
      library: 'libstdc++.so.6',
      version: 'GLIBCXX_3.4.30',
      provided: 'GLIBCXX_3.4.29',
      message: expect.stringContaining('GLIBCXX_3.4.30'),
      key,
      symbols: [{ demangled: wait, alsoAt: ['GLIBCXX_3.4.11'] }],
    });
    const unknown = await check(['fn.zip', ...al2023, '--format', 'json']);
    expect(JSON.parse(unknown.stdout)).toMatchObject({
      verdict: 'unknown',
      findings: [
        {
          provided: 'GLIBCXX_3.4.29 or GLIBCXX_3.4.33',
          undecided: expect.stringContaining('2025-08-15'),
        },
        ...Array(JSON.parse(unknown.stdout).findings.length - 1).fill(
          expect.anything(),
        ),
      ],
      runtime: { asOf: null },
    });
  });

  it('fails only on what the baseline does not have', async () => {
    const written = await check([
      ...['fn.zip', ...inMarch, '--write-baseline', 'known.json'],
    ]);
    expect(written.code).toBe(1);
    expect(JSON.parse(read('known.json'))).toEqual({
      schema: 'lambda-compat/baseline/v1',
      findings: [{ key, message: expect.any(String) }],
    });
    const baseline = ['--baseline', 'known.json'];

    const known = await check(['fn.zip', ...inMarch, ...baseline]);
    expect(known.code).toBe(0);
    expect(known.stdout).toContain('✗ Broken R1 · bootstrap · known');
    expect(known.stderr).toBe(
      'warning: 1 finding is broken and known: known.json\n',
    );
    const fresh = await check(['two.zip', ...inMarch, ...baseline]);
    expect(fresh.code).toBe(1);
    const fixed = await check(['fixed.zip', ...inMarch, ...baseline]);
    expect(fixed.code).toBe(0);
    expect(fixed.stderr).toContain('1 finding of known.json is no more');

    // Evidence that is missing is not something to get used to.
    await check(['fn.zip', ...al2023, '--write-baseline', 'unknown.json']);
    expect(JSON.parse(read('unknown.json')).findings).toEqual([]);
    const undecided = await check(['fn.zip', ...al2023, ...baseline]);
    expect(undecided.code).toBe(2);
  });

  it('judges an image function against its own image', async () => {
    const image = temporaryFolder({
      'root/lib/ld-linux-aarch64.so.1': tinyElf({ machine: 'aarch64' }),
      'root/lib64/libc.so.6': tinyElf({
        machine: 'aarch64',
        needed: ['ld-linux-aarch64.so.1'],
      }),
      'root/var/task/bootstrap': tinyElf({
        machine: 'aarch64',
        needed: ['libgone.so.1', 'libc.so.6'],
      }),
      'bootstrap.zip': storedZip({ bootstrap: incident() }),
    });
    const ask = (path: string, ...argv: string[]) =>
      runProgram(['check', path, '--package-type', 'image', ...argv], {
        cwd: image.path,
      });
    try {
      const whole = await ask('root', '--format', 'json');
      expect(whole.code).toBe(1);
      expect(JSON.parse(whole.stdout)).toMatchObject({
        verdict: 'broken',
        findings: expect.arrayContaining([
          expect.objectContaining({
            rule: 'R2',
            file: 'var/task/bootstrap',
            library: 'libgone.so.1',
          }),
        ]),
        runtime: { id: null, architecture: 'arm64', origin: 'image' },
      });
      // What lies in the image is not given: its base image has to be named.
      expect((await ask('bootstrap.zip')).code).toBe(3);
      expect((await ask('bootstrap.zip', ...inMarch)).code).toBe(1);
    } finally {
      image.remove();
    }
  });

  it('judges against a profile that was measured', async () => {
    const { stdout } = await runProgram(
      ['runtimes', 'provided.al2023', '--arch', 'arm64', '--format', 'json'],
      { cwd },
    );
    const [profile] = JSON.parse(stdout).profiles;
    // As a snapshot of a function that is held on the older runtime would be.
    writeFileSync(
      join(cwd, 'snapshot.json'),
      JSON.stringify({
        ...profile,
        id: 'snapshot',
        origin: 'snapshot',
        asOf: '2026-11-01',
        states: [profile.states[0]],
        undecided: null,
      }),
    );
    const measured = await check(['fn.zip', '--profile', 'snapshot.json']);
    expect(measured.code).toBe(1);
    expect(measured.stdout).toContain('(snapshot)');
    for (const argv of [
      ['--arch', 'x86_64'],
      ['--runtime', 'provided.al2'],
      ['--as-of', 'today'],
      ['--package-type', 'image'],
    ]) {
      const { code } = await check([
        ...['fn.zip', '--profile', 'snapshot.json', ...argv],
      ]);
      expect(code).toBe(3);
    }
  });

  it('writes the document to a file and says the verdict', async () => {
    const { code, stdout, stderr } = await check([
      ...['fn.zip', ...inMarch, '--format', 'json', '--output', 'out.json'],
    ]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^✗ Broken: .*GLIBCXX_3\.4\.30/);
    expect(JSON.parse(read('out.json')).verdict).toBe('broken');
  });

  it('adds to the summary of a GitHub step, and annotates on standard output', async () => {
    writeFileSync(join(cwd, 'summary.md'), '# before\n');
    const { code, stdout } = await check(
      ['hostile.zip', ...inMarch, '--format', 'github'],
      { GITHUB_STEP_SUMMARY: join(cwd, 'summary.md') },
    );
    expect(code).toBe(1);
    const lines = stdout.trimEnd().split('\n');
    // A name from the artifact cannot add a command, nor a property.
    for (const line of lines) {
      expect(line).toMatch(
        /^::(?:error|warning) file=hostile\.zip,title=lambda-compat R\d+::hostile\.zip!\/lib\//,
      );
    }
    const summary = read('summary.md');
    expect(summary).toMatch(/^# before\n## Broken: `hostile\.zip`/);
    expect(summary).not.toContain('\x1b');
    // In prose the name is text; in a code span it is anyway.
    expect(summary).toContain('\\`\\|\\<b\\>\\\\n\\\\x1b\\[2J&#64;me will not');
    expect(summary).toContain('`` lib/::error file=x,title=y::`\\|<b>\\n');
    expect(summary).toContain('`GLIBCXX_3.4.30` of `libstdc++.so.6`');
  });

  it('never lets a name in the artifact reach the terminal', async () => {
    for (const format of ['text', 'json', 'sarif', 'junit', 'github']) {
      const { stdout } = await check([
        ...['hostile.zip', ...inMarch, '--format', format],
      ]);
      expect(stdout).not.toContain('\x1b');
      expect(stdout).toContain('GLIBCXX_3.4.30');
    }
  });
});
