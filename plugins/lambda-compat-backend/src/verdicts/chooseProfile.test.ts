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
  createArtifact,
  createProgram,
} from '../artifacts/__fixtures__/reports';
import { chooseProfile } from './chooseProfile';

const policy = { deprecationDays: 180 };
const today = '2026-11-23';
const zip = {
  runtime: 'provided.al2023',
  architecture: 'arm64',
  packageType: 'zip',
  artifacts: [],
} as const;

describe('chooseProfile', () => {
  it('speaks of the chosen day, of today, or of every state', () => {
    const open = chooseProfile(zip, null, { policy, today });
    expect(open?.asOf).toBeNull();
    expect(open?.states.length).toBeGreaterThan(1);
    const now = chooseProfile(zip, null, {
      policy: { ...policy, asOf: 'today' },
      today,
    });
    expect([now?.asOf, now?.states.length]).toEqual([today, 1]);
    const then = chooseProfile(zip, null, {
      policy: { ...policy, asOf: '2025-03-15' },
      today,
    });
    expect(then?.states.map(({ id }) => id)).not.toEqual(
      now?.states.map(({ id }) => id),
    );
    expect(chooseProfile(zip, null, { policy, today })).toBe(open);
  });

  it.each([
    ['a runtime that nobody says', { ...zip, runtime: null }],
    ['a runtime that is not known', { ...zip, runtime: 'provided.al99' }],
    ['an architecture that nobody says', { ...zip, architecture: null }],
    [
      'an architecture that the runtime is not offered on',
      { ...zip, runtime: 'go1.x' },
    ],
  ])('knows nothing of %s', (_, facts) => {
    expect(chooseProfile(facts, null, { policy, today })).toBeNull();
  });

  it('reads what an image function finds from the image itself', () => {
    const library = {
      ...createProgram({}, { kind: 'shared', soname: 'libc.so.6' }),
      path: 'usr/lib64/libc.so.6',
    };
    const loader = {
      ...createProgram({}, { kind: 'shared', soname: 'ld-linux-aarch64.so.1' }),
      path: 'usr/lib64/ld-linux-aarch64.so.1',
    };
    const links = [
      {
        path: 'lib64',
        kind: 'symbolic' as const,
        target: 'usr/lib64',
        resolved: null,
      },
    ];
    const image = (files: Array<typeof library>) => ({
      ...zip,
      packageType: 'image' as const,
      artifacts: [
        {
          name: 'function',
          mount: 'image' as const,
          report: createArtifact('a', files, { format: 'tar', links }),
        },
      ],
    });
    const profile = chooseProfile(image([library, loader]), null, {
      policy,
      today,
    });
    expect(profile).toMatchObject({ origin: 'image', architecture: 'arm64' });
    expect(Object.keys(profile?.states[0].libraries ?? {})).toContain(
      'libc.so.6',
    );
  });

  it('takes a measured profile for the environment that it is of, and no other', () => {
    const measured = {
      ...selectProfile({ runtime: 'provided.al2023', architecture: 'arm64' }),
      origin: 'snapshot' as const,
    };
    const choose = (facts: Parameters<typeof chooseProfile>[0]) =>
      chooseProfile(facts, measured, { policy, today })?.origin;
    expect(choose(zip)).toBe('snapshot');
    expect(choose({ ...zip, architecture: 'x86_64' })).toBe('shipped');
    expect(choose({ ...zip, runtime: 'python3.13' })).toBe('shipped');
  });

  it('takes what the image of the runtime provides before the tables, and what was measured of the function before that', () => {
    const shipped = selectProfile({
      runtime: 'provided.al2023',
      architecture: 'arm64',
    });
    const runtimeProfile = { ...shipped, origin: 'image' as const };
    const choose = (
      facts: Parameters<typeof chooseProfile>[0],
      own: typeof shipped | null = null,
    ) => chooseProfile(facts, own, { policy, today, runtimeProfile })?.origin;
    expect(choose(zip)).toBe('image');
    expect(choose(zip, { ...shipped, origin: 'snapshot' })).toBe('snapshot');
    expect(choose({ ...zip, architecture: 'x86_64' })).toBe('shipped');
    expect(choose({ ...zip, runtime: 'python3.13' })).toBe('shipped');
  });
});
