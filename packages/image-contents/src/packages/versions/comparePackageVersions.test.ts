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
import { areInstalled, run } from '../__testUtils__/programs';
import { createRandom } from '../__testUtils__/mutations';
import { comparePackageVersions } from './comparePackageVersions';

type Case = [a: string, b: string, order: number];

/** What rpm's own tests say (tests/rpmvercmp.at of rpm 4.18). */
const RPM: Case[] = [
  ['1.0', '1.0', 0],
  ['1.0', '2.0', -1],
  ['2.0.1', '2.0.1', 0],
  ['2.0', '2.0.1', -1],
  ['2.0.1a', '2.0.1a', 0],
  ['2.0.1', '2.0.1a', -1],
  ['5.5p1', '5.5p1', 0],
  ['5.5p1', '5.5p2', -1],
  ['5.5p10', '5.5p10', 0],
  ['5.5p1', '5.5p10', -1],
  ['10xyz', '10.1xyz', -1],
  ['xyz10', 'xyz10', 0],
  ['xyz10', 'xyz10.1', -1],
  ['xyz.4', 'xyz.4', 0],
  ['xyz.4', '8', -1],
  ['xyz.4', '2', -1],
  ['5.5p2', '5.6p1', -1],
  ['5.6p1', '6.5p1', -1],
  ['6.0', '6.0.rc1', -1],
  ['10a1', '10b2', -1],
  ['10a2', '10b2', -1],
  ['1.0aa', '1.0aa', 0],
  ['1.0a', '1.0aa', -1],
  ['10.0001', '10.0001', 0],
  ['10.0001', '10.1', 0],
  ['10.0001', '10.0039', -1],
  ['4.999.9', '5.0', -1],
  ['20101121', '20101121', 0],
  ['20101121', '20101122', -1],
  ['2_0', '2_0', 0],
  ['2.0', '2_0', 0],
  ['a', 'a', 0],
  ['a+', 'a+', 0],
  ['a+', 'a_', 0],
  ['+a', '+a', 0],
  ['+a', '_a', 0],
  ['+_', '+_', 0],
  ['_+', '+_', 0],
  ['_+', '_+', 0],
  ['+', '_', 0],
  ['1.0~rc1', '1.0~rc1', 0],
  ['1.0~rc1', '1.0', -1],
  ['1.0~rc1', '1.0~rc2', -1],
  ['1.0~rc1~git123', '1.0~rc1~git123', 0],
  ['1.0~rc1~git123', '1.0~rc1', -1],
  ['1.0^', '1.0^', 0],
  ['1.0', '1.0^', -1],
  ['1.0^git1', '1.0^git1', 0],
  ['1.0', '1.0^git1', -1],
  ['1.0^git1', '1.0^git2', -1],
  ['1.0^git1', '1.01', -1],
  ['1.0^20160101', '1.0^20160101', 0],
  ['1.0^20160101', '1.0.1', -1],
  ['1.0^20160101^git1', '1.0^20160101^git1', 0],
  ['1.0^20160101^git1', '1.0^20160102', -1],
  ['1.0~rc1^git1', '1.0~rc1^git1', 0],
  ['1.0~rc1', '1.0~rc1^git1', -1],
  ['1.0^git1~pre', '1.0^git1~pre', 0],
  ['1.0^git1~pre', '1.0^git1', -1],
  ['1b.fc17', '1b.fc17', 0],
  ['1b.fc17', '1.fc17', -1],
  ['1g.fc17', '1g.fc17', 0],
  ['1.fc17', '1g.fc17', -1],
  ['1.1.α', '1.1.β', 0],
  ['1.1.αα', '1.1.α', 0],
  ['1.1.α', '1.1.ββ', 0],
];

/** Epochs and releases; the expected order is that of rpm-version(7). */
const RPM_EVR: Case[] = [
  ['1:1.0-1', '2.0-1', 1],
  ['0:2.0-1', '2.0-1', 0],
  ['2.34-231.amzn2023.0.5', '2.39-126.amzn2027', -1],
  ['11.3.1-4.amzn2023.0.3', '14.2.1-7.amzn2023.0.2', -1],
  ['1.0-2', '1.0-10', -1],
  ['1.0', '1.0-10', 0],
  ['2:8.2.2637-1', '1:9.0.0-1', 1],
];

