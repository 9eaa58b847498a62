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
import {
  profileFromImage,
  selectProfile,
  selectSystemProfile,
  type RuntimeProfile,
} from '@lambda-compat/lambda-runtimes';
import { isInstalled } from '../__testUtils__/builds';
import {
  AL2027_IMAGE,
  GCC_11_IMAGE,
  GCC_14_IMAGE,
  MUSL_IMAGE,
} from '../__testUtils__/images';
import { imageFit } from './imageFit';
import type { ImageProvides } from './types';
import { versionsText } from './versionText';

const runtime = 'provided.al2023';

function shipped(asOf?: string, more = {}): RuntimeProfile {
  return selectProfile({ runtime, architecture: 'arm64', asOf, ...more });
}

const MARCH_2025 = shipped('2025-03-15');
const TODAY = shipped('2026-11-23');

/** The profile of a runtime whose image was measured. */
function measured(libraries: ImageProvides[]): RuntimeProfile {
  return profileFromImage(
    {
      name: 'public.ecr.aws/lambda/provided:al2023',
      digest: `sha256:${'c'.repeat(64)}`,
      architecture: 'arm64',
      libraries: libraries.map(one => ({ ...one, path: null })),
      interpreters: [],
      folders: [],
    },
    { runtime, packageType: 'zip', asOf: '2026-11-20' },
  );
}

