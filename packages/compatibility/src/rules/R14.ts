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

import type { ResolutionFinding } from '@lambda-compat/elf-symbols';
import {
  compareVersionNames,
  findLibrary,
  findVersion,
} from '@lambda-compat/lambda-runtimes';
import type { Evaluation, NativeFile } from '../evaluation/types';
import { listOf } from '../evaluation/wording';
import type { Finding } from '../types';
import { finding } from './finding';

/**
 * A library that the function brings and that is not what it seems: it takes
 * the place of the runtime's with fewer versions, is never loaded as another is
 * found first, or is a part of a C library that meets the parts of another.
 *
 * @internal
 */
export function R14(evaluation: Evaluation): Finding[] {
  const { resolution, filesByPlace } = evaluation;
  const all: ResolutionFinding[] = [
    ...(resolution?.roots.flatMap(({ findings }) => findings) ?? []),
    ...(resolution?.findings ?? []),
  ];
  return all.flatMap(one => {
    const file = filesByPlace.get(one.file);
    // An image brings the system's libraries with it: none of them is in the
    // place of another.
    return file && file.artifact.mount !== 'image'
      ? ofLibrary(evaluation, one, file)
      : [];
  });
}

function ofLibrary(
  evaluation: Evaluation,
  one: ResolutionFinding,
  file: NativeFile,
): Finding[] {
  const where = `The ${'library' in one ? one.library : ''} at ${one.file}`;
  switch (one.kind) {
    case 'bundled-unused':
      return [
        finding('R14', {
          verdict: 'info',
          at: file,
          about: [one.library, 'unused'],
          library: one.library,
          message: `${where} is never used: the loader takes ${
            one.winner
          } first${
            one.winnerPlace === 'system'
              ? ', as the folders of the runtime come before those of the function and its layers'
              : ''
          }.${
            one.lost?.length ? ` What only yours has: ${listOf(one.lost)}.` : ''
          }`,
          waysOut: [
            {
              kind: 'bundle',
              text: 'Leave it out, or link it into the program; a copy beside the program counts only with DT_RPATH or under a name of its own.',
              code: null,
            },
          ],
        }),
      ];
    case 'bundled-shadows': {
      if (!isThere(evaluation, one.library)) {
        // Which of both is loaded is not known; R1 and R2 say so.
        return [];
      }
      const lacks = lackingVersions(evaluation, one.library, file);
      return [
        finding('R14', {
          verdict: lacks.length > 0 ? 'at-risk' : 'info',
          at: file,
          about: [one.library, 'shadows'],
          library: one.library,
          message: `${where} is loaded in place of the runtime's ${
            one.shadowed
          }${
            lacks.length > 0
              ? `, and has fewer versions: it lacks ${listOf(
                  lacks,
                )}. What another build or a layer needs of them is not there.`
              : '.'
          }`,
          waysOut: [
            {
              kind: 'bundle',
              text: `Leave ${one.library} out: the runtime has it.`,
              code: null,
            },
          ],
        }),
      ];
    }
    case 'bundled-glibc':
      return [
        finding('R14', {
          verdict: 'at-risk',
          at: file,
          about: [one.library, 'glibc'],
          library: one.library,
          message: `${where} is a part of the C library of another build and meets ${
            one.meets
          }; the parts work only with those they were built with${
            one.needsPrivate
              ? ', and this one asks for their private symbols'
              : ''
          }.`,
          waysOut: [
            {
              kind: 'bundle',
              text: `Leave ${one.library} out: the runtime has its own.`,
              code: null,
            },
          ],
        }),
      ];
    default:
      return [];
  }
}

function isThere({ profile }: Evaluation, library: string): boolean {
  return profile !== null && findLibrary(profile, library).answer === 'yes';
}

/** Versions that the runtime has in every state and the file has not. */
function lackingVersions(
  { profile }: Evaluation,
  library: string,
  { scanned }: NativeFile,
): string[] {
  if (!profile || !scanned.report?.complete) {
    return [];
  }
  const own = new Set(
    scanned.report.versionDefinitions.map(({ name }) => name),
  );
  const known = new Set(
    profile.states.flatMap(({ libraries }) =>
      Object.hasOwn(libraries, library) ? libraries[library].versions : [],
    ),
  );
  return [...known]
    .filter(
      version =>
        !own.has(version) &&
        findVersion(profile, library, version).answer === 'yes',
    )
    .sort((a, b) => compareVersionNames(b, a));
}
