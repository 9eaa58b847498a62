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

import type { LibcKind } from '../../elf/types';
import type { PlatformTags, TaggedPath } from './platformTags';
import { readPlatformTags } from './platformTags';
import type { RootTarget, SelectableFile } from './types';

/**
 * A file whose path names a platform.
 *
 * @internal
 */
export interface SetMember {
  file: SelectableFile;
  tags: PlatformTags;
}

/**
 * Files built from the same source for different platforms, of which a program
 * takes one.
 *
 * @internal
 */
export interface PrebuiltSet {
  key: string;
  group: string;
  members: SetMember[];
}

/** Why a member is not the one, in the words of a report. */
export type Mismatch = {
  what: 'os' | 'machine' | 'libc' | 'runtime';
  reason: string;
};

/** `process.versions.modules` of each major version of Node.js. */
const NODE_ABIS: Record<string, string> = {
  '8': '57',
  '10': '64',
  '12': '72',
  '14': '83',
  '16': '93',
  '18': '108',
  '20': '115',
  '22': '127',
  '24': '137',
};

/**
 * Groups the files whose paths name a platform.
 *
 * @internal
 */
export function findPrebuiltSets(files: SelectableFile[]): PrebuiltSet[] {
  const sets = new Map<string, PrebuiltSet>();
  for (const file of files) {
    const tagged: TaggedPath = readPlatformTags(file.path);
    if (namesPlatform(tagged.tags)) {
      const { key, group } = tagged;
      const set = sets.get(key) ?? { key, group, members: [] };
      set.members.push({ file, tags: tagged.tags });
      sets.set(tagged.key, set);
    }
  }
  return [...sets.values()];
}

/** `node` or `linux` alone in a path is no choice of a platform. */
function namesPlatform(tags: PlatformTags): boolean {
  return (
    tags.machines.length > 0 ||
    tags.libc !== null ||
    tags.abi !== null ||
    tags.napi ||
    tags.python !== null ||
    (tags.os !== null && tags.os !== 'linux') ||
    tags.runtime === 'electron'
  );
}

/**
 * Why a member cannot be the one for the target; null where it can.
 *
 * @internal
 */
export function mismatch(
  { tags, file }: SetMember,
  target: RootTarget,
): Mismatch | null {
  const { report } = file;
  const built = report?.libc.kind;
  if (tags.os !== null && tags.os !== 'linux') {
    return { what: 'os', reason: `its path names another system (${tags.os})` };
  }
  if (built === 'freebsd' || built === 'bionic') {
    const system = built === 'bionic' ? 'Android' : 'FreeBSD';
    return { what: 'os', reason: `it was built for ${system}` };
  }
  const foreign = tags.machines.find(
    machines => !machines.includes(target.machine),
  );
  if (foreign) {
    return {
      what: 'machine',
      reason: `its path names ${foreign.join(', ')}, not ${target.machine}`,
    };
  }
  if (tags.libc !== null && tags.libc !== target.libc) {
    return { what: 'libc', reason: `its path names ${tags.libc}` };
  }
  if (
    tags.libc === null &&
    tags.machines.length > 0 &&
    isOtherLibc(built, target)
  ) {
    return { what: 'libc', reason: `it was built for ${built}` };
  }
  if (tags.distribution !== null && tags.distribution !== 'alpine') {
    return { what: 'runtime', reason: `it is for ${tags.distribution}` };
  }
  if (tags.runtime !== null && tags.runtime !== 'node') {
    return { what: 'runtime', reason: `it is for ${tags.runtime}` };
  }
  const abi = expectedAbi(target);
  if (tags.abi !== null && !tags.napi && abi !== null && tags.abi !== abi) {
    return {
      what: 'runtime',
      reason: `it is for ABI ${tags.abi} of Node.js, not ${abi}`,
    };
  }
  return pythonMismatch(tags, target);
}

function isOtherLibc(
  built: LibcKind | undefined,
  { libc }: RootTarget,
): boolean {
  return (built === 'glibc' || built === 'musl') && built !== libc;
}

/** Python imports a module of its own version, and those of the stable ABI. */
function pythonMismatch(
  { python }: PlatformTags,
  target: RootTarget,
): Mismatch | null {
  if (python === null || python === 'abi3') {
    return null;
  }
  const expected = expectedPython(target);
  const other =
    expected === null ? !/^cpython-\d+$/.test(python) : python !== expected;
  return other
    ? {
        what: 'runtime',
        reason: `it is a module for ${python}${
          expected === null ? '' : `, not ${expected}`
        }`,
      }
    : null;
}

function expectedPython({ runtime }: RootTarget): string | null {
  const [major, minor] = runtime?.version?.split('.') ?? [];
  return runtime?.family === 'python' && major && minor
    ? `cpython-${major}${minor}`
    : null;
}

function expectedAbi({ runtime }: RootTarget): string | null {
  const major = runtime?.version?.split('.')[0] ?? '';
  return runtime?.family === 'nodejs' && Object.hasOwn(NODE_ABIS, major)
    ? NODE_ABIS[major]
    : null;
}

/**
 * The member that the program takes, of those that fit: the most particular
 * one. Where that depends on the version of a runtime that is not known, the
 * best for each version.
 *
 * @internal
 */
export function chooseMembers(
  fitting: SetMember[],
  target: RootTarget,
): SetMember[] {
  const best = new Map<string, SetMember>();
  const ranked = [...fitting].sort((a, b) => rank(b) - rank(a));
  for (const member of ranked) {
    const { abi, python } = member.tags;
    const version = [
      expectedAbi(target) === null ? abi : null,
      expectedPython(target) === null ? python : null,
    ].join(' ');
    if (!best.has(version)) {
      best.set(version, member);
    }
  }
  return [...best.values()];
}

/**
 * Larger is taken rather. As node-gyp-build: the runtime, the exact ABI, then
 * whatever says more; .NET takes the identifiers without a distribution.
 */
function rank({ tags }: SetMember): number {
  return (
    (tags.distribution === null ? 10_000 : 0) +
    (tags.runtime === 'node' ? 1_000 : 0) +
    (tags.abi !== null || (tags.python ?? 'abi3') !== 'abi3' ? 500 : 0) +
    (tags.libc === null ? 0 : 200) +
    Math.min(tags.count, 100)
  );
}
