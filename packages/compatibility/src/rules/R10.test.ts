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

import { selectProfile } from '@lambda-compat/lambda-runtimes';
import {
  artifact,
  elf,
  functionFacts,
  part,
  program,
  staticProgram,
} from '../__testUtils__/facts';
import {
  AL2027_IMAGE,
  buildImage,
  GCC_11_IMAGE,
  GCC_14_IMAGE,
  MUSL_IMAGE,
} from '../__testUtils__/images';
import type { BuildImageFacts } from '../images/types';
import { judge } from '../judge';
import type { ArtifactFacts, Finding, FunctionFacts } from '../types';

const LINKED = [
  part(
    artifact({
      bootstrap: program({
        needs: {
          'libc.so.6': ['GLIBC_2.34'],
          'libstdc++.so.6': ['GLIBCXX_3.4.29'],
        },
      }),
    }),
  ),
];
const STATIC = [part(artifact({ bootstrap: staticProgram() }))];
const EMPTY = [part(artifact({}))];

/** As of March 2025, as the incident was. */
function facts(
  image: Partial<BuildImageFacts> | null,
  artifacts: ArtifactFacts[] = LINKED,
  more: Partial<FunctionFacts> & { asOf?: string | null } = {},
): FunctionFacts {
  return functionFacts(artifacts, {
    asOf: '2025-03-15',
    buildImages: image ? [buildImage(image)] : [],
    ...more,
  });
}

function r10(of: FunctionFacts): Finding[] {
  return judge(of).findings.filter(({ rule }) => rule === 'R10');
}

