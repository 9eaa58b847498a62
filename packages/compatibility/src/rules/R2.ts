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

import type { NeedResolution } from '@lambda-compat/elf-symbols';
import { findLibrary } from '@lambda-compat/lambda-runtimes';
import type { Evaluation, JudgedObject } from '../evaluation/types';
import {
  doubt,
  failure,
  ifLoaded,
  listOf,
  loadedBy,
} from '../evaluation/wording';
import type { Finding } from '../types';
import { waysOutOfLibrary } from '../waysOut/waysOutOfLibrary';
import { finding } from './finding';

/** Names of C libraries, of which R4 speaks where a file is built for another. */
const C_LIBRARY = /^(?:libc\.|ld-|libc\.musl-)/;

/**
 * A library that a binary needs, and that neither the runtime has nor the
 * function where the loader looks: "cannot open shared object file".
 *
 * @internal
 */
export function R2(evaluation: Evaluation): Finding[] {
  if (!evaluation.profile && !evaluation.ownSystem) {
    return [];
  }
  return evaluation.objects.flatMap(judged => {
    const otherLibc = judged.root.findings.some(
      ({ kind }) => kind === 'other-libc',
    );
    return judged.object.needs
      .filter(({ met }) => met !== 'yes')
      .filter(({ name }) => !(otherLibc && C_LIBRARY.test(name)))
      .map(need => libraryFinding(evaluation, judged, need));
  });
}

function libraryFinding(
  evaluation: Evaluation,
  judged: JudgedObject,
  need: NeedResolution,
): Finding {
  const { profile } = evaluation;
  const { object, file } = judged;
  const certain = need.met === 'no' && object.certain;
  const undecided = certain
    ? null
    : need.undecided ?? `whether ${object.path} is loaded at all`;
  const found = profile && findLibrary(profile, need.name);
  return finding('R2', {
    verdict: certain ? 'broken' : 'unknown',
    at: file,
    about: [need.name],
    library: need.name,
    provided: found && {
      answer: found.answer,
      library: found.path,
      highest: [],
      sources: found.sources,
    },
    message: certain
      ? `${file.path}${loadedBy(evaluation, judged)} ${failure(
          evaluation,
          judged,
        )}: it needs ${
          need.name
        }. The runtime does not have it, and the function has it nowhere that the loader looks.${whereElse(
          need,
        )}${ifLoaded(judged)}`
      : `${doubt(evaluation, judged)}: it needs ${
          need.name
        }. Not known: ${undecided}.`,
    undecided,
    waysOut: waysOutOfLibrary(evaluation, judged, need, certain),
  });
}

function whereElse({ elsewhere, rejected }: NeedResolution): string {
  const parts: string[] = [];
  if (rejected.length > 0) {
    const [first] = rejected;
    parts.push(` The loader passes over ${first.path}: ${first.reason}.`);
  }
  if (elsewhere.length > 0) {
    parts.push(
      ` There is ${listOf(elsewhere)}, where the loader does not look.`,
    );
  }
  return parts.join('');
}
