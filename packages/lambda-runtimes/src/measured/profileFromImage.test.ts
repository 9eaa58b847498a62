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

import { findInterpreter } from '../lookup/findInterpreter';
import { findLibrary } from '../lookup/findLibrary';
import { findSymbol } from '../lookup/findSymbol';
import { findVersion } from '../lookup/findVersion';
import type { RuntimeProfile } from '../types';
import { profileFromImage, type MeasuredImage } from './profileFromImage';
import { profileFromSnapshot } from './profileFromSnapshot';

const DIGEST = `sha256:${'0123456789ab'.padEnd(64, 'c')}`;

function library(name: string, versions: string[], complete = true) {
  return { name, path: `/lib64/${name}`, versions, complete };
}

const IMAGE: MeasuredImage = {
  name: 'public.ecr.aws/lambda/provided:al2023',
  digest: DIGEST,
  architecture: 'arm64',
  libraries: [
    library('libc.so.6', ['GLIBC_2.17', 'GLIBC_2.34', 'GLIBC_2.35']),
    library('libm.so.6', ['GLIBC_2.17', 'GLIBC_2.29']),
    library('libstdc++.so.6', ['GLIBCXX_3.4', 'GLIBCXX_3.4.33']),
    // Seen in the managed runtime; reported absent from it; on no list.
    library('libcurl.so.4', ['CURL_OPENSSL_4']),
    library('libgcrypt.so.20', ['GCRYPT_1.6']),
    library('libnew.so.1', ['NEW_1']),
    library('libyaml-0.so.2', ['Y_1'], false),
    // A second of the same name, which the loader does not take.
    library('libcurl.so.4', ['OTHER_1']),
  ],
  interpreters: ['/lib/ld-linux-aarch64.so.1'],
  folders: ['/lib64', '/usr/lib64'],
};

function profile(
  packageType: 'zip' | 'image',
  more: Partial<MeasuredImage> = {},
  runtime: string | null = 'provided.al2023',
): RuntimeProfile {
  return profileFromImage(
    { ...IMAGE, ...more },
    { runtime, packageType, asOf: '2026-11-20' },
  );
}

