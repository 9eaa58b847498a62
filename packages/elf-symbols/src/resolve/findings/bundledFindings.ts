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

import { judgeLibrary } from '../loadability';
import { findInSystem, type LoadedRoot } from '../loadRoot';
import { isInArchive } from '../paths';
import type { ResolveContext } from '../ResolveContext';
import type { NeedProvider, NeedResolution, PlacedFile } from '../types';
import { isGlibcName } from './glibcNames';
import type { ResolutionFinding } from './types';

/**
 * Libraries of the artifact that are never loaded, as another of their name is
 * found first.
 *
 * @internal
 */
export function unusedFindings(
  context: ResolveContext,
  roots: LoadedRoot[],
): ResolutionFinding[] {
  const used = new Set<PlacedFile>();
  for (const { list: loaded, file } of roots) {
    used.add(file);
    loaded.nodes.forEach(node => node.file && used.add(node.file));
  }
  const findings = new Map<PlacedFile, ResolutionFinding>();
  for (const { name, providers, met } of allNeeds(roots)) {
    const winner = providers.at(-1);
    if (met !== 'yes' || !winner || providers.length !== 1) {
      continue;
    }
    for (const file of context.tree.named(name)) {
      if (
        !used.has(file) &&
        !findings.has(file) &&
        !isInArchive(file.path) &&
        !isForOtherLibc(file, context) &&
        judgeLibrary(file, context.machine).verdict === 'take'
      ) {
        findings.set(file, unused(context, file, name, winner));
      }
    }
  }
  return [...findings.values()];
}

/** The twin of a library for another C library is not what was meant. */
function isForOtherLibc(
  { report }: PlacedFile,
  { system }: ResolveContext,
): boolean {
  const kind = report?.libc.kind;
  return (
    kind !== undefined &&
    kind !== 'none' &&
    kind !== 'unknown' &&
    kind !== system.libc
  );
}

function unused(
  context: ResolveContext,
  file: PlacedFile,
  library: string,
  winner: NeedProvider,
): ResolutionFinding {
  const defined = definedVersions(file);
  const other = versionsAt(context, winner);
  const lost = defined && other && without(defined, other);
  return {
    kind: 'bundled-unused',
    file: file.path,
    library,
    winner: winner.path,
    winnerPlace: winner.place,
    lost,
    message: `${file.path} is never loaded: the loader finds ${
      winner.path
    } for ${library} first${wordOf(winner)}${
      lost?.length ? `, which lacks ${namesOf(lost)}` : ''
    }`,
  };
}

function wordOf({ rule, directory }: NeedProvider): string {
  switch (rule) {
    case 'library-path':
      return ` (${directory} comes earlier in LD_LIBRARY_PATH)`;
    case 'rpath':
      return ` (by DT_RPATH, ${directory})`;
    case 'runpath':
      return ` (by DT_RUNPATH, ${directory})`;
    case 'cache':
    case 'default':
      return ` (in ${directory}, where it looks anyway)`;
    default:
      return '';
  }
}

/**
 * Libraries of the artifact that are loaded in place of the system's, and
 * parts of glibc that meet another glibc.
 *
 * @internal
 */
export function shadowFindings(
  context: ResolveContext,
  loaded: LoadedRoot,
): ResolutionFinding[] {
  const findings = new Map<PlacedFile, ResolutionFinding>();
  for (const node of loaded.list.nodes) {
    const { file, providers } = node;
    const rule = providers.at(-1)?.rule;
    if (
      !file ||
      rule === undefined ||
      rule === 'interpreter' ||
      rule === 'path'
    ) {
      continue;
    }
    const [library] = node.names;
    const shadowed = library ? findInSystem(context, library) : null;
    if (shadowed !== null) {
      findings.set(file, shadows(context, file, library, shadowed));
    }
  }
  return [...findings.values(), ...glibcFindings(loaded)];
}

function shadows(
  context: ResolveContext,
  file: PlacedFile,
  library: string,
  shadowed: string,
): ResolutionFinding {
  const own = definedVersions(file);
  const other = context.system.listVersions(shadowed);
  const lacks = own && other && without(other, own);
  const adds = own && other && without(own, other);
  return {
    kind: 'bundled-shadows',
    file: file.path,
    library,
    shadowed,
    lacks,
    adds,
    message: `${file.path} is loaded for ${library} in place of ${shadowed}${
      lacks?.length ? `; it lacks ${namesOf(lacks)}` : ''
    }`,
  };
}

function glibcFindings(loaded: LoadedRoot): ResolutionFinding[] {
  if (loaded.libc !== 'glibc') {
    return [];
  }
  // What of glibc comes from the system: the loader, or libc itself.
  const foreign = loaded.list.nodes.find(
    ({ file, names, providers }) =>
      !file &&
      providers.some(({ place }) => place === 'system') &&
      [...names].some(isGlibcName),
  );
  const path = foreign?.providers.at(-1)?.path;
  if (path === undefined) {
    return [];
  }
  return loaded.list.nodes.flatMap(({ file, names }): ResolutionFinding[] => {
    const library = [...names].find(isGlibcName) ?? file?.report?.soname ?? '';
    if (!file?.report || !isGlibcName(library)) {
      return [];
    }
    const needsPrivate = file.report.versionNeeds.some(({ versions }) =>
      versions.some(({ name }) => name === 'GLIBC_PRIVATE'),
    );
    return [
      {
        kind: 'bundled-glibc',
        file: file.path,
        library,
        meets: path,
        needsPrivate,
        message: `${file.path} is a part of glibc and meets the one of ${path}; the parts of glibc work only with those they were built with`,
      },
    ];
  });
}

function* allNeeds(roots: LoadedRoot[]): Generator<NeedResolution> {
  for (const { needs } of roots) {
    for (const resolutions of needs.values()) {
      yield* resolutions;
    }
  }
}

function definedVersions({ report }: PlacedFile): string[] | null {
  return report?.complete
    ? report.versionDefinitions
        .filter(({ base }) => !base)
        .map(({ name }) => name)
    : null;
}

function versionsAt(
  context: ResolveContext,
  { place, path }: NeedProvider,
): string[] | null {
  if (place === 'system') {
    return context.system.listVersions(path);
  }
  const entry = context.tree.find(path);
  return entry.kind === 'file' ? definedVersions(entry.file) : null;
}

function without(names: string[], others: string[]): string[] {
  const known = new Set(others);
  return names.filter(name => !known.has(name));
}

/** Names in a sentence; the finding holds them all. */
function namesOf(names: string[]): string {
  const shown = names.slice(0, 4).join(', ');
  return names.length > 4 ? `${shown} and ${names.length - 4} more` : shown;
}
