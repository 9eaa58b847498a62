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

import {
  defaultDirectories,
  emptySystem,
  parseLibraryPath,
  placeArtifacts,
  resolveLibraries,
  selectRoots,
  type LibraryResolution,
  type PlacedFile,
  type RootSelections,
  type RootTarget,
  type SystemLibraries,
  type UnreadDirectory,
} from '@lambda-compat/elf-symbols';
import {
  findRuntime,
  profileFromReport,
  type LambdaRuntime,
  type RuntimeProfile,
} from '@lambda-compat/lambda-runtimes';
import { systemFromProfile } from '../systemFromProfile';
import type { ArtifactFacts, FunctionFacts, JudgeOptions } from '../types';
import { findLaunchScript } from './launchScripts';
import { machineOf } from './machines';
import type { Evaluation, JudgedObject, NativeFile } from './types';

const MOUNTS: Record<ArtifactFacts['mount'], string> = {
  function: '/var/task',
  layer: '/opt',
  image: '/',
};

/** What of an image is its system and is loaded only where something needs it. */
const SYSTEM_DIRECTORIES = [
  '/bin',
  '/etc',
  '/lib',
  '/lib32',
  '/lib64',
  '/sbin',
  '/usr',
  '/var/lang',
  '/var/rapid',
  '/var/runtime',
];

const DEFAULT_DEPRECATION_DAYS = 180;

/**
 * Places the artifacts, chooses what is loaded and resolves its needs.
 *
 * @internal
 */
export function evaluate(
  facts: FunctionFacts,
  policy: { deprecationDays?: number },
  options: JudgeOptions,
): Evaluation {
  const { architecture } = facts;
  const runtime = (facts.runtime && findRuntime(facts.runtime)) || null;
  const ownSystem = facts.artifacts.some(({ mount }) => mount === 'image');
  const given = profileOf(facts);
  const profile =
    given && architecture !== null && given.architecture === architecture
      ? given
      : null;
  const files = nativeFiles(facts.artifacts);
  const base = {
    facts,
    policy: {
      deprecationDays: policy.deprecationDays ?? DEFAULT_DEPRECATION_DAYS,
    },
    demangle: options.demangle ?? (name => name),
    runtime,
    profile,
    target: targetName(facts, profile),
    architecture,
    files,
    filesByPlace: new Map(files.map(file => [file.placed, file])),
    launch: findLaunchScript(facts.artifacts),
    ownSystem,
  };
  if (architecture === null) {
    return { ...base, selections: null, resolution: null, objects: [] };
  }
  const machine = machineOf(architecture);
  const system = systemOf(facts, profile, machine);
  const placed = placeArtifacts(
    facts.artifacts.map(({ report, mount }) => ({
      report,
      directory: MOUNTS[mount],
    })),
  );
  const selections = selectRoots(nativePlaced(placed.files, base), {
    machine,
    libc: system.libc,
    ...languageOf(runtime),
    ...(ownSystem && {
      systemDirectories: SYSTEM_DIRECTORIES,
      entryPoints: entryPoints(facts),
    }),
  });
  const resolution = resolveLibraries({
    machine,
    files: placed.files,
    links: placed.links,
    roots: selections.roots,
    libraryPath: libraryPathOf(facts, profile),
    workingDirectory: '/var/task',
    system,
    unreadDirectories: unreadDirectories(facts),
  });
  return {
    ...base,
    selections,
    resolution,
    objects: judgedObjects(resolution, selections, base.filesByPlace),
  };
}

function targetName(
  { runtime, architecture }: FunctionFacts,
  profile: RuntimeProfile | null,
): string {
  const name = runtime ?? profile?.name ?? 'its runtime';
  return architecture === null ? name : `${name} (${architecture})`;
}

/**
 * For a whole image only what was measured of it speaks, not the tables, and not
 * the image of a runtime that it may have been made from.
 */
function profileOf(facts: FunctionFacts): RuntimeProfile | null {
  const { profile } = facts;
  const ofRuntime =
    profile?.origin === 'shipped' ||
    (profile?.origin === 'image' && profile.runtime !== null);
  return profile && !ofRuntime ? profile : profileOfImage(facts) ?? profile;
}

/** The libraries of an image function are in the image. */
function profileOfImage({ artifacts }: FunctionFacts): RuntimeProfile | null {
  const image = artifacts.find(({ mount }) => mount === 'image');
  if (!image) {
    return null;
  }
  try {
    return profileFromReport(image.report, { name: image.name });
  } catch {
    // No library of either architecture is in it, as in an image from scratch.
    return null;
  }
}

