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

import { dependencyNames } from './dependencies';
import {
  chooseMembers,
  findPrebuiltSets,
  mismatch,
  type PrebuiltSet,
} from './prebuiltSets';
import { roleOf } from './roles';
import type {
  RootSelection,
  RootSelections,
  RootTarget,
  SelectableFile,
  UnservedSet,
} from './types';

const KERNEL_ROLES = new Set(['bootstrap', 'extension', 'program']);

/** Names in a sentence; the record holds them all. */
const MAX_NAMED = 4;

/**
 * Says which files of an artifact are loaded at all. Of a set of prebuilt
 * files only the one that would be loaded on the target counts; the others are
 * not selected, each with the reason. A set without one for the target is
 * given as `unserved`. A file that is alone is selected whatever its name.
 *
 * Names decide, as they do for the programs that load these files; whether the
 * file is what its name says, the resolution finds out.
 *
 * @public
 */
export function selectRoots(
  files: SelectableFile[],
  target: RootTarget,
): RootSelections {
  const selections = new Map<SelectableFile, RootSelection>();
  for (const file of files) {
    const { role, reason } = roleOf(file, target);
    selections.set(file, {
      path: file.path,
      role,
      selected: role !== 'none' && role !== 'dependency',
      assumed: false,
      reason,
      set: null,
      by: KERNEL_ROLES.has(role) ? 'kernel' : 'dlopen',
    });
  }
  const unserved =
    files.length > 1 ? selectOfSets(files, target, selections) : [];
  selectLibraries(files, selections);
  const all = [...selections.values()];
  return {
    files: all,
    roots: all
      .filter(({ selected }) => selected)
      .map(({ path, by }) => ({ path, by })),
    unserved,
  };
}

function selectOfSets(
  files: SelectableFile[],
  target: RootTarget,
  selections: Map<SelectableFile, RootSelection>,
): UnservedSet[] {
  const built = files.filter(({ path }) =>
    /\/build\/(?:Release|Debug)\/[^/]{1,255}\.node$/.test(path),
  );
  const unserved: PrebuiltSet[] = [];
  for (const set of findPrebuiltSets(files)) {
    const { key, members } = set;
    const before = builtBefore(key, built);
    const refused = members.map(member => ({
      member,
      why: before ?? mismatch(member, target),
    }));
    const fitting = refused
      .filter(({ why }) => why === null)
      .map(({ member }) => member);
    const chosen = chooseMembers(fitting, target);
    for (const { member, why } of refused) {
      const selection = selections.get(member.file);
      if (selection) {
        selection.set = key;
        if (why) {
          refuse(selection, why.reason);
        } else if (!chosen.includes(member)) {
          refuse(selection, `${chosen[0].file.path} is taken instead`);
        } else if (chosen.length > 1 && selection.selected) {
          selection.assumed = true;
          selection.reason = `${selection.reason}; the version of the runtime that would choose is not known`;
        }
      }
    }
    if (fitting.length === 0 && !before) {
      unserved.push(set);
    }
  }
  return unservedSets(unserved, target);
}

function refuse(selection: RootSelection, reason: string): void {
  selection.selected = false;
  selection.assumed = false;
  selection.role = 'none';
  selection.reason = `not selected: ${reason}`;
}

/** node-gyp-build takes what was built in place before any prebuilt file. */
function builtBefore(
  key: string,
  built: SelectableFile[],
): { reason: string } | null {
  const at = key.indexOf('/prebuilds/');
  const own =
    at < 0
      ? undefined
      : built.find(({ path }) => path.startsWith(`${key.slice(0, at)}/build/`));
  return own
    ? { reason: `${own.path} is taken before any prebuilt file` }
    : null;
}

/** What a set lacks; null where it does not say that one is missing. */
function lackOf(
  { members }: PrebuiltSet,
  target: RootTarget,
): UnservedSet['lacks'] | null {
  const reasons = members.map(member => mismatch(member, target)?.what);
  // Files for other systems alone do not say that one for Linux is missing.
  return (
    (['runtime', 'libc', 'machine'] as const).find(one =>
      reasons.includes(one),
    ) ?? null
  );
}

/** One record for each package or folder, however many files it has. */
function unservedSets(sets: PrebuiltSet[], target: RootTarget): UnservedSet[] {
  const groups = new Map<string, UnservedSet>();
  for (const set of sets) {
    const lacks = lackOf(set, target);
    if (lacks !== null) {
      const name = `${lacks} ${set.group}`;
      const known = groups.get(name);
      const record = known ?? {
        set: set.group,
        lacks,
        members: [],
        message: '',
      };
      record.members.push(...set.members.map(({ file }) => file.path));
      groups.set(name, record);
    }
  }
  return [...groups.values()].map(record => {
    const { set, lacks, members } = record;
    const more =
      members.length > MAX_NAMED
        ? ` and ${members.length - MAX_NAMED} more`
        : '';
    return {
      ...record,
      message: `none of the prebuilt files of ${set} is for ${wanted(
        lacks,
        target,
      )}: there is only ${members.slice(0, MAX_NAMED).join(', ')}${more}`,
    };
  });
}

function wanted(what: UnservedSet['lacks'], target: RootTarget): string {
  const { machine, libc, runtime } = target;
  switch (what) {
    case 'libc':
      return `${machine} with ${libc}`;
    case 'runtime':
      return runtime
        ? `${runtime.family} ${runtime.version ?? ''}`.trim()
        : 'the runtime';
    default:
      return machine;
  }
}

/**
 * A library that something selected needs is looked at where the loader takes
 * it; of the others each may be opened by name.
 */
function selectLibraries(
  files: SelectableFile[],
  selections: Map<SelectableFile, RootSelection>,
): void {
  const libraries = files.filter(file => {
    const selection = selections.get(file);
    return selection?.selected && selection.role === 'library';
  });
  const certain = files.filter(file => {
    const selection = selections.get(file);
    return selection?.selected && selection.role !== 'library';
  });
  const candidates = files.filter(
    file => selections.get(file)?.role !== 'none',
  );
  const needed = dependencyNames(candidates, certain, libraries);
  for (const file of libraries) {
    const selection = selections.get(file);
    const by = needed.get(file);
    if (!selection) {
      continue;
    }
    if (by !== undefined) {
      selection.role = 'dependency';
      selection.selected = false;
      selection.reason = `it is loaded where ${by} needs it`;
    } else if (files.length > 1) {
      selection.assumed = true;
      selection.reason =
        'no other file here needs it: if it is loaded, then by its name';
    }
  }
}
