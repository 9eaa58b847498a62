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

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  demangle,
  scanArtifact,
  type ArtifactReport,
} from '@lambda-compat/elf-symbols';
import { selectProfile } from '@lambda-compat/lambda-runtimes';
import { part, functionFacts } from './__testUtils__/facts';
import { isInstalled } from './__testUtils__/builds';
import { judge } from './judge';
import type { Judgement } from './types';

/** Binaries of npm packages that the repository installs for the machine. */
const MODULES = join(__dirname, '../../../node_modules');

/** A day on which nodejs22.x is not yet deprecated within 180 days. */
const DAY = '2026-10-01';
/** Deprecated runtimes too are asked for their libraries only. */
const NO_DATES = { deprecationDays: -100_000 };

/** The report of a folder, as if it lay elsewhere in the artifact. */
function below(prefix: string, report: ArtifactReport): ArtifactReport {
  return {
    ...report,
    name: 'function.zip',
    files: report.files.map(file => ({
      ...file,
      path: `${prefix}${file.path}`,
    })),
    links: report.links.map(link => ({
      ...link,
      path: `${prefix}${link.path}`,
    })),
    skipped: report.skipped.map(entry => ({
      ...entry,
      path: `${prefix}${entry.path}`,
    })),
  };
}

async function judgeFolder(
  folder: string,
  target: string,
  prefix: string,
): Promise<Judgement> {
  const [runtime, architecture] = target.split(' ') as [
    string,
    'arm64' | 'x86_64',
  ];
  const report = await scanArtifact(folder, { symbolsOf: () => true });
  return judge(
    functionFacts([part(below(prefix, report))], {
      runtime,
      architecture,
      today: DAY,
      profile: selectProfile({ runtime, architecture, asOf: DAY }),
    }),
    NO_DATES,
    { demangle },
  );
}