/** By deb-version(7); each is asked of dpkg too where it is installed. */
const DPKG: Case[] = [
  ['1.0', '1.0', 0],
  ['1.0', '1.00', 0],
  ['1.0-0', '1.0', 0],
  ['0:1.0', '1.0', 0],
  ['1:0.1', '9.9', 1],
  ['2.36-9+deb12u10', '2.36-9+deb12u9', 1],
  ['2.36-9+deb12u10', '2.41-12', -1],
  ['1.0~rc1', '1.0', -1],
  ['1.0~', '1.0~~', 1],
  ['1.0~rc1-1', '1.0~rc1~1-1', 1],
  ['1.0a', '1.0', 1],
  ['1.0a', '1.0+', -1],
  ['1.0.', '1.0', 1],
  ['1.0-1ubuntu1', '1.0-1', 1],
  ['1.0-1+b1', '1.0-1', 1],
  ['12.2.0-14', '4.9.2-10', 1],
  ['1.2.3-1-2', '1.2.3-1-10', -1],
  ['20240203', '20230311+deb12u1', 1],
  ['1.0-a', '1.0-A', 1],
];

/** What apk-tools' own tests say (test/version.data). */
const APK: Case[] = [
  ['2.34', '0.1.0_alpha', 1],
  ['23_foo', '4_beta', 1],
  ['1.0', '1.0bc', -1],
  ['0.1.0_alpha', '0.1.0_alpha', 0],
  ['0.1.0_alpha', '0.1.3_alpha', -1],
  ['0.1.0_alpha2', '0.1.0_alpha', 1],
  ['0.1.0_alpha', '2.2.39-r1', -1],
  ['1.0.4-r3', '1.0.4-r4', -1],
  ['1.0.4-r4', '1.6', -1],
  ['1.6', '1.0.2', 1],
  ['0.7-r1', '1.0.0', -1],
  ['1.1', '1.1_alpha1', 1],
  ['1.3_alpha', '1.3_alpha2', -1],
  ['0.13_beta4', '0.13_beta5', -1],
  ['2.3.0b-r3', '2.3.0b-r4', -1],
  ['0.2.0-r1', '3.1_p16', -1],
  ['3.1_p17', '1.06-r6', 1],
  ['1.06-r6', '006', -1],
  ['006', '1.0.0', 1],
  ['1.2.2-r1', '1.2.2', 1],
  ['2.01.01_alpha10', '0.94', 1],
  ['1.0', '0.99.3.20040818', 1],
  ['0.10.3', '1.6', -1],
  ['1.39', '1.00_beta2', 1],
  ['1.02', '1.03-r1', -1],
  ['4.2.52_p2-r1', '4.2.52_p4-r2', -1],
  ['4.2.52_p4-r2', '1.02.07', 1],
  ['1.02.07', '1.02.10-r1', -1],
  ['2.18.3-r10', '1.05-r18', 1],
  ['20050405', '1.8', 1],
  ['10-r1', '4', 1],
  ['20060720', '3.0.20060720', 1],
  ['2.0.0_rc3-r1', '1.5', 1],
  ['2.5.1-r8', '2.5.1a-r1', -1],
  ['3.9_pre20060124', '0.01', 1],
  ['0.01', '0.06', -1],
  ['1.1.7', '6b-r7', -1],
  ['0.10.0', '0.10.1_rc1', -1],
  ['1.06-r1', '1.06-r2', -1],
  ['0.15.1b-r2', '0.15.1b', 1],
  ['0.0.25', '0.17', -1],
  ['2.1_pre20', '2.1_pre26', -1],
  ['2.10.1', '02.08.01b', 1],
  ['02.08.01b', '4.77', -1],
  ['2.02.06', '2.02.10', -1],
  ['1.6d', '1.2.07.8', 1],
  ['1.2.07.8', '1.2.12.04', -1],
  ['1.07-r1', '1.07.5', -1],
  ['1.07.5', '1.07', 1],
  ['0.1_pre20060810', '0.1_pre20060817', -1],
  ['0.20070118', '0.20070207_rc1', -1],
  ['4.5_p1-r1', '4.5_p1', 1],
  ['0.9.8c-r1', '0.9.8d', -1],
  ['013', '014-r1', -1],
  ['5b-r9', '2.2.10', 1],
  ['2.04', '2.4.3-r1', -1],
  ['1.8.5', '1.8.5_p2', -1],
  ['0.98', '1.00', -1],
  ['1.6.8_p12-r1', '1.6.8_p9-r2', 1],
  ['0.9.28-r2', '0.9.28.1', -1],
  ['087-r1', '103', -1],
  ['104-r11', '104-r9', 1],
  ['7.0.17', '7.0.174', -1],
  ['1.3-r0', '1.3.1-r0', -1],
  ['1.3_pre1-r1', '1.3.2', -1],
  ['1.0_p10-r0', '1.0_p9-r0', 1],
  ['0.1.0_alpha_pre2', '0.1.0_alpha', -1],
  ['1.0.0_pre20191002222144-r0', '1.0.0_pre20210530193627-r0', -1],
];