describe('imageFit', () => {
  it('names all versions that gcc 14 brought and the runtime of March 2025 did not have', () => {
    const { answer, beyond, sentence } = imageFit(GCC_14_IMAGE, MARCH_2025);
    expect(answer).toBe('no');
    expect(beyond).toEqual([
      {
        library: 'libstdc++.so.6',
        versions: [
          'GLIBCXX_3.4.30',
          'GLIBCXX_3.4.31',
          'GLIBCXX_3.4.32',
          'GLIBCXX_3.4.33',
          'CXXABI_1.3.14',
          'CXXABI_1.3.15',
        ],
        unknown: [],
        highest: [
          {
            namespace: 'GLIBCXX',
            image: 'GLIBCXX_3.4.33',
            runtime: [{ state: 'al2023-gcc11', version: 'GLIBCXX_3.4.29' }],
          },
          {
            namespace: 'CXXABI',
            image: 'CXXABI_1.3.15',
            runtime: [{ state: 'al2023-gcc11', version: 'CXXABI_1.3.13' }],
          },
        ],
      },
      {
        library: 'libgcc_s.so.1',
        versions: ['GCC_13.0.0', 'GCC_14.0', 'GCC_14.0.0'],
        unknown: [],
        highest: [
          {
            namespace: 'GCC',
            image: 'GCC_14.0.0',
            runtime: [{ state: 'al2023-gcc11', version: 'GCC_11.0' }],
          },
          {
            namespace: 'GLIBC',
            image: 'GLIBC_2.0',
            runtime: [{ state: 'al2023-gcc11', version: 'GLIBC_2.0' }],
          },
        ],
      },
    ]);
    expect(sentence).toBe(
      'It provides GLIBCXX up to 3.4.33; provided.al2023 (arm64) had up to 3.4.29.',
    );
  });

  it('does not speak of a namespace that is beyond in none', () => {
    expect(
      imageFit(GCC_14_IMAGE, MARCH_2025).beyond.map(({ library }) => library),
    ).not.toContain('libc.so.6');
  });

  it('fits where the runtime has all of it', () => {
    expect(imageFit(GCC_11_IMAGE, MARCH_2025)).toMatchObject({
      answer: 'yes',
      beyond: [],
      sentence:
        'provided.al2023 (arm64) had every symbol version that it provides, up to GLIBC_2.34 and GLIBCXX_3.4.29.',
    });
    expect(imageFit(GCC_14_IMAGE, TODAY).answer).toBe('yes');
  });

  it('is not known where only some of the states have it', () => {
    const { answer, beyond, sentence } = imageFit(GCC_14_IMAGE, shipped());
    expect(answer).toBe('unknown');
    expect(beyond[0]).toMatchObject({
      library: 'libstdc++.so.6',
      versions: [],
      highest: [
        {
          namespace: 'GLIBCXX',
          runtime: [
            { state: 'al2023-gcc11', version: 'GLIBCXX_3.4.29' },
            { state: 'al2023-gcc14', version: 'GLIBCXX_3.4.33' },
            { state: 'al2023-glibc235', version: 'GLIBCXX_3.4.33' },
          ],
        },
        { namespace: 'CXXABI' },
      ],
    });
    expect(sentence).toBe(
      'Whether provided.al2023 (arm64) has GLIBCXX_3.4.30 to 3.4.33, CXXABI_1.3.14 and CXXABI_1.3.15, which it provides, is not known.',
    );
  });

  it('puts what is beyond for certain before what may be, and libc first', () => {
    const { answer, beyond, sentence } = imageFit(AL2027_IMAGE, shipped());
    expect([answer, beyond.map(({ library }) => library)]).toEqual([
      'no',
      ['libc.so.6', 'libstdc++.so.6', 'libgcc_s.so.1'],
    ]);
    expect(beyond[0]).toMatchObject({
      versions: [
        'GLIBC_2.36',
        'GLIBC_2.38',
        'GLIBC_2.39',
        'GLIBC_2.41',
        'GLIBC_2.42',
        'GLIBC_2.43',
        'GLIBC_2.44',
        'GLIBC_ABI_DT_RELR',
      ],
      unknown: ['GLIBC_2.35'],
    });
    expect(sentence).toBe(
      'It provides GLIBC up to 2.44 and GLIBCXX up to 3.4.36; provided.al2023 (arm64) has up to 2.34 or 2.35 and 3.4.29 or 3.4.33.',
    );
    expect(imageFit(AL2027_IMAGE, TODAY).sentence).toBe(
      'It provides GLIBC up to 2.44 and GLIBCXX up to 3.4.36; provided.al2023 (arm64) has up to 2.35 and 3.4.33.',
    );
  });

  it('does not take the highest for a limit: a hole is a hole', () => {
    // glibc has no 2.37; somebody's has.
    const image = [
      { name: 'libc.so.6', versions: ['GLIBC_2.20'], complete: true },
    ];
    expect(imageFit(image, TODAY)).toMatchObject({
      answer: 'no',
      beyond: [{ versions: ['GLIBC_2.20'] }],
      sentence:
        'Its libc.so.6 provides GLIBC_2.20; provided.al2023 (arm64) does not have that.',
    });
  });

  it('leaves private versions out', () => {
    const image = [
      {
        name: 'libc.so.6',
        versions: ['GLIBC_2.17', 'GLIBC_PRIVATE', 'OTHER_PRIVATE'],
        complete: true,
      },
    ];
    expect(imageFit(image, TODAY)).toMatchObject({ answer: 'yes', beyond: [] });
  });

  it('compares any library whose versions the runtime is known to have', () => {
    const z = (versions: string[]) => [
      { name: 'libz.so.1', versions, complete: true },
    ];
    // zlib 1.2.11 has no 1.2.12.
    expect(imageFit(z(['ZLIB_1.2.9']), TODAY).answer).toBe('yes');
    expect(imageFit(z(['ZLIB_1.2.9', 'ZLIB_1.2.12']), TODAY)).toMatchObject({
      answer: 'no',
      sentence:
        'It provides ZLIB of libz.so.1 up to 1.2.12; provided.al2023 (arm64) has up to 1.2.9.',
    });
  });

  it('takes versions between the releases for those of a distribution, where the runtime was not measured', () => {
    const crypto = (...versions: string[]) => [
      {
        name: 'libcrypto.so.3',
        versions: versions.map(version => `OPENSSL_${version}`),
        complete: true,
      },
    ];
    const vendors = crypto('3.0.0', '3.0.1', '3.0.1_FIPS');
    expect(imageFit(vendors, MARCH_2025).answer).toBe('yes');
    expect(
      imageFit(vendors, measured(crypto('3.0.0'))).beyond[0].versions,
    ).toEqual(['OPENSSL_3.0.1', 'OPENSSL_3.0.1_FIPS']);
    // OpenSSL of March 2025 was 3.0.8.
    expect(
      imageFit(crypto('3.0.8', '3.0.9', '3.2.0'), MARCH_2025).beyond[0]
        .versions,
    ).toEqual(['OPENSSL_3.0.9', 'OPENSSL_3.2.0']);
  });

  it('names the libraries that it says nothing of', () => {
    const more = [
      { name: 'libcurl.so.4', versions: ['CURL_OPENSSL_4'], complete: true },
      { name: 'libexpat.so.1', versions: ['EXPAT_9'], complete: true },
    ];
    const fit = imageFit([...GCC_11_IMAGE, ...more], MARCH_2025);
    expect([fit.answer, fit.libraries]).toEqual([
      'yes',
      {
        compared: ['libc.so.6', 'libstdc++.so.6', 'libgcc_s.so.1'],
        // The table has no versions of libcurl; there is no libexpat at all.
        notCompared: ['libcurl.so.4'],
        notInRuntime: ['libexpat.so.1'],
      },
    ]);
    expect(fit.sentence).toBe(
      'provided.al2023 (arm64) had every symbol version of its C and C++ libraries, up to GLIBC_2.34 and GLIBCXX_3.4.29; which versions 1 other library had there is not known.',
    );
    // Measured, they are known.
    const own = measured([...GCC_11_IMAGE, more[0]]);
    expect(imageFit([...GCC_11_IMAGE, ...more], own).libraries).toMatchObject({
      notCompared: [],
      notInRuntime: ['libexpat.so.1'],
    });
    expect(
      imageFit(
        [
          ...GCC_11_IMAGE,
          { name: 'libcurl.so.4', versions: ['CURL_5'], complete: true },
        ],
        own,
      ).answer,
    ).toBe('no');
  });

  it('is not known where a list is not whole, on either side', () => {
    const [c, cxx, gcc] = GCC_11_IMAGE;
    const partly = [c, { ...cxx, complete: false }, gcc];
    expect(imageFit(partly, TODAY)).toMatchObject({
      answer: 'unknown',
      beyond: [],
      sentence:
        'Which versions its libstdc++.so.6 provides is not known whole.',
    });
    expect(imageFit(GCC_14_IMAGE, measured(partly))).toMatchObject({
      answer: 'no',
      beyond: [
        { library: 'libgcc_s.so.1' },
        { library: 'libstdc++.so.6', versions: [] },
      ],
    });
    expect(imageFit(GCC_11_IMAGE, measured(partly)).answer).toBe('yes');
    // What is beyond for certain is, whatever else is not known.
    expect(
      imageFit(
        GCC_14_IMAGE.map(one => ({ ...one, complete: false })),
        MARCH_2025,
      ).answer,
    ).toBe('no');
  });

  it('says of an image of musl that its C library is another', () => {
    expect(imageFit(MUSL_IMAGE, TODAY)).toMatchObject({
      answer: 'unknown',
      sentence:
        'Its C library is musl, not that of provided.al2023 (arm64): what is linked with it does not start there, unless it is static.',
    });
    // Debian with musl beside glibc is Debian.
    expect(imageFit([...GCC_11_IMAGE, MUSL_IMAGE[0]], TODAY).answer).toBe(
      'yes',
    );
    // And a function that runs on Alpine has musl.
    const alpine = { ...measured(MUSL_IMAGE), runtime: null };
    alpine.states[0].libraries['ld-musl-aarch64.so.1'].present = 'yes';
    alpine.states[0].libraries['libc.musl-aarch64.so.1'].present = 'yes';
    expect(imageFit(MUSL_IMAGE, alpine).answer).toBe('yes');
  });

  it('fits where there is nothing to link with, and knows nothing of what it cannot compare', () => {
    expect(imageFit([], TODAY)).toMatchObject({
      answer: 'yes',
      sentence:
        'It has no library whose versions could be compared with those of provided.al2023 (arm64).',
    });
    expect(
      imageFit([{ name: 'libcurl.so.4', versions: [], complete: true }], TODAY)
        .answer,
    ).toBe('unknown');
  });

  it('agrees with the table of every state about the systems it was made from', () => {
    const states = ['al2023-gcc11', 'al2023-gcc14', 'al2023-glibc235'];
    const system = (state: string) =>
      selectSystemProfile({
        operatingSystem: 'al2023',
        architecture: 'x86_64',
        state,
      });
    // Each system has what the ones before it had, and not what came later.
    const answers = states.map(image =>
      states.map(
        one =>
          imageFit(
            Object.entries(system(image).states[0].libraries)
              .filter(
                ([, { otherVersions, present }]) =>
                  otherVersions === 'no' && present === 'yes',
              )
              .map(([name, { versions }]) => ({
                name,
                versions,
                complete: true,
              })),
            system(one),
          ).answer,
      ),
    );
    expect(answers).toEqual([
      ['yes', 'yes', 'yes'],
      ['no', 'yes', 'yes'],
      ['no', 'no', 'yes'],
    ]);
  });

  it('is bounded for an image with endless lists', () => {
    const versions = Array.from({ length: 100_000 }, (_, i) => `GLIBC_9.${i}`);
    const fit = imageFit(
      [{ name: 'libc.so.6', versions, complete: true }],
      TODAY,
    );
    expect([fit.answer, fit.beyond[0].versions.length]).toEqual(['no', 2_000]);
    expect(fit.sentence.length).toBeLessThan(300);
  });
});