/** Keys of what breaks, without the file where there is one only. */
function broken({ findings }: Judgement): string[] {
  return findings
    .filter(({ verdict }) => verdict === 'broken')
    .map(({ key }) => key.replace(/\|[^|]*\//, '|'))
    .sort();
}

const SQLITE_X86 = [
  'R1|linux-x64.node|libc.so.6|GLIBC_2.28',
  'R1|linux-x64.node|libc.so.6|GLIBC_2.33',
  'R1|linux-x64.node|libc.so.6|GLIBC_2.34',
  'R1|linux-x64.node|libm.so.6|GLIBC_2.29',
  'R1|linux-x64.node|libstdc++.so.6|GLIBCXX_3.4.29',
];
const SQLITE_ARM = SQLITE_X86.map(key => key.replace('x64', 'arm64'));

/**
 * Package, target, verdict, what breaks, and why by `readelf -V -d -l` beside
 * the libraries of Amazon Linux: AL2 has GLIBC up to 2.26 and GLIBCXX up to
 * 3.4.24, AL2023 of that day GLIBC up to 2.35 and GLIBCXX up to 3.4.33.
 */
const TABLE: [
  packageName: string,
  target: string,
  verdict: Judgement['verdict'],
  breaks: string[],
  why: string,
][] = [
  ...['provided.al2', 'provided.al2023', 'nodejs22.x'].flatMap(
    (runtime): typeof TABLE => [
      [
        '@swc/core-linux-x64-gnu',
        `${runtime} x86_64`,
        'compatible',
        [],
        'needs glibc up to 2.14 and GCC_4.2.0',
      ],
      [
        '@rollup/rollup-linux-x64-gnu',
        `${runtime} x86_64`,
        'compatible',
        [],
        'needs glibc up to 2.14 and GCC_4.2.0',
      ],
      [
        '@unrs/resolver-binding-linux-x64-gnu',
        `${runtime} x86_64`,
        'compatible',
        [],
        'needs glibc up to 2.14',
      ],
      [
        '@rspack/binding-linux-x64-gnu',
        `${runtime} x86_64`,
        'compatible',
        [],
        'needs glibc up to 2.15',
      ],
      [
        '@esbuild/linux-x64',
        `${runtime} x86_64`,
        'compatible',
        [],
        'static Go: no dynamic section',
      ],
      [
        '@swc/core-linux-x64-gnu',
        `${runtime} arm64`,
        'broken',
        ['R3|swc.linux-x64-gnu.node|x86_64'],
        'is for x86-64',
      ],
      [
        '@esbuild/linux-x64',
        `${runtime} arm64`,
        'broken',
        ['R3|esbuild|x86_64'],
        'is for x86-64, static or not',
      ],
    ],
  ),
  [
    'better-sqlite3',
    'provided.al2 x86_64',
    'broken',
    SQLITE_X86,
    'the file for x64 and glibc needs glibc 2.34 and GLIBCXX_3.4.29',
  ],
  [
    'better-sqlite3',
    'provided.al2 arm64',
    'broken',
    SQLITE_ARM,
    'the same of the file for arm64',
  ],
  ...['provided.al2023', 'nodejs22.x'].flatMap(runtime =>
    ['x86_64', 'arm64'].map((architecture): (typeof TABLE)[number] => [
      'better-sqlite3',
      `${runtime} ${architecture}`,
      'compatible',
      [],
      'AL2023 has glibc 2.34 and GLIBCXX_3.4.29; the three others of the set do not count',
    ]),
  ),
];

describe('binaries of npm packages', () => {
  it.each(TABLE)('%s on %s is %s', async (name, target, verdict, breaks) => {
    const folder = join(MODULES, name);
    if (!existsSync(folder)) {
      // eslint-disable-next-line no-console -- the reader of the output should know what was left out
      console.warn(`${name} is not installed for this machine`);
      return;
    }
    const judgement = await judgeFolder(
      folder,
      target,
      `node_modules/${name}/`,
    );
    expect(broken(judgement)).toEqual(breaks);
    expect([judgement.verdict, judgement.sentence]).toEqual([
      verdict,
      expect.any(String),
    ]);
  });

  it('says of better-sqlite3 which file is taken and why not the others', async () => {
    const folder = join(MODULES, 'better-sqlite3');
    if (!existsSync(join(folder, 'prebuilds'))) {
      return;
    }
    const { files } = await judgeFolder(
      folder,
      'nodejs22.x arm64',
      'node_modules/better-sqlite3/',
    );
    const outcome = new Map(
      files.map(({ path, selection, loads }) => [
        path.split('/').pop(),
        [selection, loads],
      ]),
    );
    expect(outcome.get('linux-arm64.node')).toEqual(['loaded', 'yes']);
    for (const other of ['x64', 'musl-x64', 'musl-arm64']) {
      expect(
        outcome.get(`linux${other === 'x64' ? '-x64' : other}.node`),
      ).toEqual(['not-selected', null]);
    }
  });
});

const describeReadelf =
  process.platform === 'linux' && isInstalled('readelf')
    ? describe
    : describe.skip;

describeReadelf('Node.js itself beside readelf', () => {
  /** Highest versions of AL2 by hand; its libm and libc have no gaps above. */
  const AL2: Record<string, number[]> = {
    GLIBC: [2, 26],
    GLIBCXX: [3, 4, 24],
    CXXABI: [1, 3, 11],
    GCC: [7, 0, 0],
  };

  function exceeds(version: string): boolean {
    const [namespace, number] = version.split('_');
    const limit = Object.hasOwn(AL2, namespace) ? AL2[namespace] : [];
    const parts = number.split('.').map(Number);
    const at = parts.findIndex((part_, index) => part_ !== (limit[index] ?? 0));
    return at >= 0 && parts[at] > (limit[at] ?? 0);
  }

  it('asks of AL2 exactly what readelf shows above the versions of AL2', async () => {
    const { stdout } = spawnSync('readelf', ['-VW', process.execPath], {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 ** 2,
    });
    const needs = stdout.slice(stdout.indexOf('.gnu.version_r'));
    const expected: string[] = [];
    let library = '';
    for (const [, file, name, flags] of needs.matchAll(
      /File: (\S+)|Name: (\S+)\s+Flags: (\S+)/g,
    )) {
      library = file ?? library;
      if (name && flags !== 'WEAK' && exceeds(name)) {
        expected.push(`R1|node|${library}|${name}`);
      }
    }
    const architecture = process.arch === 'arm64' ? 'arm64' : 'x86_64';
    const report = await scanArtifact(process.execPath);
    const facts = functionFacts(
      [
        part({
          ...report,
          files: report.files.map(file => ({ ...file, path: 'bin/node' })),
        }),
      ],
      { runtime: 'provided.al2', architecture, today: DAY, asOf: DAY },
    );
    const judgement = judge(facts, NO_DATES);
    expect(broken(judgement)).toEqual(expected.sort());
    expect(dirname(judgement.files[0].path)).toBe('bin');
  });
});
