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

import { InputError } from '@backstage/errors';
import type { ReportUpload } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { scanArtifact } from '@lambda-compat/elf-symbols';
import { selectProfile } from '@lambda-compat/lambda-runtimes';
import { existsSync } from 'node:fs';
import {
  createArtifact,
  createProgram,
  createUpload,
  NEEDS_3_4_30,
} from '../__fixtures__/reports';
import { parseBody } from './parseBody';
import { readUpload } from './readUpload';

const NOW = Date.UTC(2026, 10, 23, 12);

/** The sentence with which an upload is refused. */
function refusal(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return (error as Error).message;
  }
  throw new Error('It was not refused');
}

/** JSON that can be changed into what no type has. */
type Draft = ReturnType<typeof JSON.parse>;

/** Changes a copy of a good upload, whatever its type says. */
function broken(change: (upload: Draft) => void): unknown {
  const upload = JSON.parse(
    JSON.stringify(
      createUpload(createArtifact('a', [createProgram(NEEDS_3_4_30)])),
    ),
  );
  change(upload);
  return upload;
}

describe('readUpload', () => {
  it('takes what the scanner writes, whatever is in it', async () => {
    const files = [process.execPath, '/bin/bash', '/usr/bin/git'].filter(
      existsSync,
    );
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      const artifact = await scanArtifact(file, { symbolsOf: () => true });
      const upload = JSON.parse(JSON.stringify(createUpload(artifact)));
      expect(readUpload(upload, NOW).artifact).toEqual(artifact);
    }
  });

  it('takes everything that an upload may have, and completes the entity ref', () => {
    const profile = {
      ...selectProfile({ runtime: 'provided.al2023', architecture: 'arm64' }),
      origin: 'snapshot' as const,
    };
    const upload: ReportUpload = {
      ...createUpload(createArtifact('a')),
      entityRef: 'Component:Orders',
      function: 'orders-api',
      layers: [{ name: 'arn:aws:lambda:x', artifact: createArtifact('b') }],
      packageType: 'zip',
      build: { url: 'https://ci.test/812', commit: '9f3c2e1', number: '812' },
      measuredAt: '2026-11-23T09:30:00.5+02:00',
      profile,
    };
    expect(readUpload(upload, NOW)).toEqual({
      ...upload,
      entityRef: 'component:default/orders',
      measuredMs: Date.UTC(2026, 10, 23, 7, 30, 0, 500),
    });
  });

  it.each<[string, (upload: Draft) => void, string | RegExp]>([
    [
      'another format',
      it => (it.schema = 'lambda-compat/upload/v2'),
      'upload.schema must be one of lambda-compat/upload/v1, not "lambda-compat/upload/v2"',
    ],
    ['no artifact', it => delete it.artifact, 'upload.artifact is missing'],
    [
      'a property that is not known',
      it => (it.artifact.files[0].owner = 'x'),
      /^upload\.artifact\.files\[0\]\.owner is not a property that is known; upload\.artifact\.files\[0\] has path, /,
    ],
    [
      'a property of all objects',
      it => {
        it.artifact = JSON.parse(
          `{"__proto__": {}, ${JSON.stringify(it.artifact).slice(1)}`,
        );
      },
      /^upload\.artifact\.__proto__ is not a property that is known/,
    ],
    [
      'a list in place of an object',
      it => (it.artifact = []),
      'upload.artifact must be an object, not a list of 0',
    ],
    [
      'a number in place of a text',
      it => (it.artifact.files[0].report.needed = [7]),
      'upload.artifact.files[0].report.needed[0] must be a text of at most 4096 characters, not 7',
    ],
    [
      'a negative size',
      it => (it.artifact.size = -1),
      `upload.artifact.size must be a whole number from 0 to ${Number.MAX_SAFE_INTEGER}, not -1`,
    ],
    [
      'a size that is not whole',
      it => (it.artifact.size = 1.5),
      /upload\.artifact\.size must be a whole number/,
    ],
    [
      'a text that is too long',
      it => (it.artifact.files[0].path = 'x'.repeat(16_385)),
      'upload.artifact.files[0].path must be a text of at most 16384 characters, not a text of 16385 characters',
    ],
    [
      'a list that is too long',
      it => (it.layers = Array(11).fill({})),
      'upload.layers must be a list of at most 10, not a list of 11',
    ],
    [
      'an artifact without a hash',
      it => (it.artifact.sha256 = null),
      'upload.artifact.sha256 must be 64 lower-case hexadecimal digits, not null',
    ],
    [
      'an entity ref without a kind',
      it => (it.entityRef = 'orders'),
      'upload.entityRef must be an entity ref such as component:default/orders, not "orders"',
    ],
    [
      'an odd function name',
      it => (it.function = 'a b'),
      /^upload\.function must be the name of a function/,
    ],
    [
      'an architecture that Lambda does not have',
      it => (it.architecture = 'armv7'),
      'upload.architecture must be one of x86_64, arm64, not "armv7"',
    ],
    [
      'a runtime that none can be',
      it => (it.runtime = '../x'),
      /^upload\.runtime must be an identifier of the Lambda API/,
    ],
    [
      'a time without a zone',
      it => (it.measuredAt = '2026-11-23T08:00:00'),
      /^upload\.measuredAt must be a time in ISO 8601 with its time zone/,
    ],
    [
      'a time that there is not',
      it => (it.measuredAt = '2026-02-30T08:00:00Z'),
      "upload.measuredAt is no time: '2026-02-30T08:00:00Z'",
    ],
    [
      'a time in the future, which would keep later ones out',
      it => (it.measuredAt = '2026-11-23T12:10:01Z'),
      /^upload\.measuredAt is in the future/,
    ],
    [
      'a time before Lambda',
      it => (it.measuredAt = '1970-01-01T00:00:00Z'),
      /^upload\.measuredAt is before there was AWS Lambda/,
    ],
    [
      'a link that runs a script',
      it => (it.build = { url: ['javascript', 'alert(1)'].join(':') }),
      /^upload\.build\.url must be an address/,
    ],
    [
      'a link with a password',
      it => (it.build = { url: 'https://u:p@ci.test/' }),
      /^upload\.build\.url must be an address .* without user and password$/,
    ],
    [
      'a layer name with a line end',
      it => (it.layers = [{ name: 'a\nb', artifact: createArtifact('b') }]),
      /^upload\.layers\[0\]\.name must be the name or ARN of a layer/,
    ],
    [
      'a profile that is none',
      it => (it.profile = { schema: 'x' }),
      /^upload\.profile cannot be used: .*schema/,
    ],
    [
      'a profile in a text',
      it => (it.profile = '{}'),
      'upload.profile must be an object, not "{}"',
    ],
    [
      'a profile that was not measured',
      it =>
        (it.profile = selectProfile({
          runtime: 'provided.al2023',
          architecture: 'arm64',
        })),
      /^upload\.profile was not measured/,
    ],
  ])('refuses %s', (_, change, expected) => {
    const message = refusal(() => readUpload(broken(change), NOW));
    expect(message).toMatch(expected);
  });

  it.each([null, 7, 'x', [], true])('refuses %p', value => {
    expect(refusal(() => readUpload(value, NOW))).toMatch(
      /^upload must be an object, not /,
    );
  });

  it('refuses more values than any report has, however they are arranged', () => {
    const link = { path: '', kind: 'hard', target: '', resolved: null };
    const names = Array(4_096).fill('x');
    const upload = broken(it => {
      it.artifact.links = Array(50_000).fill(link);
      it.artifact.files = Array(20_000).fill({
        ...createProgram(),
        report: { ...createProgram().report, needed: names },
      });
    });
    expect(refusal(() => readUpload(upload, NOW))).toMatch(
      /^The report has more than 1000000 values, the last at upload\.artifact\.files\[\d+\]/,
    );
  });
});