describe('R10', () => {
  it('says of an image with more than the runtime what came, what the runtime had and what follows', () => {
    const { verdict, sentence, findings, counts } = judge(facts({}));
    expect(verdict).toBe('at-risk');
    expect(counts).toMatchObject({ 'at-risk': 1, unknown: 0 });
    expect(findings[0]).toMatchObject({
      rule: 'R10',
      verdict: 'at-risk',
      key: 'R10||Dockerfile|arm64v8/amazonlinux:latest',
      file: null,
      artifact: null,
      library: 'libstdc++.so.6',
      version: 'GLIBCXX_3.4.30',
      provided: {
        answer: 'no',
        library: '/lib64/libstdc++.so.6',
        highest: [{ state: 'al2023-gcc11', version: 'GLIBCXX_3.4.29' }],
      },
      undecided: null,
    });
    expect(sentence).toBe(
      'Dockerfile:1 builds on arm64v8/amazonlinux:latest, which provides GLIBCXX_3.4.30 to 3.4.33; provided.al2023 (arm64) had up to GLIBCXX_3.4.29. It also provides CXXABI_1.3.14 and 1.3.15 (the runtime had up to CXXABI_1.3.13), GCC_13.0.0, 14.0 and 14.0.0 (the runtime had up to GCC_11.0). Your next build can ask for versions the runtime does not have. What was measured asks for none of them.',
    );
    expect(findings[0].provided?.sources[0].text).toContain(
      'amazonlinux/container-images#132',
    );
  });

  it('names the release to pin, static linking and the ways that fit, in this order', () => {
    const [{ waysOut }] = r10(facts({}));
    expect(waysOut.map(({ kind, code }) => [kind, code])).toEqual([
      ['build-image', 'FROM arm64v8/amazonlinux:2023.6.20250317.2'],
      ['static', '-static-libstdc++ -Wl,--gc-sections'],
    ]);
    const [other] = r10(
      facts(
        {
          reference: '${BASE}',
          image: 'docker.io/library/golang:1.24',
          provides: AL2027_IMAGE,
        },
        [],
        { asOf: undefined },
      ),
    );
    expect(other.message).toContain(
      'Dockerfile:1 builds on ${BASE} (docker.io/library/golang:1.24), which provides GLIBC_2.36, 2.38, 2.39',
    );
    expect(other.waysOut.map(({ kind, code }) => [kind, code])).toEqual([
      ['build-image', null],
      ['build-image', 'FROM public.ecr.aws/lambda/provided:al2023'],
      ['static', 'CGO_ENABLED=0 go build -o bootstrap .'],
      ['static', 'cargo build --release --target aarch64-unknown-linux-musl'],
      ['static', '-static-libstdc++ -Wl,--gc-sections'],
    ]);
  });

  it('names a newer runtime that has all of it, and the image that SAM builds in', () => {
    const [one] = r10(
      facts({ reference: 'golang', provides: GCC_14_IMAGE }, [], {
        runtime: 'provided.al2',
        asOf: undefined,
      }),
    );
    expect(one.waysOut).toContainEqual({
      kind: 'runtime',
      text: 'Move to provided.al2023, which has every version that the image provides.',
      code: 'provided.al2023',
    });
    const python = selectProfile({
      runtime: 'python3.12',
      architecture: 'arm64',
      asOf: '2026-11-23',
    });
    const [sam] = r10(
      facts({ reference: 'python', provides: AL2027_IMAGE }, [], {
        runtime: 'python3.12',
        profile: python,
      }),
    );
    expect(sam.waysOut.map(({ code }) => code)).toContain(
      'FROM public.ecr.aws/sam/build-python3.12',
    );
  });

  it.each<[string, FunctionFacts, string[]]>([
    [
      'fires though nothing was measured, and at risk wins over unknown',
      facts({}, []),
      ['at-risk'],
    ],
    ['is silent where nobody looked', facts({ provides: null }), []],
    ['is silent without images', facts(null), []],
    [
      'is silent where the runtime has all of it',
      facts({ provides: GCC_11_IMAGE }),
      [],
    ],
    [
      'is silent against the runtime of today, which has all of it',
      facts({}, LINKED, { asOf: '2026-11-23' }),
      [],
    ],
    [
      'is not known where it is not known in which state the runtime is',
      facts({}, LINKED, { asOf: null }),
      ['unknown'],
    ],
    [
      'is silent where the runtime is not known',
      facts({}, [], { profile: null }),
      [],
    ],
    [
      'is silent of a stage that gets into nothing',
      facts({ reach: 'not-shaping' }),
      [],
    ],
    [
      'is silent of a stage that is not built',
      facts({ reach: 'unreachable' }),
      [],
    ],
    [
      'is said of a digest, which is no risk',
      facts({ pinned: true }),
      ['info'],
    ],
    [
      'is silent of a digest where that is not known',
      facts({ pinned: true }, LINKED, { asOf: null }),
      [],
    ],
    [
      'is silent of a static function on a digest',
      facts({ pinned: true }, STATIC),
      [],
    ],
    [
      'is said of a static function, which no image can break',
      facts({}, STATIC),
      ['info'],
    ],
    ['is said of one without native code', facts({}, EMPTY), ['info']],
    [
      'fires where only a part of the artifact is known to be static',
      facts({}, [
        part(artifact({ bootstrap: staticProgram() }, { complete: false })),
      ]),
      ['at-risk'],
    ],
    [
      'fires where only a layer was measured',
      facts({}, [part(artifact({}), 'layer', 'layer')]),
      ['at-risk'],
    ],
    [
      'is not known of a builder for another machine',
      facts({ platform: 'linux/amd64' }),
      ['unknown'],
    ],
    [
      'fires where it is not known for what the image is pulled',
      facts({ platform: null }),
      ['at-risk'],
    ],
    [
      'takes a variant of the platform for the platform',
      facts({ platform: 'linux/arm64/v8' }),
      ['at-risk'],
    ],
    [
      'is not known of an image of musl, where nothing was measured',
      facts({ provides: MUSL_IMAGE }, []),
      ['unknown'],
    ],
    [
      'is said of an image of musl, where what was measured is linked with glibc',
      facts({ provides: MUSL_IMAGE }),
      ['info'],
    ],
    [
      'is not known where what the image provides is not known whole',
      facts({
        provides: GCC_11_IMAGE.map(one => ({ ...one, complete: false })),
      }),
      ['unknown'],
    ],
  ])('%s', (_name, of, verdicts) => {
    const found = r10(of);
    expect(found.map(({ verdict }) => verdict)).toEqual(verdicts);
    expect(
      found.every(
        one => (one.verdict === 'unknown') === Boolean(one.undecided),
      ),
    ).toBe(true);
  });

  it('is at risk and not unknown where nothing was measured', () => {
    const { verdict, sentence, counts } = judge(facts({}, []));
    expect([verdict, counts['at-risk'], counts.unknown]).toEqual([
      'at-risk',
      1,
      1,
    ]);
    expect(sentence).toMatch(/^Dockerfile:1 builds on .* \(1 item unknown\)$/);
    expect(sentence).not.toContain('What was measured');
  });

  it('names the fact that would decide it', () => {
    const { verdict, sentence, findings } = judge(
      facts({}, LINKED, { asOf: null }),
    );
    const [one] = findings;
    expect(verdict).toBe('unknown');
    expect(one.message).toMatch(
      /^Whether the next build by Dockerfile:1 can ask for versions that provided\.al2023 \(arm64\) does not have is not known: it builds on arm64v8\/amazonlinux:latest, which provides GLIBCXX_3\.4\.30 to 3\.4\.33, CXXABI_1\.3\.14 and CXXABI_1\.3\.15\. Not known: whether this function's runtime already has libstdc\+\+ of gcc 14: it came between 2025-03-17 and 2025-08-15/,
    );
    expect(sentence).toContain(one.message);
    expect(one.waysOut[0].kind).toBe('measure');
  });

  it('says that a static function is not exposed, and that a digest changes with a commit', () => {
    expect(r10(facts({}, STATIC))[0].message).toBe(
      'Dockerfile:1 builds on arm64v8/amazonlinux:latest, which provides GLIBCXX_3.4.30 to 3.4.33, CXXABI_1.3.14 and CXXABI_1.3.15, which provided.al2023 (arm64) does not have. The function is static, not exposed to base-image symbol versions.',
    );
    expect(judge(facts({}, STATIC)).verdict).toBe('compatible');
    expect(r10(facts({}, EMPTY))[0].message).toContain(
      'The function has no native code and is not exposed to base-image symbol versions.',
    );
    expect(judge(facts({}, EMPTY)).verdict).toBe('no-native-code');
    const [pinned] = r10(facts({ pinned: true }));
    expect(pinned.message).toContain('That changes only with a commit');
    expect([judge(facts({ pinned: true })).verdict, pinned.waysOut]).toEqual([
      'compatible',
      [],
    ]);
  });

  it('says with what was measured whether that asks for it already', () => {
    const asks = part(
      artifact({
        bootstrap: program({
          needs: { 'libstdc++.so.6': ['GLIBCXX_3.4.30'] },
        }),
      }),
    );
    const { verdict, findings } = judge(facts({}, [asks]));
    expect(verdict).toBe('broken');
    expect(findings.map(({ rule }) => rule)).toEqual(['R1', 'R10']);
    expect(findings[1].message).not.toContain('What was measured');
  });

  it('counts a library that compilers do not add only where it is needed, or nothing is known', () => {
    const image = {
      provides: [
        ...GCC_11_IMAGE,
        { name: 'libz.so.1', versions: ['ZLIB_1.2.12'], complete: true },
      ],
    };
    const zlib = part(
      artifact({ bootstrap: program({ needs: { 'libz.so.1': [] } }) }),
    );
    expect(r10(facts(image))).toEqual([]);
    expect(r10(facts(image, [zlib]))).toMatchObject([{ library: 'libz.so.1' }]);
    expect(r10(facts(image, []))).toMatchObject([{ library: 'libz.so.1' }]);
  });

  it('has one finding for each place, whose key does not change with the line', () => {
    const of = (line: number) =>
      r10(
        facts(null, LINKED, {
          buildImages: [
            buildImage({ line }),
            buildImage({ file: 'build/Dockerfile', line: 3 }),
          ],
        }),
      ).map(({ key }) => key);
    expect(of(1)).toEqual([
      'R10||Dockerfile|arm64v8/amazonlinux:latest',
      'R10||build/Dockerfile|arm64v8/amazonlinux:latest',
    ]);
    expect(of(20)).toEqual(of(1));
  });

  describe('of an image function', () => {
    const system = (provides: BuildImageFacts['provides']) =>
      buildImage({
        reference: 'public.ecr.aws/lambda/provided:al2023',
        image: 'public.ecr.aws/lambda/provided:al2023',
        line: 9,
        role: 'runtime',
        provides,
      });
    const of = (images: BuildImageFacts[], artifacts: ArtifactFacts[] = []) =>
      r10(
        facts(null, artifacts, {
          packageType: 'image',
          buildImages: images,
        }),
      );

    it('does not hold the image that it runs on against it', () => {
      expect(of([system(GCC_14_IMAGE)])).toEqual([]);
    });

    it('holds its builder against the image that it will run on', () => {
      expect(of([buildImage(), system(GCC_14_IMAGE)])).toEqual([]);
      const [one] = of([buildImage(), system(GCC_11_IMAGE)]);
      expect(one.message).toContain(
        'which provides GLIBCXX_3.4.30 to 3.4.33; public.ecr.aws/lambda/provided:al2023@sha256:bbbbbbbbbbbb (arm64) has up to GLIBCXX_3.4.29.',
      );
    });

    it('reads its own libraries and not those of the image of the runtime', () => {
      const image = part(
        artifact({
          'var/task/bootstrap': program({
            needs: { 'libstdc++.so.6': ['GLIBCXX_3.4.29'] },
          }),
          'usr/lib64/libc.so.6': elf({ provides: ['GLIBC_2.34'] }),
          'usr/lib64/libstdc++.so.6': elf({ provides: ['GLIBCXX_3.4.29'] }),
        }),
        'image',
      );
      const [one] = of([buildImage({ provides: [GCC_14_IMAGE[1]] })], [image]);
      expect(one.provided?.highest).toEqual([
        { state: 'measured', version: 'GLIBCXX_3.4.29' },
      ]);
    });
  });
});

