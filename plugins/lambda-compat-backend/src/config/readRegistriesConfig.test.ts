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

import { ConfigReader } from '@backstage/config';
import { toRegistrySettings } from '../registries/createRegistryClient';
import { RegistryObservers } from '../registries/RegistryObservers';
import { readRegistriesConfig } from './readRegistriesConfig';

const CA = '-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----\n';

const read = (...registries: object[]) =>
  readRegistriesConfig(
    new ConfigReader({ lambdaCompat: { registries: registries as never } }),
  );

describe('readRegistriesConfig', () => {
  it('reads nothing from nothing, and every key', () => {
    expect(readRegistriesConfig(new ConfigReader({}))).toEqual([]);
    expect(read({ host: 'docker.io' })).toEqual([
      { host: 'docker.io', watch: true, mirrors: [] },
    ]);
    expect(
      read({
        host: 'Registry.Example.com:5000',
        endpoint: 'http://registry.internal:5000/',
        username: 'u',
        password: 'p',
        allowPrivateAddresses: true,
        tokenHosts: ['auth.example.com'],
        redirectHosts: ['objects.example.com'],
        ca: CA,
        requestsPerSecond: 0.5,
        burst: 3,
        concurrency: 2,
        watch: false,
        mirrors: [{ host: 'mirror.test', repositoryPrefix: 'hub' }],
      }),
    ).toEqual([
      {
        host: 'registry.example.com:5000',
        endpoint: 'http://registry.internal:5000',
        credentials: { username: 'u', password: 'p' },
        allowPrivateAddresses: true,
        tokenHosts: ['auth.example.com'],
        redirectHosts: ['objects.example.com'],
        ca: CA,
        requestsPerSecond: 0.5,
        burst: 3,
        concurrency: 2,
        watch: false,
        mirrors: [{ host: 'mirror.test', repositoryPrefix: 'hub/' }],
      },
    ]);
  });

  it.each<[object, RegExp]>([
    [{}, /registries\[0\]\.host|'host'/],
    [{ host: 'https://x.test' }, /registries\[0\]\.host'.*not 'https:/],
    [{ host: 'x.test/path' }, /\.host'/],
    [{ host: 'a b' }, /\.host'/],
    [{ host: 'index.docker.io' }, /'docker\.io' in references/],
    [{ host: 'x', endpoint: 'ftp://x' }, /\.endpoint'.*nothing else/],
    [{ host: 'x', endpoint: 'https://x/v2/' }, /\.endpoint'/],
    [{ host: 'x', endpoint: 'https://x/?a=b' }, /\.endpoint'/],
    [{ host: 'x', username: 'u' }, /\.password'.*together/],
    [{ host: 'x', password: 'hunter2' }, /\.username'.*together/],
    [{ host: 'x', ca: 'x' }, /\.ca'.*PEM/],
    [{ host: 'x', tokenHosts: ['a', 'b/c'] }, /\.tokenHosts\[1\]'/],
    [{ host: 'x', redirectHosts: ['b/c'] }, /\.redirectHosts\[0\]'/],
    [{ host: 'x', requestsPerSecond: 0 }, /\.requestsPerSecond'.*not '0'/],
    [{ host: 'x', burst: 1.5 }, /\.burst'.*1 to 1000/],
    [{ host: 'x', concurrency: 101 }, /\.concurrency'.*1 to 100/],
    [
      { host: 'x', mirrors: [{ host: 'm' }, { host: 'm' }] },
      /mirrors\[1\]\.host'.*already/,
    ],
    [{ host: 'x', mirrors: [{ host: 'x' }] }, /mirrors\[0\]\.host'.*already/],
    [
      { host: 'x', mirrors: [{ host: 'm', repositoryPrefix: '/hub' }] },
      /mirrors\[0\]\.repositoryPrefix'/,
    ],
    [{ host: 'x', mirrors: [{ host: 'm:' }] }, /mirrors\[0\]\.host'/],
  ])('refuses %j and names the key', (registry, message) => {
    expect(() => read(registry)).toThrow(message);
  });

  it('repeats no credentials in its messages', () => {
    const refused = () =>
      read({ host: 'x', endpoint: 'https://user:hunter2@x' });
    expect(refused).toThrow(/endpoint/);
    expect(refused).not.toThrow(/hunter2/);
  });

  it('takes one host in several places, but with the same settings', () => {
    const mirror = { host: 'm', endpoint: 'http://127.0.0.1:7017' };
    const registries = read(
      { host: 'docker.io', watch: false, mirrors: [mirror] },
      {
        host: 'public.ecr.aws',
        mirrors: [{ ...mirror, repositoryPrefix: 'ecr' }],
      },
    );
    expect(toRegistrySettings(registries)).toEqual([
      { host: 'docker.io' },
      mirror,
      { host: 'public.ecr.aws' },
    ]);
    const observers = RegistryObservers.create({ registries });
    expect(observers.list('docker.io')).toEqual([
      { observer: 'm', host: 'm', repositoryPrefix: '' },
    ]);
    expect(observers.list('public.ecr.aws')).toEqual([
      { observer: '', host: 'public.ecr.aws', repositoryPrefix: '' },
      { observer: 'm', host: 'm', repositoryPrefix: 'ecr/' },
    ]);
    expect(observers.list('quay.io')).toEqual([
      { observer: '', host: 'quay.io', repositoryPrefix: '' },
    ]);
    expect(observers.isPrimary('docker.io', 'm')).toBe(true);
    expect(observers.isPrimary('public.ecr.aws', 'm')).toBe(false);
    expect(observers.find('docker.io', '')).toBeUndefined();

    expect(() =>
      read(
        { host: 'docker.io', mirrors: [mirror] },
        { host: 'quay.io', mirrors: [{ ...mirror, burst: 2 }] },
      ),
    ).toThrow(/registries\[1\]\.mirrors\[0\]\.host'.*other settings/);
    expect(() => read({ host: 'x' }, { host: 'x' })).toThrow(
      /registries\[1\]\.host'.*twice/,
    );
  });
});