function nativeFiles(artifacts: ArtifactFacts[]): NativeFile[] {
  const files = new Map<string, NativeFile>();
  artifacts.forEach((artifact, index) => {
    const directory = MOUNTS[artifact.mount];
    for (const scanned of artifact.report.files) {
      const { path } = scanned;
      const placed = `${directory === '/' ? '' : directory}/${path}`;
      const keyPath = index === 0 ? path : `${artifact.name}:${path}`;
      files.set(placed, { artifact, scanned, placed, path, keyPath });
    }
  });
  return [...files.values()];
}

/** Without what the walk skipped: text files are no roots. */
function nativePlaced(
  files: PlacedFile[],
  { filesByPlace }: { filesByPlace: Map<string, NativeFile> },
): PlacedFile[] {
  return files.filter(({ path }) => filesByPlace.has(path));
}

function systemOf(
  { artifacts }: FunctionFacts,
  profile: RuntimeProfile | null,
  machine: 'x86_64' | 'aarch64',
): SystemLibraries {
  if (artifacts.some(({ mount }) => mount === 'image')) {
    // All of its files are in the artifact; the profile knows the folders.
    const libc = profile ? systemFromProfile(profile).libc : 'glibc';
    return {
      ...emptySystem(machine, libc),
      cacheDirectories: profile
        ? systemFromProfile(profile).cacheDirectories
        : [],
    };
  }
  if (profile) {
    return systemFromProfile(profile);
  }
  const unknown = { answer: 'unknown', undecided: 'the runtime' } as const;
  const [first] = defaultDirectories('glibc');
  return {
    ...emptySystem(machine),
    findLibrary: directory =>
      directory === first ? unknown : { answer: 'no' },
    findVersion: () => unknown,
    findInterpreter: () => unknown,
  };
}

function languageOf(
  runtime: LambdaRuntime | null,
): Pick<RootTarget, 'runtime'> {
  if (!runtime) {
    return {};
  }
  const version = /^[a-z]{1,32}(\d{1,3}(?:\.\d{1,3})?)/.exec(runtime.id)?.[1];
  const family = runtime.family === 'go' ? 'provided' : runtime.family;
  return {
    runtime: { family, ...(version !== undefined && { version }) },
  };
}

/** Lambda starts these in an image too, whatever its system folders are. */
function entryPoints({ artifacts }: FunctionFacts): string[] {
  return artifacts.some(({ mount }) => mount === 'image')
    ? ['/var/runtime/bootstrap', '/var/task/bootstrap']
    : [];
}

function libraryPathOf(
  { libraryPath }: FunctionFacts,
  profile: RuntimeProfile | null,
): string[] {
  return libraryPath === null
    ? [...(profile?.libraryPath ?? [])]
    : parseLibraryPath(libraryPath);
}

function unreadDirectories({
  artifacts,
  unread,
}: FunctionFacts): UnreadDirectory[] {
  const directories: UnreadDirectory[] = unread.map(({ name, reason }) => ({
    path: '/opt',
    reason: `what is in ${name}, which could not be read: ${reason}`,
  }));
  for (const { name, mount, report } of artifacts) {
    const whole = report.skipped.find(
      ({ path, hidesFiles }) => path === '' && hidesFiles,
    );
    if (whole) {
      directories.push({
        path: MOUNTS[mount],
        reason: `what else is in ${name}: ${whole.message}`,
      });
    }
  }
  return directories;
}

function judgedObjects(
  resolution: LibraryResolution,
  selections: RootSelections,
  files: Map<string, NativeFile>,
): JudgedObject[] {
  const byPath = new Map(selections.files.map(file => [file.path, file]));
  const objects = resolution.roots.flatMap(root => {
    const selection = byPath.get(root.root);
    const foreign = root.findings.some(
      ({ kind, file }) => kind === 'other-machine' && file === root.root,
    );
    return selection && !foreign
      ? root.objects.flatMap(object => {
          const file = files.get(object.path);
          return file ? { root, selection, object, file } : [];
        })
      : [];
  });
  // What is loaded for certain comes before what may be.
  return objects.sort(
    (a, b) => Number(a.selection.assumed) - Number(b.selection.assumed),
  );
}