/** By apk-package(5), which apk-tools 3 follows. */
const APK_3: Case[] = [
  ['1.0', '1.0_p', -1],
  ['1.0_rc1', '1.0', -1],
  ['1.0_alpha', '1.0_beta', -1],
  ['1.0_beta', '1.0_pre', -1],
  ['1.0_pre', '1.0_rc', -1],
  ['1.0_cvs', '1.0_svn', -1],
  ['1.0_svn', '1.0_git', -1],
  ['1.0_git', '1.0_hg', -1],
  ['1.0_hg', '1.0_p', -1],
  ['1.0_git20240101', '1.0', 1],
  ['1.0~abc123-r1', '1.0~abc123-r2', -1],
  ['1.2.5-r9', '1.2.5-r10', -1],
  ['1.05', '1.1', -1],
  ['1a', '1b', -1],
  ['1.1', '1a', 1],
];

describe.each([
  ['rpm', [...RPM, ...RPM_EVR]],
  ['dpkg', DPKG],
  ['apk', [...APK, ...APK_3]],
] as const)('comparePackageVersions of %s', (system, cases) => {
  it.each(cases)('puts %s and %s in order %d', (a, b, order) => {
    expect(Math.sign(comparePackageVersions(system, a, b))).toBe(order);
    expect(Math.sign(comparePackageVersions(system, b, a))).toBe(-order + 0);
  });

  it('compares versions of 100,000 characters in a moment', () => {
    const start = performance.now();
    for (const part of ['1', '1.', '~', '^a', '_p', '.0', '-', ':', 'a']) {
      const long = part.repeat(100_000 / part.length);
      comparePackageVersions(system, long, `${long}1`);
      comparePackageVersions(system, `1${long}`, `1${long}2`);
    }
    expect(performance.now() - start).toBeLessThan(15_000);
  });
});

/** Pairs of texts of the characters that versions are made of. */
function randomPairs(alphabet: string, count: number): Array<[string, string]> {
  const random = createRandom(20_261_123);
  const text = (length: number) =>
    Array.from({ length }, () => alphabet[random(alphabet.length)]).join('');
  return Array.from({ length: count }, () => {
    const common = text(random(4));
    return [`1${common}${text(random(5))}`, `1${common}${text(random(5))}`];
  });
}

const describeRpm = areInstalled(['rpm']) ? describe : describe.skip;
describeRpm('beside rpm', () => {
  it('orders as rpm itself does', () => {
    const pairs = [
      ...RPM.map(([a, b]) => [a, b]),
      ...randomPairs('019aZ.~^_+', 2_000),
    ].filter(([a, b]) => /^[ -~]*$/.test(a + b));
    const calls = pairs.map(
      ([a, b]) => `t[#t+1] = rpm.vercmp([==[${a}]==], [==[${b}]==])`,
    );
    const expected = calls
      .reduce<string[][]>((batches, call, index) => {
        (batches[Math.floor(index / 500)] ??= []).push(call);
        return batches;
      }, [])
      .flatMap(batch =>
        run('rpm', [
          '--eval',
          `%{lua: local t = {} ${batch.join(' ')} print(table.concat(t, " "))}`,
        ])
          .trim()
          .split(' '),
      );
    const wrong = pairs.filter(
      ([a, b], index) =>
        Math.sign(comparePackageVersions('rpm', a, b)) !==
        Number(expected[index]),
    );
    expect(expected).toHaveLength(pairs.length);
    expect(wrong).toEqual([]);
  });
});

const describeDpkg = areInstalled(['dpkg']) ? describe : describe.skip;
describeDpkg('beside dpkg', () => {
  it('orders as dpkg itself does', () => {
    const pairs = [
      ...DPKG.map(([a, b]) => [a, b]),
      ...randomPairs('019aZ.~+-', 300),
      // dpkg refuses an empty revision.
    ].filter(pair => pair.every(text => !text.endsWith('-')));
    const script = pairs
      .map(
        ([a, b]) =>
          `if dpkg --compare-versions '${a}' lt '${b}'; then echo -1; elif dpkg --compare-versions '${a}' eq '${b}'; then echo 0; else echo 1; fi`,
      )
      .join('\n');
    const { stdout } = spawnSync('sh', ['-c', script], { encoding: 'utf8' });
    const expected = stdout.trim().split('\n').map(Number);
    const wrong = pairs.filter(
      ([a, b], index) =>
        Math.sign(comparePackageVersions('dpkg', a, b)) !== expected[index],
    );
    expect(expected).toHaveLength(pairs.length);
    expect(wrong).toEqual([]);
  }, 60_000);
});
