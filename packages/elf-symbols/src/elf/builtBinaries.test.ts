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
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BufferSource } from '../source/BufferSource';
import { readNeededSymbols } from '../symbols/readSymbols';
import { readElf } from './readElf';

/** Programs built by the compilers of the machine, with what they must be. */

function works(command: string, args: string[]): boolean {
  const { status, error } = spawnSync(command, args, { encoding: 'utf8' });
  const installed = !error && status === 0;
  if (!installed) {
    // eslint-disable-next-line no-console -- the reader of the output should know what was left out
    console.warn(`${command} is not installed: nothing is built with it`);
  }
  return installed;
}

const linux = process.platform === 'linux';
const describeCompiler =
  linux && works('g++', ['--version']) ? describe : describe.skip;
const describeGo = linux && works('go', ['version']) ? describe : describe.skip;
const TIMEOUT = 240_000;

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'elf-symbols-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function build(
  sources: Record<string, string>,
  [command, ...args]: string[],
  env: Record<string, string> = {},
): string {
  const cwd = mkdtempSync(join(folder, 'sources-'));
  for (const [name, text] of Object.entries(sources)) {
    writeFileSync(join(cwd, name), text);
  }
  const path = join(folder, 'built');
  const { status, stderr } = spawnSync(command, [...args, '-o', path], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  if (status !== 0) {
    throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
  }
  return path;
}

describeCompiler('a program built by g++', () => {
  const source = `
    #include <condition_variable>
    #include <cstdio>
    std::condition_variable c; std::mutex m;
    int main(int n, char**) {
      if (n > 5) { std::unique_lock<std::mutex> l(m); c.wait(l); }
      std::fputs("x", stdout);
    }`;

  function report(...args: string[]) {
    const bytes = readFileSync(
      build({ 'main.cc': source }, ['g++', 'main.cc', ...args]),
    );
    const from = new BufferSource(bytes, 'built');
    return { bytes, from, report: readElf(from) };
  }

  it(
    'names the symbol that brings the version of std::condition_variable::wait',
    () => {
      const built = report();
      expect(built.report).toMatchObject({
        kind: 'pie',
        libc: { kind: 'glibc' },
        stripped: false,
        complete: true,
        problems: [],
      });
      const symbols = readNeededSymbols(built.from, built.report).symbols;
      const wait = symbols.find(({ name }) => name.includes('4wait'));
      expect(wait).toMatchObject({
        name: '_ZNSt18condition_variable4waitERSt11unique_lockISt5mutexE',
        library: 'libstdc++.so.6',
        version: expect.stringMatching(/^GLIBCXX_3\.4\.\d+$/),
      });
      expect(symbols.find(({ name }) => name === 'stdout')).toMatchObject({
        library: 'libc.so.6',
      });
    },
    TIMEOUT,
  );

  it(
    'needs nothing of libstdc++ when that is linked in',
    () => {
      const built = report('-static-libstdc++', '-static-libgcc', '-s');
      expect(built.report.stripped).toBe(true);
      expect(built.report.needed).not.toContain('libstdc++.so.6');
      expect(
        built.report.versionNeeds.map(({ library }) => library),
      ).not.toContain('libstdc++.so.6');
    },
    TIMEOUT,
  );

  it.each([
    ['-static', 'static'],
    ['-static-pie', 'static-pie'],
    ['-no-pie', 'executable'],
  ])(
    'is told apart when linked with %s',
    (flag, kind) => {
      const built = report(flag);
      expect(built.report.kind).toBe(kind);
      expect(built.report.static).toBe(kind.startsWith('static'));
      expect(built.report.complete).toBe(true);
    },
    TIMEOUT,
  );

  it(
    'gives the same needs when its section headers are taken away',
    () => {
      const { bytes, report: whole } = report();
      const headless = Buffer.from(bytes);
      headless.fill(0, 40, 48); // e_shoff
      headless.fill(0, 58, 64); // e_shentsize, e_shnum, e_shstrndx
      const cut = readElf(new BufferSource(headless, 'headless'));
      expect(cut).toEqual({
        ...whole,
        hasSectionHeaders: false,
        stripped: null,
        bytesRead: cut.bytesRead,
      });
    },
    TIMEOUT,
  );
});

describeGo('a program built by Go', () => {
  function buildGo(text: string, env: Record<string, string>, args: string[]) {
    const path = build(
      { 'go.mod': 'module example.com/hello\n', 'main.go': text },
      ['go', 'build', ...args],
      { GOFLAGS: '-mod=mod', GOTOOLCHAIN: 'local', ...env },
    );
    const { stdout } = spawnSync('go', ['version', '-m', path], {
      encoding: 'utf8',
    });
    const fields = stdout.split('\n').map(line => line.trim().split('\t'));
    return {
      report: readElf(new BufferSource(readFileSync(path), 'bootstrap')),
      version: fields[0][0].split(': ')[1],
      settings: Object.fromEntries(
        fields
          .filter(([kind]) => kind === 'build')
          .map(([, setting]) => setting.split(/=(.*)/s).slice(0, 2)),
      ) as Record<string, string>,
    };
  }

  const HELLO = 'package main\nfunc main() { println("x") }\n';

  it.each([
    ['x86_64', 'amd64', []],
    ['aarch64', 'arm64', ['-ldflags=-s -w']],
  ])(
    'is static for %s and says of itself what `go version -m` says',
    (machine, arch, args) => {
      const built = buildGo(HELLO, { CGO_ENABLED: '0', GOARCH: arch }, args);
      expect(built.report).toMatchObject({
        machine,
        kind: 'static',
        static: true,
        needed: [],
        complete: true,
        go: {
          version: built.version,
          path: 'example.com/hello',
          mainModule: { path: 'example.com/hello', version: '(devel)' },
          cgoEnabled: false,
        },
      });
      const settings = { ...built.report.go?.settings };
      // `go version -m` prints this one as a literal.
      if ('-ldflags' in settings) {
        settings['-ldflags'] = JSON.stringify(settings['-ldflags']);
      }
      expect(settings).toEqual(built.settings);
    },
    TIMEOUT,
  );

  it(
    'needs the C library when it uses cgo',
    () => {
      const text =
        'package main\n// #include <stdlib.h>\nimport "C"\nfunc main() { C.abs(1) }\n';
      const { report } = buildGo(text, { CGO_ENABLED: '1' }, []);
      expect(report.needed).toContain('libc.so.6');
      expect(report.go?.cgoEnabled).toBe(true);
      expect(report.static).toBe(false);
    },
    TIMEOUT,
  );
});
