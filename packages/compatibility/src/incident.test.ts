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

import { join } from 'node:path';
import { demangle, scanArtifact } from '@lambda-compat/elf-symbols';
import {
  selectProfile,
  type Architecture,
} from '@lambda-compat/lambda-runtimes';
import { Builds, isInstalled } from './__testUtils__/builds';
import { judge } from './judge';
import type { FunctionFacts } from './types';

/**
 * The incident in small: a Go program whose C++ waits on a condition variable,
 * built by the compilers of the machine. Where those are as new as gcc 12, it
 * asks for GLIBCXX_3.4.30.
 */
const SOURCES = {
  'go.mod': 'module example.com/orders\n',
  'main.go':
    'package main\n\n// void wait_for_work(int);\nimport "C"\nimport "os"\n\nfunc main() { C.wait_for_work(C.int(len(os.Args))) }\n',
  'wait.cc': `
    #include <condition_variable>
    #include <mutex>
    static std::mutex m; static std::condition_variable c;
    extern "C" void wait_for_work(int n) {
      std::unique_lock<std::mutex> lock(m);
      if (n > 5) c.wait(lock);
    }`,
};

const TODAY = '2026-11-23';
const TIMEOUT = 240_000;

interface Toolchain {
  architecture: Architecture;
  goarch: string;
  cxx: string;
  cc: string;
}

const TOOLCHAINS: Toolchain[] = [
  { architecture: 'x86_64', goarch: 'amd64', cxx: 'g++', cc: 'gcc' },
  {
    architecture: 'arm64',
    goarch: 'arm64',
    cxx: 'aarch64-linux-gnu-g++',
    cc: 'aarch64-linux-gnu-gcc',
  },
];

/** The machine's own compilers build for the machine. */
const native = process.arch === 'arm64' ? 'arm64' : 'x86_64';
const go = process.platform === 'linux' && isInstalled('go', ['version']);

