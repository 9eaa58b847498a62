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
  compareVersionNames,
  highestVersions,
  versionNamespace,
  type Answer,
} from '@lambda-compat/lambda-runtimes';
import { isForOther, shapingImages } from '../evaluation/nextBuild';
import type { Evaluation, JudgedObject } from '../evaluation/types';
import type { LadderRow } from '../types';

/** Namespaces that are shown first, in this order. */
const FIRST = ['GLIBC', 'GLIBCXX', 'CXXABI', 'GCC', 'OPENSSL'];

/** Rungs of a scale; libc has some fifty. */
const MAX_RUNGS = 200;

type MetBy = LadderRow['metBy'];

/** What is known of one version over all files. */
interface NeededVersionFacts {
  answer: Answer;
  files: Set<string>;
  metBy: Set<MetBy>;
}

/**
 * Needed against provided, a row for each namespace of each library. Weak needs
 * are left out: nothing breaks without them.
 *
 * @internal
 */
export function ladder(evaluation: Evaluation): LadderRow[] {
  const rows = new Map<string, Map<string, NeededVersionFacts>>();
  for (const judged of evaluation.objects) {
    for (const { library, version, weak, outcome, askedOf } of judged.object
      .versions) {
      if (!weak) {
        const key = `${library}\0${versionNamespace(version)}`;
        const versions = rows.get(key) ?? new Map();
        rows.set(key, versions);
        const facts: NeededVersionFacts = versions.get(version) ?? {
          answer: 'yes',
          files: new Set(),
          metBy: new Set(),
        };
        versions.set(version, facts);
        facts.answer = worse(facts.answer, answerOf(outcome, judged));
        facts.files.add(judged.file.path);
        facts.metBy.add(providerOf(evaluation, askedOf));
      }
    }
  }
  return [...rows]
    .map(([key, versions]) => {
      const [library, namespace] = key.split('\0');
      return row(evaluation, library, namespace, versions);
    })
    .sort(byNamespace);
}

function answerOf(
  outcome: JudgedObject['object']['versions'][number]['outcome'],
  { object }: JudgedObject,
): Answer {
  if (outcome === 'met') {
    return 'yes';
  }
  return outcome === 'unknown' || !object.certain ? 'unknown' : 'no';
}

function worse(a: Answer, b: Answer): Answer {
  if (a === 'no' || b === 'no') {
    return 'no';
  }
  return a === 'unknown' || b === 'unknown' ? 'unknown' : 'yes';
}

/** An image's own system is its runtime. */
function providerOf(evaluation: Evaluation, askedOf: string[]): MetBy {
  const { filesByPlace, ownSystem } = evaluation;
  const places = new Set(
    askedOf.map(
      (path): MetBy =>
        filesByPlace.has(path) && !ownSystem ? 'artifact' : 'runtime',
    ),
  );
  if (places.size > 1) {
    return 'unknown';
  }
  return [...places][0] ?? 'nobody';
}

function row(
  evaluation: Evaluation,
  library: string,
  namespace: string,
  needed: Map<string, NeededVersionFacts>,
): LadderRow {
  const { profile } = evaluation;
  const nextBuild = nextBuildOf(evaluation, library, namespace);
  const names = [...needed.keys()].sort(compareVersionNames);
  const numbered = names.filter(name => /_\d/.test(name));
  const highest = numbered[numbered.length - 1] ?? names[names.length - 1];
  const provided = profile ? highestVersions(profile, library, namespace) : [];
  const answers = [...needed.values()].map(({ answer }) => answer);
  const providers = new Set(
    [...needed.values()].flatMap(one => [...one.metBy]),
  );
  const scale = [
    ...new Set([
      ...names,
      ...provided.flatMap(one => one.versions),
      ...(nextBuild?.versions ?? []),
    ]),
  ].sort(compareVersionNames);
  return {
    namespace,
    library,
    needed: {
      version: highest,
      file: [...(needed.get(highest)?.files ?? [])][0] ?? '',
    },
    versions: names.map(version => {
      const facts = needed.get(version);
      return {
        version,
        answer: facts?.answer ?? 'unknown',
        files: facts?.files.size ?? 0,
      };
    }),
    provided: provided.map(({ state, version }) => ({ state, version })),
    answer: answers.reduce(worse, 'yes'),
    scale: scale.slice(-MAX_RUNGS),
    metBy: providers.size > 1 ? mixed(providers) : [...providers][0],
    nextBuild,
  };
}

/** Of the images that can change without a commit, the one with the most. */
function nextBuildOf(
  evaluation: Evaluation,
  library: string,
  namespace: string,
): LadderRow['nextBuild'] {
  let most: NonNullable<LadderRow['nextBuild']> | null = null;
  for (const image of shapingImages(evaluation)) {
    const found = image.provides?.find(({ name }) => name === library);
    if (found && !image.pinned && !isForOther(evaluation, image)) {
      const versions = [...new Set(found.versions)]
        .filter(
          version =>
            versionNamespace(version) === namespace &&
            /^\d/.test(version.slice(namespace.length + 1)),
        )
        .sort(compareVersionNames)
        .slice(-MAX_RUNGS);
      const highest = versions[versions.length - 1];
      if (
        highest !== undefined &&
        (most === null || compareVersionNames(highest, most.highest) > 0)
      ) {
        most = { versions, highest, image: image.reference };
      }
    }
  }
  return most;
}

function mixed(providers: Set<MetBy>): MetBy {
  return providers.has('unknown') ? 'unknown' : 'mixed';
}

function byNamespace(a: LadderRow, b: LadderRow): number {
  return (
    rankOf(a) - rankOf(b) ||
    compareText(a.namespace, b.namespace) ||
    // libc.so.6 before libm.so.6 and the loader.
    Number(b.library === 'libc.so.6') - Number(a.library === 'libc.so.6') ||
    compareText(a.library, b.library)
  );
}

function rankOf({ namespace }: LadderRow): number {
  const index = FIRST.indexOf(namespace);
  return index < 0 ? FIRST.length : index;
}

function compareText(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
