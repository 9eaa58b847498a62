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

import type { UnservedSet } from '@lambda-compat/elf-symbols';
import type { Evaluation } from '../evaluation/types';
import type { Finding } from '../types';
import { waysOutOfMachine } from '../waysOut/waysOutOfMachine';
import { finding } from './finding';

/** The one level that Lambda's processors for x86_64 are not known to have. */
const UNKNOWN_LEVEL = 'x86-64-v4';

/**
 * A binary for another machine, or prebuilt files of which none is for the
 * function's.
 *
 * @internal
 */
export function R3(evaluation: Evaluation): Finding[] {
  return [
    ...foreignFiles(evaluation),
    ...unservedSets(evaluation),
    ...processorLevels(evaluation),
  ];
}

function foreignFiles(evaluation: Evaluation): Finding[] {
  const { resolution, filesByPlace, target } = evaluation;
  return (resolution?.roots ?? []).flatMap(root =>
    root.findings.flatMap(one => {
      const file = filesByPlace.get(one.file);
      return one.kind === 'other-machine' && file
        ? finding('R3', {
            verdict: 'broken',
            at: file,
            about: [one.machine],
            message: `${file.path} ${
              root.by === 'kernel' ? 'will not start' : 'cannot be loaded'
            } on ${target}: it is built for ${
              one.machine
            }, the function runs on ${one.expected}.`,
            waysOut: waysOutOfMachine(evaluation, file),
          })
        : [];
    }),
  );
}

function unservedSets(evaluation: Evaluation): Finding[] {
  const { selections, filesByPlace, target } = evaluation;
  return (selections?.unserved ?? [])
    .filter(({ lacks }) => lacks !== 'libc')
    .flatMap((set: UnservedSet) => {
      const file = filesByPlace.get(set.members[0]);
      if (!file) {
        return [];
      }
      const broken = set.lacks === 'machine';
      return finding('R3', {
        verdict: broken ? 'broken' : 'unknown',
        at: file,
        about: ['prebuilt'],
        message: broken
          ? `What needs ${file.path} will fail on ${target}: ${set.message}.`
          : `Whether ${file.path} is loaded on ${target} is not known: ${set.message}.`,
        undecided: broken
          ? null
          : `whether the program gets on without a prebuilt file of ${set.set}`,
        waysOut: waysOutOfMachine(evaluation, file),
      });
    });
}

function processorLevels({ objects, target }: Evaluation): Finding[] {
  return objects
    .filter(({ file }) =>
      file.scanned.report?.isaNeeded.includes(UNKNOWN_LEVEL),
    )
    .map(({ file }) =>
      finding('R3', {
        verdict: 'unknown',
        at: file,
        about: [UNKNOWN_LEVEL],
        message: `Whether ${file.path} runs on ${target} is not known: it says that it needs a processor of level ${UNKNOWN_LEVEL} (AVX-512), and Lambda promises AVX2.`,
        undecided: `whether every processor that the function gets has the level ${UNKNOWN_LEVEL}`,
      }),
    );
}