describe('profileFromImage', () => {
  it('says in which image, which digest of it and when it was measured', () => {
    const { sources, asOf, origin, id, name, runtime, operatingSystem } =
      profile('zip');
    expect(sources.measured).toEqual({
      text: `measured in public.ecr.aws/lambda/provided:al2023@${DIGEST} on 2026-11-20`,
      asOf: '2026-11-20',
      grade: 'measured',
    });
    expect([asOf, origin, runtime, operatingSystem]).toEqual([
      '2026-11-20',
      'image',
      'provided.al2023',
      'al2023',
    ]);
    expect(id).toBe(
      `image:public.ecr.aws/lambda/provided:al2023@${DIGEST}/arm64/zip`,
    );
    expect(name).toBe(
      'provided.al2023 on arm64, zip function, measured in public.ecr.aws/lambda/provided:al2023@sha256:0123456789ab',
    );
    expect(
      findVersion(profile('zip'), 'libstdc++.so.6', 'GLIBCXX_3.4.33').sources,
    ).toEqual([sources.measured]);
  });

  it.each<[string, 'zip' | 'image', string, string]>([
    ['libc.so.6', 'zip', 'yes', 'the managed runtime has what was seen in it'],
    ['libcurl.so.4', 'zip', 'yes', 'a library of the table, too'],
    ['libgcrypt.so.20', 'zip', 'unknown', 'it was reported absent there'],
    ['libnew.so.1', 'zip', 'unknown', 'nobody has seen it there'],
    ['libexpat.so.1', 'zip', 'no', 'the image lacks it'],
    ['libabsent.so.9', 'zip', 'no', 'the image lacks it, and no list has it'],
    ['libgcrypt.so.20', 'image', 'yes', 'the image is what it is'],
    ['libnew.so.1', 'image', 'yes', 'the image is what it is'],
    ['libexpat.so.1', 'image', 'no', 'the image is what it is'],
  ])('says of %s for a %s function: %s, for %s', (name, kind, answer) => {
    const found = findLibrary(profile(kind), name);
    expect([found.answer, found.sources.length > 0]).toEqual([answer, true]);
    expect(found.undecided === undefined).toBe(answer !== 'unknown');
  });

  it('names the source of a doubt: what was reported, or that nobody has seen it', () => {
    const zip = profile('zip');
    expect(findLibrary(zip, 'libgcrypt.so.20').sources[0].text).toContain(
      'found it absent from the managed runtime',
    );
    expect(findLibrary(zip, 'libnew.so.1')).toMatchObject({
      undecided:
        'whether the managed runtime provided.al2023 has libnew.so.1, as its image has; take a snapshot',
      sources: [
        { text: expect.stringContaining('aws/aws-lambda-base-images#112') },
      ],
    });
  });

  it('leaves what the image lacks not known where the runtime has a /var/lang of its own', () => {
    const python = profile('zip', {}, 'python3.12');
    expect(findLibrary(python, 'libabsent.so.9')).toMatchObject({
      answer: 'unknown',
      undecided: expect.stringContaining('/var/lang/lib of python3.12'),
    });
    // What the table says is absent, and the image lacks as well, is.
    expect(findLibrary(python, 'libcrypt.so.1').answer).toBe('no');
    expect(findLibrary(python, 'libc.musl-aarch64.so.1').answer).toBe('no');
    expect(
      findLibrary(profile('image', {}, 'python3.12'), 'libabsent.so.9').answer,
    ).toBe('no');
  });

  it.each([
    ['libstdc++.so.6', 'GLIBCXX_3.4.33', 'yes'],
    ['libstdc++.so.6', 'GLIBCXX_3.4.34', 'no'],
    ['libcurl.so.4', 'OTHER_1', 'no'],
    ['libyaml-0.so.2', 'Y_2', 'unknown'],
    ['libgcrypt.so.20', 'GCRYPT_1.6', 'unknown'],
    // Whether it is there or not: this version is not.
    ['libgcrypt.so.20', 'GCRYPT_1.8', 'no'],
  ])('says of %s %s: %s', (name, version, answer) => {
    expect(findVersion(profile('zip'), name, version).answer).toBe(answer);
  });

  it('takes a GLIBC_2.35 of libc alone for one that the vendor added', () => {
    const symbol = (name: string) =>
      findSymbol(profile('image'), 'libc.so.6', 'GLIBC_2.35', name).answer;
    expect([symbol('epoll_pwait2'), symbol('__memcmpeq')]).toEqual([
      'yes',
      'unknown',
    ]);
    const debian = profile('image', {
      libraries: [
        library('libc.so.6', ['GLIBC_2.34', 'GLIBC_2.35']),
        library('libm.so.6', ['GLIBC_2.29', 'GLIBC_2.35']),
      ],
    });
    expect(
      findSymbol(debian, 'libc.so.6', 'GLIBC_2.35', '__memcmpeq').answer,
    ).toBe('yes');
  });

  it('knows the other paths of a loader that it has, and of no other', () => {
    const zip = profile('zip');
    expect(
      [
        '/lib/ld-linux-aarch64.so.1',
        '/usr/lib/ld-linux-aarch64.so.1',
        '/lib/ld-musl-aarch64.so.1',
      ].map(path => findInterpreter(zip, path).answer),
    ).toEqual(['yes', 'yes', 'no']);
    const none = profile('zip', { interpreters: [] });
    expect(findInterpreter(none, '/lib/ld-linux-aarch64.so.1').answer).toBe(
      'unknown',
    );
  });

  it('can be kept as JSON and read again', () => {
    for (const kind of ['zip', 'image'] as const) {
      const one = profile(kind);
      expect(profileFromSnapshot(JSON.stringify(one))).toEqual(one);
    }
  });

  it('speaks of an image that is of no runtime for image functions only', () => {
    const own = profile('image', {}, null);
    expect([own.runtime, own.libraryPath]).toEqual([null, []]);
    expect(() => profile('zip', {}, null)).toThrow('name the runtime');
    expect(() => profile('zip', {}, 'nodejs99.x')).toThrow(
      '"nodejs99.x" is no Lambda runtime that is known',
    );
    expect(() =>
      profileFromImage(IMAGE, {
        runtime: null,
        packageType: 'image',
        asOf: '20 November',
      }),
    ).toThrow('is not a day');
  });

  it('gives a library of any name what it has itself', () => {
    const odd = profile('image', {
      libraries: [library('__proto__', ['P_1']), library('constructor', [])],
    });
    expect(findVersion(odd, '__proto__', 'P_1').answer).toBe('yes');
    expect(findLibrary(odd, 'toString').answer).toBe('no');
  });
});
