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

import type { Finding, Judgement } from '@lambda-compat/compatibility';
import { execFileSync, spawnSync } from 'node:child_process';
import type { CheckOutcome } from '../../checking/CheckOutcome';
import { exitCodes } from '../../exitCodes';
import { styleFor } from '../../terminal/Style';
import { formatCheck } from './checkText';
import { annotation } from './githubAnnotations';
import { failedJunitDocument, junitDocument } from './junit';
import { htmlText, markdownCode, markdownText } from './markdown';
import { failedSarifDocument, sarifDocument } from './sarif';

const style = styleFor({ isTTY: true, columns: 80 }, { NO_COLOR: '1' });

const finding: Finding = {
  rule: 'R1',
  verdict: 'broken',
  key: 'R1|bootstrap|libstdc++.so.6|GLIBCXX_3.4.30',
  file: 'bootstrap',
  artifact: 'function',
  library: 'libstdc++.so.6',
  version: 'GLIBCXX_3.4.30',
  symbols: [
    {
      name: '_ZNSt18condition_variable4waitERSt11unique_lockISt5mutexE',
      demangled: 'std::condition_variable::wait(std::unique_lock<std::mutex>&)',
      alsoAt: ['GLIBCXX_3.4.11'],
    },
  ],
  symbolCount: 3,
  provided: {
    answer: 'no',
    library: '/lib64/libstdc++.so.6',
    highest: [{ state: 'al2023-gcc11', version: 'GLIBCXX_3.4.29' }],
    sources: [{ text: 'an issue', asOf: '2025-04-14', grade: 'documented' }],
  },
  message:
    'bootstrap will not start: it asks libstdc++.so.6 for GLIBCXX_3.4.30, and the runtime has up to GLIBCXX_3.4.29.',
  undecided: null,
  waysOut: [
    {
      kind: 'static',
      text: 'Link the C++ library in, so that nothing is asked of the one of the runtime.',
      code: '-static-libstdc++',
    },
    { kind: 'runtime', text: 'Move to another runtime.', code: null },
  ],
};

const unread: Finding = {
  ...finding,
  rule: 'R23',
  verdict: 'unknown',
  key: 'R23|extras',
  file: null,
  artifact: 'extras',
  library: null,
  version: null,
  symbols: [],
  symbolCount: null,
  provided: null,
  message: 'The layer extras could not be read.',
  undecided: 'what is in the layer',
  waysOut: [],
};

const judgement: Judgement = {
  verdict: 'broken',
  findings: [finding, unread],
  ladder: [],
  files: [
    {
      path: 'bootstrap',
      artifact: 'function',
      selection: 'loaded',
      reason: null,
      loads: 'no',
      description: 'executable, aarch64',
    },
    {
      path: 'lib/fine.so',
      artifact: 'function',
      selection: 'library',
      reason: null,
      loads: 'yes',
      description: 'library, aarch64',
    },
    {
      path: 'prebuilds/x64.node',
      artifact: 'function',
      selection: 'not-selected',
      reason: 'another file of its set is loaded',
      loads: null,
      description: 'library, x86_64',
    },
  ],
  sentence: finding.message,
  counts: { broken: 1, 'at-risk': 0, unknown: 1, info: 0 },
  evidence: { grade: 'E3', nativeFiles: 3, countedFiles: 2 },
  runtime: {
    id: 'provided.al2023',
    architecture: 'arm64',
    profile: { id: 'p', name: 'provided.al2023 on arm64', origin: 'shipped' },
    asOf: '2025-03-15',
  },
};

const outcome: CheckOutcome = {
  judgement,
  packageType: 'zip',
  parts: [
    {
      name: 'function',
      mount: 'function',
      path: 'dist/fn.zip',
      report: {
        name: 'dist/fn.zip',
        format: 'zip',
        sha256: null,
        size: 1,
        entries: 3,
        files: [],
        links: [],
        scripts: [],
        skipped: [],
        complete: true,
      },
    },
  ],
  known: null,
  exitCode: exitCodes.refused,
};

/** The same, where the baseline has the break. */
const known: CheckOutcome = { ...outcome, known: new Set([finding]) };

describe('the text of a check', () => {
  it('says what, why and what to do, in this order', () => {
    expect(formatCheck(outcome, style))
      .toBe(`✗ Broken · dist/fn.zip on provided.al2023, arm64

✗ Broken R1 · bootstrap
  bootstrap will not start: it asks libstdc++.so.6 for GLIBCXX_3.4.30, and the
  runtime has up to GLIBCXX_3.4.29.
  asked for by  std::condition_variable::wait(std::unique_lock<std::mutex>&);
                also at GLIBCXX_3.4.11
                and 2 more symbols
  the runtime   /lib64/libstdc++.so.6 has up to GLIBCXX_3.4.29
  ways out      1. Link the C++ library in, so that nothing is asked of the one
                   of the runtime.
                   -static-libstdc++
                2. Move to another runtime.
  known from    an issue (documented, as of 2025-04-14)

? Unknown R23 in extras
  The layer extras could not be read.
  not known     what is in the layer

fails  bootstrap    executable, aarch64
loads  lib/fine.so  library, aarch64
1 native file not counted: another file of its set is loaded

evidence  3 native files in 1 artifact, 2 counted
profile   provided.al2023 on arm64 (shipped)
findings  1 broken, 0 at risk, 1 unknown
`);
  });
});

// An XML parser that is not ours; where there is none, this is left out.
const describeWithPython =
  spawnSync('python3', ['--version']).status === 0 ? describe : describe.skip;

