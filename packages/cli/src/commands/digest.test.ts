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

import { runProgram } from '../testing/runProgram';
import { startRegistry } from '../testing/startRegistry';
import { temporaryFolder } from '../testing/temporaryFolder';

describe('digest', () => {
  const folder = temporaryFolder({});
  let registry: Awaited<ReturnType<typeof startRegistry>>;
  beforeAll(async () => {
    registry = await startRegistry();
  });
  afterAll(async () => {
    folder.remove();
    await registry.close();
  });
  beforeEach(() => {
    registry.calls.length = 0;
  });
  const digest = (argv: string[], terminal?: number) =>
    runProgram(['digest', ...argv, '--insecure-registry', registry.host], {
      cwd: folder.path,
      terminal,
    });

  it('prints each reference in full with the digest and what it stands for, after one HEAD for each', async () => {
    const { host, digestOf } = registry;
    const { code, stdout, stderr } = await digest([
      `${host}/team/long-name:1`,
      `${host}/app:single`,
      `${host}/team/long-name:1`,
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const first = `${host}/team/long-name:1@${digestOf('1')}`;
    const second = `${host}/app:single@${digestOf('single')}`;
    expect(stdout.split('\n')).toEqual([
      `${first}  index, all platforms`,
      `${second.padEnd(first.length)}  manifest, one platform`,
      `${first}  index, all platforms`,
      '',
    ]);
    expect(registry.calls.map(({ method, path }) => [method, path])).toEqual([
      ['HEAD', 'team/long-name/manifests/1'],
      ['HEAD', 'app/manifests/single'],
    ]);
  });

  it('takes the tag latest where none is written, and checks that a digest exists', async () => {
    const { host, digestOf } = registry;
    const missing = await digest([`${host}/app`]);
    expect(missing.code).toBe(1);
    expect(registry.calls[0].path).toBe('app/manifests/latest');

    const present = await digest([`${host}/app:any@${digestOf('2')}`]);
    expect(present).toMatchObject({ code: 0, stderr: '' });
    expect(present.stdout).toBe(
      `${host}/app:any@${digestOf('2')}  index, all platforms\n`,
    );
    const gone = `sha256:${'e'.repeat(64)}`;
    expect(await digest([`${host}/app@${gone}`])).toMatchObject({
      code: 1,
      stdout: '',
    });
  });

  it('prints the manifest of a platform, however the platform is spelt', async () => {
    const { host, digestOf } = registry;
    const short = digestOf('1').slice(0, 19);
    for (const platform of ['linux/arm64', 'linux/aarch64', 'linux/arm64/v8']) {
      const one = await digest([`${host}/app:1`, '--platform', platform]);
      expect(one).toMatchObject({ code: 0, stderr: '' });
      expect(one.stdout).toBe(
        `${host}/app:1@${digestOf(
          '1-arm64',
        )}  manifest, linux/arm64, of index ${short}…\n`,
      );
    }
    const all = await digest([`${host}/app:1`, '--platform', 'all']);
    expect(all.stdout).toBe(
      ['amd64', 'arm64']
        .map(
          name =>
            `${host}/app:1@${digestOf(
              `1-${name}`,
            )}  manifest, linux/${name}, of index ${short}…\n`,
        )
        .join(''),
    );
    const single = await digest([`${host}/app:single`, '--platform', 'all']);
    expect(single.stdout).toBe(
      `${host}/app:single@${digestOf('single')}  manifest, linux/arm64 only\n`,
    );
  });

  it('never takes another platform for the one that is missing', async () => {
    const { host, digestOf } = registry;
    const { code, stdout, stderr } = await digest([
      `${host}/app:1`,
      ...['--platform', 'linux/s390x,linux/amd64'],
    ]);
    expect(code).toBe(1);
    expect(stdout).toContain(digestOf('1-amd64'));
    expect(stdout.split('\n')).toHaveLength(2);
    expect(stderr).toBe(
      `error: ${host}/app:1: There is no image for linux/s390x in it; it has linux/amd64, linux/arm64. (platform-missing)\n`,
    );
  });

  it('prints one JSON document with these keys, in this order', async () => {
    const { host, digestOf } = registry;
    const { code, stdout, stderr } = await digest([
      `${host}/talking/app:1`,
      `${host}/app:gone`,
      ...['--format', 'json'],
    ]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    const document = JSON.parse(stdout);
    expect(document).toEqual({
      digests: [
        {
          reference: `${host}/talking/app:1`,
          image: {
            registry: host,
            repository: 'talking/app',
            tag: '1',
            digest: null,
          },
          digest: digestOf('1'),
          level: 'index',
          platform: null,
          indexDigest: null,
          mediaType: 'application/vnd.oci.image.index.v1+json',
          size: expect.any(Number),
          pinned: `${host}/talking/app:1@${digestOf('1')}`,
          warnings: ['This registry closes in May'],
        },
      ],
      errors: [
        {
          reference: `${host}/app:gone`,
          code: 'manifest-unknown',
          message: expect.stringContaining(host),
        },
      ],
    });
    expect(Object.keys(document.digests[0])).toEqual([
      'reference',
      'image',
      'digest',
      'level',
      'platform',
      'indexDigest',
      'mediaType',
      'size',
      'pinned',
      'warnings',
    ]);
    const platform = await digest([
      `${host}/app:1`,
      ...['--platform', 'linux/amd64', '--format', 'json'],
    ]);
    expect(JSON.parse(platform.stdout).digests).toMatchObject([
      {
        digest: digestOf('1-amd64'),
        level: 'manifest',
        platform: 'linux/amd64',
        indexDigest: digestOf('1'),
      },
    ]);
  });

  it('passes on what a registry announces', async () => {
    const { code, stderr } = await digest([`${registry.host}/talking/app:1`]);
    expect(code).toBe(0);
    expect(stderr).toBe(
      `note: ${registry.host} says: This registry closes in May\n`,
    );
  });

  it.each([
    [['app:gone'], 1, 'manifest-unknown'],
    [['app:1', 'app:gone'], 1, 'manifest-unknown'],
    [['broken/app:1'], 4, 'server-error'],
    [['busy/app:1'], 4, 'rate-limited'],
    [['private/app:1'], 4, 'no-access'],
    [['app:gone', 'broken/app:1'], 4, 'server-error'],
  ])('answers %j with exit code %d (%s)', async (names, code, word) => {
    const references = names.map(name => `${registry.host}/${name}`);
    const result = await digest(references);
    expect(result.stderr).toContain(`(${word})`);
    expect(result.stderr).not.toContain('\x1b');
    expect(result.code).toBe(code);
  });

  it('refuses bytes that are not those of the digest', async () => {
    const { code, stdout, stderr } = await digest([
      `${registry.host}/liar/app:1`,
      ...['--platform', 'linux/arm64'],
    ]);
    expect({ code, stdout }).toEqual({ code: 4, stdout: '' });
    expect(stderr).toContain('(wrong-digest)');
  });

  it('asks a registry that does not answer no more than a few times', async () => {
    const names = Array.from({ length: 40 }, (_, i) => `busy/app${i}:1`);
    const { code, stderr } = await digest(
      names.map(name => `${registry.host}/${name}`),
    );
    expect(code).toBe(4);
    expect(stderr.split('\n')).toHaveLength(41);
    expect(stderr).toContain('Not asked any more, after this:');
    // Four at a time, and all of those learn it on their own.
    expect(registry.calls.length).toBeLessThanOrEqual(4);
  });

  it('asks no private address unless that is allowed, and says how', async () => {
    const { host } = registry;
    const refused = await runProgram(['digest', `${host}/app:1`], {
      cwd: folder.path,
    });
    expect(refused.code).toBe(4);
    expect(refused.stderr).toContain(`--allow-private ${host}`);
    expect(refused.stderr).toContain('(refused-address)');
    expect(registry.calls).toEqual([]);

    // Allowed, but asked over HTTPS still.
    const noTls = await runProgram(
      ['digest', `${host}/app:1`, '--allow-private', host],
      { cwd: folder.path },
    );
    expect(noTls.code).toBe(4);
    expect(noTls.stderr).toContain(`--insecure-registry ${host}`);

    // No option allows these.
    const metadata = await digest([
      '169.254.169.254/app:1',
      ...['--allow-private', '169.254.169.254'],
    ]);
    expect(metadata.code).toBe(4);
    expect(metadata.stderr).toContain('(refused-address)');
    expect(metadata.stderr).not.toContain('--allow-private');
    expect(registry.calls).toEqual([]);
  });

  it.each([
    [[], "missing required argument 'ref'"],
    [['Upper/Case:1'], 'this is not an image reference'],
    [['app:1', ''], 'this is not an image reference'],
    [['app:1', '--platform', 'arm64'], 'Write os/architecture'],
    [['app:1', '--insecure-registry', 'https://x'], 'Write the host as'],
    [['app:1', '--allow-private', 'team/x'], 'Write the host as'],
    [Array.from({ length: 501 }, () => 'app:1'), 'At most 500 references'],
  ])('takes %j for wrong usage and asks nothing', async (argv, sentence) => {
    const result = await digest(argv);
    expect(result.stderr).toContain(sentence);
    expect(result).toMatchObject({ code: 3, stdout: '' });
    expect(registry.calls).toEqual([]);
  });
});