/** What `readelf -V` of binutils says that a library defines. */
function readelf(file: string): string[] {
  const { status, stdout } = spawnSync('readelf', ['-W', '-V', file], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
    maxBuffer: 64 * 1024 * 1024,
  });
  const section =
    status === 0
      ? /Version definition section[\s\S]*?(?=\n\n|$)/.exec(stdout)?.[0] ?? ''
      : '';
  return [...section.matchAll(/Flags: (\S+) .*?Name: (\S+)/g)].flatMap(
    ([, flags, name]) => (flags === 'BASE' ? [] : [name]),
  );
}

const architecture = process.arch === 'arm64' ? 'arm64' : 'x86_64';
const live =
  process.platform === 'linux' && isInstalled('readelf')
    ? readelf(
        `/usr/lib/${
          architecture === 'arm64' ? 'aarch64' : 'x86_64'
        }-linux-gnu/libstdc++.so.6`,
      )
    : [];
// On a distribution with other folders there is nothing to compare.
const describeLive = live.length > 0 ? describe : describe.skip;

describeLive('imageFit of the C++ library of this machine', () => {
  it('finds beyond what readelf prints above GLIBCXX_3.4.29', () => {
    const above = live.filter(
      name => Number(/^GLIBCXX_3\.4\.(\d+)$/.exec(name)?.[1] ?? 0) > 29,
    );
    const fit = imageFit(
      [{ name: 'libstdc++.so.6', versions: live, complete: true }],
      selectProfile({ runtime, architecture, asOf: '2025-03-15' }),
    );
    const found = fit.beyond.flatMap(({ versions }) => versions);
    expect(found.filter(name => name.startsWith('GLIBCXX_')).sort()).toEqual(
      above.sort(),
    );
    expect(fit.answer).toBe(above.length > 0 ? 'no' : 'yes');
  });
});

describe('versionsText', () => {
  it.each([
    [['GLIBCXX_3.4.30'], 'GLIBCXX_3.4.30'],
    [['CXXABI_1.3.15', 'CXXABI_1.3.14'], 'CXXABI_1.3.14 and 1.3.15'],
    [
      ['3.4.33', '3.4.31', '3.4.30', '3.4.32'].map(n => `GLIBCXX_${n}`),
      'GLIBCXX_3.4.30 to 3.4.33',
    ],
    [
      ['2.9', '2.10', '2.11', '2.13', 'PRIVATE'].map(n => `GLIBC_${n}`),
      'GLIBC_2.9 to 2.11, 2.13 and GLIBC_PRIVATE',
    ],
    [
      ['GCC_13.0.0', 'GCC_14.0', 'GCC_14.0.0', 'A_1'],
      'GCC_13.0.0, GCC_14.0, GCC_14.0.0 and A_1',
    ],
    [['NONE'], 'NONE'],
  ])('%j is %s', (versions, text) => {
    expect(versionsText(versions)).toBe(text);
  });
});