describe('parseBody', () => {
  const parse = (text: string) => () => parseBody(Buffer.from(text));

  it('does not count brackets in texts', () => {
    const value = { text: `${'['.repeat(100)}\\"${'{'.repeat(100)}` };
    expect(parse(JSON.stringify(value))()).toEqual(value);
  });

  it.each([
    [`${'['.repeat(33)}${']'.repeat(33)}`, 32],
    [`{"artifact":${'{"a":'.repeat(200_000)}`, 12 + 31 * 5],
    [`"\\\\"${'['.repeat(33)}`, 4 + 32],
  ])('refuses to parse what nests too deep', (text, byte) => {
    expect(refusal(parse(text))).toBe(
      `The body nests lists and objects more than 32 deep, at byte ${byte}`,
    );
  });

  it('takes 32 levels', () => {
    expect(parse(`${'['.repeat(32)}${']'.repeat(32)}`)()).toBeInstanceOf(Array);
  });

  it('refuses what is no JSON, empty, or not UTF-8', () => {
    expect(refusal(parse('{"a":'))).toBe('The body is not JSON');
    expect(refusal(parse(' \n'))).toMatch(/^The body is empty/);
    expect(refusal(() => parseBody(Buffer.from([0x22, 0xff, 0x22])))).toBe(
      'The body is not text in UTF-8',
    );
  });
});
