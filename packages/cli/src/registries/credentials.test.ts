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

import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { runProgram } from '../testing/runProgram';
import { account, startRegistry } from '../testing/startRegistry';
import { temporaryFolder } from '../testing/temporaryFolder';
import { askCredentialHelper } from './askCredentialHelper';
import { DockerConfig } from './DockerConfig';

const { username, password } = account;
const auth = Buffer.from(`${username}:${password}`).toString('base64');
const wrong = Buffer.from(`${username}:wrong`).toString('base64');

describe('credentials of the machine', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let registry: Awaited<ReturnType<typeof startRegistry>>;
  beforeAll(async () => {
    registry = await startRegistry();
  });
  afterAll(() => registry.close());
  beforeEach(() => {
    folder = temporaryFolder({});
    registry.calls.length = 0;
  });
  afterEach(() => folder.remove());

  const write = (name: string, content: unknown, mode = 0o600) => {
    const file = join(folder.path, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(
      file,
      typeof content === 'string' ? content : JSON.stringify(content),
    );
    chmodSync(file, mode);
    return file;
  };
  const helper = (name: string, script: string) =>
    write(`bin/docker-credential-${name}`, `#!/bin/sh\n${script}\n`, 0o700);
  const digest = async (env: Record<string, string> = {}) => {
    const { host } = registry;
    const result = await runProgram(
      ['digest', `${host}/private/app:1`, '--insecure-registry', host],
      {
        cwd: folder.path,
        env: {
          HOME: folder.path,
          PATH: [join(folder.path, 'bin'), process.env.PATH].join(delimiter),
          ...env,
        },
      },
    );
    // Whatever happens, nothing that is secret is printed.
    for (const secret of [password, auth, wrong, 'a-secret']) {
      expect(result.stdout + result.stderr).not.toContain(secret);
    }
    return result;
  };

  it('are those of docker login, asked for once and by nobody but the registry', async () => {
    write('.docker/config.json', { auths: { [registry.host]: { auth } } });
    expect(await digest()).toMatchObject({ code: 0, stderr: '' });
    expect(registry.calls.map(call => call.authorization)).toEqual(
      expect.arrayContaining([`Basic ${auth}`]),
    );

    const other = await startRegistry();
    try {
      const { host } = other;
      await runProgram(
        ['digest', `${host}/private/app:1`, '--insecure-registry', host],
        { cwd: folder.path, env: { HOME: folder.path } },
      );
      expect(other.calls.length).toBeGreaterThan(0);
      expect(other.calls.every(call => !call.authorization)).toBe(true);
    } finally {
      await other.close();
    }
  });

  it.each([
    ['user name and password', () => ({ username, password })],
    [
      'NUL bytes at the end',
      () => ({
        auth: Buffer.from(`${username}:${password}\0\0`).toString('base64'),
      }),
    ],
  ])('are read from an entry with %s', async (_, entry) => {
    write('.docker/config.json', { auths: { [registry.host]: entry() } });
    expect(await digest()).toMatchObject({ code: 0, stderr: '' });
  });

  it('are looked for in $REGISTRY_AUTH_FILE, then $DOCKER_CONFIG', async () => {
    const { host } = registry;
    write('.docker/config.json', { auths: { [host]: { auth: wrong } } });
    write('docker/config.json', {
      auths: { [`https://${host}/v2/`]: { auth } },
    });
    const DOCKER_CONFIG = join(folder.path, 'docker');
    expect(await digest({ DOCKER_CONFIG })).toMatchObject({ code: 0 });

    write('auth.json', { auths: { [host]: { auth: wrong } } });
    const REGISTRY_AUTH_FILE = join(folder.path, 'auth.json');
    const env = { DOCKER_CONFIG, REGISTRY_AUTH_FILE };
    expect(await digest(env)).toMatchObject({ code: 4 });

    write('run/containers/auth.json', { auths: { [host]: { auth } } });
    const XDG_RUNTIME_DIR = join(folder.path, 'run');
    expect(await digest({ XDG_RUNTIME_DIR })).toMatchObject({ code: 0 });
  });

  it('come from a helper for the registry, asked as Docker asks it', async () => {
    const { host } = registry;
    write('.docker/config.json', {
      auths: { [host]: {} },
      credHelpers: { [host]: 'cloud' },
      credsStore: 'missing',
    });
    write('answer.json', {
      ServerURL: host,
      Username: username,
      Secret: password,
    });
    helper(
      'cloud',
      'echo "$*" > "$HOME/argv"; cat > "$HOME/stdin"; cat "$HOME/answer.json"',
    );
    expect(await digest()).toMatchObject({ code: 0, stderr: '' });
    expect(readFileSync(join(folder.path, 'argv'), 'utf8')).toBe('get\n');
    expect(readFileSync(join(folder.path, 'stdin'), 'utf8')).toBe(host);
  });

  it('come from the file where the store of all registries has none', async () => {
    write('.docker/config.json', {
      auths: { [registry.host]: { auth } },
      credsStore: 'empty',
    });
    helper('empty', 'echo "credentials not found in native keychain"; exit 1');
    expect(await digest()).toMatchObject({ code: 0, stderr: '' });
  });

  it.each([
    [
      'an identity token',
      { identitytoken: 'a-secret' },
      '"identitytoken" is not supported',
    ],
    ['what is no base64', { auth: 'a-secret!' }, '"auth" is damaged'],
    ['an entry without a password', { auth: 'Y2Fyb2w=' }, '"auth" is damaged'],
  ])('that are %s are named, not used', async (_, entry, sentence) => {
    write('.docker/config.json', { auths: { [registry.host]: entry } });
    const { code, stderr } = await digest();
    expect(code).toBe(4);
    expect(stderr).toContain(`note: ${folder.path}/.docker/config.json: `);
    expect(stderr).toContain(sentence);
    expect(stderr).toContain('(no-access)');
  });

  it.each([
    ['is no JSON', '{ "auths": "a-secret', 'This is not JSON.'],
    ['is no object', '["a-secret"]', 'This is not a credentials file.'],
  ])('in a file that %s are named, not used', async (_, content, sentence) => {
    write('.docker/config.json', content);
    const { code, stderr } = await digest();
    expect(code).toBe(4);
    expect(stderr).toContain(sentence);
  });

  it.each([
    ['is missing', 'missing', 'there is no such program'],
    [
      'has the name of something else',
      '../../bin/sh',
      'its name is not that of a helper',
    ],
    ['fails', 'failing', 'it failed (3)'],
    ['talks nonsense', 'nonsense', 'its answer is not JSON'],
    ['never stops talking', 'endless', 'its answer is too long'],
    ['has an identity token', 'token', 'identity tokens are not supported'],
  ])('from a helper that %s are named, not used', async (_, name, sentence) => {
    helper('failing', 'echo a-secret; echo a-secret >&2; exit 3');
    helper('nonsense', 'echo a-secret');
    helper('endless', 'yes a-secret');
    helper('token', `echo '{"Username":"<token>","Secret":"a-secret"}'`);
    write('.docker/config.json', { credsStore: name });
    const { code, stderr } = await digest();
    expect(code).toBe(4);
    expect(stderr).toContain(sentence);
  });

  it('are not waited for longer than a limit', async () => {
    helper('frozen', 'sleep 60');
    const started = Date.now();
    const answer = await askCredentialHelper('frozen', 'example.com', {
      env: {
        PATH: `${join(folder.path, 'bin')}${delimiter}${process.env.PATH}`,
      },
      timeoutMs: 300,
    });
    expect(answer).toEqual({
      type: 'failed',
      reason: 'no answer within 0.3 seconds',
    });
    expect(Date.now() - started).toBeLessThan(5_000);
  });
});