describe.each(TOOLCHAINS)('the incident on $architecture', toolchain => {
  const { architecture, goarch } = toolchain;
  const own = architecture === native;
  const cxx = own ? 'g++' : toolchain.cxx;
  const cc = own ? 'gcc' : toolchain.cc;
  const describeCgo = go && isInstalled(cxx) ? describe : describe.skip;
  const describeGo = go ? describe : describe.skip;
  const builds = new Builds();

  afterAll(() => builds.remove());

  async function built(
    args: string[] = [],
    env: Record<string, string> = { CGO_ENABLED: '1', CC: cc, CXX: cxx },
    sources: Record<string, string> = SOURCES,
  ) {
    const folder = builds.run(
      sources,
      ['go', 'build', ...args, '-o', 'out/bootstrap', '.'],
      { GOFLAGS: '-mod=mod', GOTOOLCHAIN: 'local', GOARCH: goarch, ...env },
    );
    return scanArtifact(join(folder, 'out'), {
      name: 'function.zip',
      symbolsOf: () => true,
    });
  }

  async function facts(
    report: Awaited<ReturnType<typeof built>> | null,
    asOf?: string,
  ): Promise<FunctionFacts> {
    const runtime = 'provided.al2023';
    return {
      runtime,
      architecture,
      packageType: 'zip',
      profile: selectProfile({ runtime, architecture, asOf }),
      artifacts: report
        ? [{ name: 'function.zip', mount: 'function', report }]
        : [],
      unread: [],
      libraryPath: null,
      image: null,
      evidence: 'build',
      outdated: null,
      today: TODAY,
    };
  }

  describeCgo('built with cgo', () => {
    it(
      'is broken as of March 2025, and says what, why, where else and what to do',
      async () => {
        const report = await built();
        const { verdict, findings, sentence, ladder } = judge(
          await facts(report, '2025-03-15'),
          {},
          { demangle },
        );
        expect(verdict).toBe('broken');
        expect(findings[0]).toMatchObject({
          rule: 'R1',
          key: 'R1|bootstrap|libstdc++.so.6|GLIBCXX_3.4.30',
          file: 'bootstrap',
          library: 'libstdc++.so.6',
          version: 'GLIBCXX_3.4.30',
          symbols: [
            {
              demangled:
                'std::condition_variable::wait(std::unique_lock<std::mutex>&)',
              alsoAt: ['GLIBCXX_3.4.11'],
            },
          ],
          provided: {
            answer: 'no',
            highest: [{ state: 'al2023-gcc11', version: 'GLIBCXX_3.4.29' }],
          },
        });
        expect(sentence).toContain(
          `bootstrap will not start on provided.al2023 (${architecture}): it asks libstdc++.so.6 for GLIBCXX_3.4.30, and the runtime has up to GLIBCXX_3.4.29.`,
        );
        expect(findings[0].provided?.sources[0].text).toContain(
          'amazonlinux/container-images#132',
        );
        expect(findings[0].waysOut.map(({ code }) => code)).toEqual([
          'FROM amazonlinux:2023.6.20250317.2',
          expect.stringContaining('-extldflags "-static"'),
          expect.stringContaining('-static-libstdc++ -Wl,--gc-sections'),
          'CGO_ENABLED=0 go build -o bootstrap .',
        ]);
        expect(
          ladder.find(({ namespace }) => namespace === 'GLIBCXX'),
        ).toMatchObject({ answer: 'no', metBy: 'runtime' });
      },
      TIMEOUT,
    );

    it(
      'is compatible today, and unknown where the state of the runtime is not',
      async () => {
        const report = await built();
        const today = judge(await facts(report, TODAY), {}, { demangle });
        expect([today.verdict, today.findings]).toEqual(['compatible', []]);
        expect(today.sentence).toContain('GLIBCXX_3.4.30');
        const any = judge(await facts(report), {}, { demangle });
        expect(any.verdict).toBe('unknown');
        expect(any.findings[0]).toMatchObject({
          rule: 'R1',
          verdict: 'unknown',
          undecided: expect.stringContaining('libstdc++ of gcc 14'),
        });
        expect(any.sentence).toContain('between 2025-03-17 and 2025-08-15');
        expect(any.findings[0].waysOut[0].kind).toBe('measure');
      },
      TIMEOUT,
    );

    it(
      'is compatible when built by the ways out that it names, and says why',
      async () => {
        const broken = judge(await facts(await built(), '2025-03-15'));
        // As a shell would take them apart.
        const lines = broken.findings[0].waysOut
          .map(({ code }) => code ?? '')
          .filter(code => code.includes('-ldflags'))
          .map(code => ({
            flags: /-ldflags '([^']+)'/.exec(code)?.[1] ?? '',
            tags: /-tags (\S+)/.exec(code)?.[1] ?? '',
          }));
        expect(lines).toHaveLength(2);
        for (const { flags, tags } of lines) {
          const report = await built(['-tags', tags, '-ldflags', flags]);
          const { verdict, sentence } = judge(
            await facts(report, '2025-03-15'),
          );
          expect(sentence).toMatch(
            /bootstrap is static .* needs nothing of the runtime|and nothing of libstdc\+\+\.so\.6/,
          );
          expect(verdict).toBe('compatible');
        }
      },
      TIMEOUT,
    );

    it(
      'is what readelf says of it with the C++ library linked in by the flag alone',
      async () => {
        const report = await built([
          '-ldflags',
          '-linkmode external -extldflags "-static-libstdc++"',
        ]);
        const needs = report.files[0].report?.versionNeeds ?? [];
        expect(needs.map(({ library }) => library)).not.toContain(
          'libstdc++.so.6',
        );
        // std::random_device of a libstdc++ built on glibc 2.36 and later calls
        // arc4random, whether the program uses it or not.
        const newer = needs
          .flatMap(({ versions }) => versions.map(({ name }) => name))
          .filter(name => /^GLIBC_2\.(?:3[6-9]|[4-9]\d)$/.test(name));
        const { verdict, findings } = judge(await facts(report, TODAY));
        expect(verdict).toBe(newer.length > 0 ? 'broken' : 'compatible');
        expect(
          findings
            .filter(one => one.verdict === 'broken')
            .map(({ version }) => version),
        ).toEqual(newer);
      },
      TIMEOUT,
    );
  });

  describeGo('built without', () => {
    it(
      'is compatible as static Go, as that finds nothing in the runtime it needs',
      async () => {
        const report = await built(
          [],
          { CGO_ENABLED: '0' },
          {
            'go.mod': SOURCES['go.mod'],
            'main.go': 'package main\nfunc main() { println("x") }\n',
          },
        );
        for (const asOf of ['2025-03-15', TODAY, undefined]) {
          const { verdict, sentence, ladder, findings } = judge(
            await facts(report, asOf),
          );
          expect([verdict, ladder, findings]).toEqual(['compatible', [], []]);
          expect(sentence).toContain('bootstrap is static');
          expect(sentence).toContain('needs nothing of the runtime');
        }
      },
      TIMEOUT,
    );
  });

  it('is unknown where nothing was measured', async () => {
    const { verdict, findings, evidence } = judge(await facts(null, TODAY));
    expect([verdict, evidence.grade]).toEqual(['unknown', 'E0']);
    expect(findings).toEqual([
      expect.objectContaining({ rule: 'R20', undecided: expect.any(String) }),
    ]);
  });
});