describe('the ladder with what the next build is made on', () => {
  const rows = (images: BuildImageFacts[]) =>
    judge(facts(null, LINKED, { buildImages: images })).ladder;

  it('has the versions of the image that can change, of several the most', () => {
    const [glibc, glibcxx] = rows([
      buildImage({ reference: 'old', provides: GCC_11_IMAGE }),
      buildImage(),
      buildImage({ reference: 'pinned', pinned: true, provides: AL2027_IMAGE }),
      buildImage({
        reference: 'x',
        platform: 'linux/amd64',
        provides: AL2027_IMAGE,
      }),
    ]);
    expect(glibc.nextBuild).toMatchObject({
      highest: 'GLIBC_2.34',
      image: 'old',
    });
    expect(glibcxx).toMatchObject({
      namespace: 'GLIBCXX',
      answer: 'yes',
      nextBuild: {
        highest: 'GLIBCXX_3.4.33',
        image: 'arm64v8/amazonlinux:latest',
      },
    });
    expect(glibcxx.nextBuild?.versions).toHaveLength(34);
    expect(glibcxx.scale.slice(-5)).toEqual(
      ['29', '30', '31', '32', '33'].map(n => `GLIBCXX_3.4.${n}`),
    );
  });

  it('has none where every image is pinned or nothing is known of them', () => {
    for (const images of [
      [],
      [buildImage({ pinned: true })],
      [buildImage({ provides: null })],
      [buildImage({ reach: 'not-shaping' })],
    ]) {
      const [, glibcxx] = rows(images);
      expect(glibcxx.nextBuild).toBeNull();
      expect(glibcxx.scale.at(-1)).toBe('GLIBCXX_3.4.29');
    }
  });
});