describe('DockerConfig', () => {
  const config = (value: unknown) => DockerConfig.from(value);
  const written = { type: 'password', username, password };

  it.each([
    ['https://index.docker.io/v1/', 'docker.io'],
    ['index.docker.io', 'docker.io'],
    ['docker.io', 'docker.io'],
    ['registry-1.docker.io', 'docker.io'],
    ['https://ghcr.io', 'ghcr.io'],
    ['GHCR.io', 'ghcr.io'],
    ['localhost', 'localhost'],
    ['localhost:5000', 'localhost:5000'],
    ['http://registry.example.com:5000/v2/', 'registry.example.com:5000'],
  ])('knows by the key %s the registry %s', (key, registry) => {
    expect(
      config({ auths: { [key]: { auth } } })?.credentialsOf(registry),
    ).toEqual([written]);
  });

  it.each([
    ['ghcr.io/team', 'ghcr.io'],
    ['ghcr.io', 'ghcr.io.evil.example'],
    ['ghcr.io', 'evil.example/ghcr.io'],
    ['ghcr.io', 'ghcr.io:443'],
    ['__proto__', 'docker.io'],
  ])('has by the key %s nothing for %s', (key, registry) => {
    const value = JSON.parse(
      `{ "auths": { "${key}": { "auth": "${auth}" } } }`,
    );
    expect(config(value)?.credentialsOf(registry)).toEqual([]);
  });

  it('asks helpers for Docker Hub by the name that Docker has for it', () => {
    expect(
      config({ credsStore: 'desktop' })?.credentialsOf('docker.io'),
    ).toEqual([
      {
        type: 'helper',
        helper: 'desktop',
        server: 'https://index.docker.io/v1/',
      },
    ]);
  });

  it('lets an empty helper take a registry out of the store', () => {
    expect(
      config({
        credsStore: 'desktop',
        credHelpers: { 'ghcr.io': '' },
      })?.credentialsOf('ghcr.io'),
    ).toEqual([]);
  });

  it.each([null, [], 'text', 7])('takes %j for no configuration', value => {
    expect(config(value)).toBeUndefined();
  });

  it('reads past parts that have another form', () => {
    const odd = { auths: [1], credHelpers: { 'ghcr.io': 7 }, credsStore: {} };
    expect(config(odd)?.credentialsOf('ghcr.io')).toEqual([]);
  });
});