/** What a parser of XML that is not ours reads. */
function parsed(xml: string): [string, Record<string, string>, string][] {
  const program =
    'import json,sys,xml.etree.ElementTree as e\nprint(json.dumps([[x.tag,x.attrib,(x.text or "").strip()] for x in e.fromstring(sys.stdin.buffer.read()).iter()]))';
  return JSON.parse(
    execFileSync('python3', ['-c', program], { input: xml, encoding: 'utf8' }),
  );
}

describeWithPython('JUnit (skipped without python3)', () => {
  it('has a suite for the artifact and a case for each file', () => {
    const elements = parsed(junitDocument(outcome));
    expect(elements[1]).toEqual([
      'testsuite',
      {
        name: 'dist/fn.zip',
        tests: '3',
        failures: '1',
        errors: '0',
        skipped: '1',
        time: '0',
      },
      '',
    ]);
    expect(elements.slice(2).map(([tag, { name }]) => name ?? tag)).toEqual([
      'the function as a whole',
      'skipped',
      'bootstrap',
      'failure',
      'lib/fine.so',
    ]);
    expect(elements[5][1]).toEqual({
      message: finding.message,
      type: 'broken',
    });
    expect(elements[5][2]).toContain('wait(std::unique_lock<std::mutex>&)');

    const excused = parsed(junitDocument(known));
    expect(excused[1][1]).toMatchObject({ failures: '0', skipped: '2' });
  });

  it('is XML whatever a name holds, and says what failed', () => {
    const name = 'a<b>&"\'\u0000\u001b\ud800\ufffe\n]]>';
    const elements = parsed(failedJunitDocument(name, `${name}: gone`));
    expect(elements[1][1]).toMatchObject({ tests: '1', errors: '1' });
    const [tag, { message, type }] = elements[3];
    expect({ tag, type }).toEqual({ tag: 'error', type: 'infrastructure' });
    expect(message).toBe('a<b>&"\'\\x00\\x1b\\ud800\\ufffe\n]]>: gone');
  });
});

describe('SARIF', () => {
  it('has what readers of 2.1.0 need, and marks what is new', () => {
    const { version, runs } = JSON.parse(sarifDocument(known, '/work'));
    expect(version).toBe('2.1.0');
    const [{ tool, results, invocations }] = runs;
    expect(tool.driver.name).toBe('lambda-compat');
    expect(tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual([
      'R1',
      'R23',
    ]);
    expect(invocations).toEqual([{ executionSuccessful: true, exitCode: 1 }]);
    expect(results).toMatchObject([
      {
        ruleId: 'R1',
        ruleIndex: 0,
        level: 'error',
        baselineState: 'unchanged',
        message: { text: expect.stringContaining('-static-libstdc++') },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'dist/fn.zip' },
              region: { startLine: 1 },
            },
            logicalLocations: [
              { fullyQualifiedName: 'dist/fn.zip!/bootstrap', kind: 'module' },
            ],
          },
        ],
        partialFingerprints: {
          // printf '%s' 'R1|bootstrap|libstdc++.so.6|GLIBCXX_3.4.30' | sha256sum
          'lambdaCompatFinding/v1':
            'a49e93ac884389846ba8c62fa2ce65c296b436e1230c2767447fa7bc6821eb21',
        },
      },
      { ruleId: 'R23', ruleIndex: 1, level: 'warning', baselineState: 'new' },
    ]);
    expect(JSON.parse(failedSarifDocument('gone')).runs[0]).toMatchObject({
      results: [],
      invocations: [{ executionSuccessful: false, exitCode: 4 }],
    });
  });

  it('writes paths as URIs', () => {
    const at = (path: string, format: 'zip' | 'folder') => {
      const [part] = outcome.parts;
      const parts = [{ ...part, path, report: { ...part.report, format } }];
      const document = JSON.parse(
        sarifDocument({ ...outcome, parts }, '/repository'),
      );
      return document.runs[0].results[0].locations[0].physicalLocation
        .artifactLocation.uri;
    };
    expect(at('my dist/50%.zip', 'zip')).toBe('my%20dist/50%25.zip');
    expect(at('dist/', 'folder')).toBe('dist/bootstrap');
    expect(at('/elsewhere/a b.zip', 'zip')).toBe('file:///elsewhere/a%20b.zip');
    expect(at('/repository/a.zip', 'zip')).toBe('a.zip');
  });
});

describe('what goes to GitHub', () => {
  it('escapes what would end a part of a command', () => {
    expect(
      annotation('error', {
        file: 'a,b:c%.zip',
        title: 't',
        message: '100%\n::error::x, y: z',
      }),
    ).toBe('::error file=a%2Cb%3Ac%25.zip,title=t::100%25\\n::error::x, y: z');
  });

  it.each([
    ['keeps a sentence', 'needs 3.4.30: no (yet)', 'needs 3.4.30: no (yet)'],
    ['shows marks', '*a* _b_ `c` [d](e)', '\\*a\\* \\_b\\_ \\`c\\` \\[d\\](e)'],
    ['shows HTML', '<img src=x>&amp;', '\\<img src=x\\>&#38;amp;'],
    ['calls nobody', '@team', '&#64;team'],
    ['links nowhere', 'https://x www.x', 'https&#58;//x www&#46;x'],
    ['begins no list', '- a', '&#45; a'],
    ['ends no cell', 'a|b', 'a\\|b'],
  ])('%s in Markdown', (_, text, expected) => {
    expect(markdownText(text)).toBe(expected);
  });

  it('fences code by more backticks than it has', () => {
    expect(markdownCode('a')).toBe('`a`');
    expect(markdownCode('a``b')).toBe('``` a``b ```');
    expect(htmlText('<b>')).toBe('&#60;b&#62;');
  });
});
