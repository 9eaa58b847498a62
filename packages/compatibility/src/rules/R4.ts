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

import type {
  ResolutionFinding,
  RootResolution,
} from '@lambda-compat/elf-symbols';
import { findInterpreter } from '@lambda-compat/lambda-runtimes';
import type { Evaluation, NativeFile } from '../evaluation/types';
import type { Finding } from '../types';
import { waysOutOfLibc } from '../waysOut/waysOutOfLibc';
import { finding } from './finding';

/**
 * A loader that is not there, or a file built for another C library.
 *
 * @internal
 */
export function R4(evaluation: Evaluation): Finding[] {
  const { resolution, filesByPlace, profile, ownSystem } = evaluation;
  const known = profile !== null || ownSystem;
  return [
    ...(resolution?.roots ?? []).flatMap(root => {
      const file = filesByPlace.get(root.root);
      const foreign = root.findings.some(
        ({ kind }) => kind === 'other-machine',
      );
      return file && known && !foreign ? ofRoot(evaluation, root, file) : [];
    }),
    ...unservedSets(evaluation),
  ];
}

function ofRoot(
  evaluation: Evaluation,
  root: RootResolution,
  file: NativeFile,
): Finding[] {
  const { target, profile } = evaluation;
  const { interpreter } = root;
  const libc = root.findings.find(one => one.kind === 'other-libc');
  const provided =
    interpreter && profile
      ? {
          answer: interpreter.answer,
          library: interpreter.path,
          highest: [],
          sources: findInterpreter(profile, interpreter.path).sources,
        }
      : null;
  const about = interpreter?.path ?? libcOf(libc);
  if (interpreter?.answer === 'no') {
    return [
      finding('R4', {
        verdict: 'broken',
        at: file,
        about: [about],
        provided,
        message: `${
          file.path
        } will not start on ${target}: it asks for the loader ${
          interpreter.path
        }, which is not there${
          libc ? ` (it was built for ${libcOf(libc)})` : ''
        }. The log will say "no such file or directory" of ${
          file.path
        } itself.`,
        waysOut: waysOutOfLibc(evaluation, file),
      }),
    ];
  }
  if (interpreter?.answer === 'unknown') {
    const undecided = interpreter.undecided ?? `whether ${about} is there`;
    return [
      finding('R4', {
        verdict: 'unknown',
        at: file,
        about: [about],
        provided,
        message: `Whether ${file.path} starts on ${target} is not known: it asks for the loader ${about}. Not known: ${undecided}.`,
        undecided,
      }),
    ];
  }
  return libc?.kind === 'other-libc'
    ? [
        finding('R4', {
          verdict: 'broken',
          at: file,
          about: [libc.libc],
          message: `${file.path} cannot be loaded on ${target}: it was built for ${libc.libc} (${file.scanned.report?.libc.evidence}), and the runtime has ${libc.expected}.`,
          waysOut: waysOutOfLibc(evaluation, file),
        }),
      ]
    : [];
}

function libcOf(one: ResolutionFinding | undefined): string {
  return one?.kind === 'other-libc' ? one.libc : '';
}

function unservedSets(evaluation: Evaluation): Finding[] {
  const { selections, filesByPlace, target } = evaluation;
  return (selections?.unserved ?? [])
    .filter(({ lacks }) => lacks === 'libc')
    .flatMap(set => {
      const file = filesByPlace.get(set.members[0]);
      return file
        ? finding('R4', {
            verdict: 'broken',
            at: file,
            about: ['prebuilt'],
            message: `What needs ${file.path} will fail on ${target}: ${set.message}.`,
            waysOut: waysOutOfLibc(evaluation, file),
          })
        : [];
    });
}
