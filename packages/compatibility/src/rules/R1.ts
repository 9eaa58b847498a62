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

import type { VersionResolution } from '@lambda-compat/elf-symbols';
import {
  compareVersionNames,
  isPrivateVersion,
  versionNamespace,
} from '@lambda-compat/lambda-runtimes';
import { providedVersion, symbolsOf } from '../evaluation/provided';
import type { Evaluation, JudgedObject } from '../evaluation/types';
import {
  doubt,
  failure,
  ifLoaded,
  listOf,
  loadedBy,
} from '../evaluation/wording';
import type { Finding, FindingSymbol, ProvidedFact } from '../types';
import { waysOutOfVersion } from '../waysOut/waysOutOfVersion';
import { finding } from './finding';

/**
 * Findings with all of their evidence; those after them are counted. A judgement
 * keeps no more.
 */
const MAX_DETAILED = 1_000;

/** Findings that are still given their evidence. */
type Budget = Record<'broken' | 'unknown', number>;

/**
 * A version that a binary needs and the library it gets does not define: the
 * loader ends with "version `…' not found". And, as a finding of its own, a
 * symbol that is missing under a version that is there.
 *
 * @internal
 */
export function R1(evaluation: Evaluation): Finding[] {
  if (!evaluation.profile && !evaluation.ownSystem) {
    return [];
  }
  const budget: Budget = { broken: MAX_DETAILED, unknown: MAX_DETAILED };
  return evaluation.objects.flatMap(judged => [
    ...collapsed(
      judged.object.versions.flatMap(need =>
        versionFinding(evaluation, judged, need, budget),
      ),
    ),
    ...symbolFindings(evaluation, judged),
  ]);
}

/** Versions of one library that are not known before they become one finding. */
const MAX_UNKNOWN = 4;

/**
 * Where a whole library is in doubt, so are all the versions needed of it: they
 * become the finding of the highest.
 */
function collapsed(findings: Finding[]): Finding[] {
  const unknown = new Map<string, Finding[]>();
  for (const one of findings) {
    if (one.verdict === 'unknown' && one.library !== null) {
      unknown.set(one.library, [...(unknown.get(one.library) ?? []), one]);
    }
  }
  const dropped = new Set<Finding>();
  const heads = new Map<Finding, Finding>();
  for (const group of unknown.values()) {
    if (group.length > MAX_UNKNOWN) {
      const sorted = [...group].sort((a, b) =>
        compareVersionNames(b.version ?? '', a.version ?? ''),
      );
      const [head, ...others] = sorted;
      others.forEach(one => dropped.add(one));
      heads.set(head, {
        ...head,
        message: `${head.message} The same is not known of ${listOf(
          others.flatMap(({ version }) => version ?? []),
        )}.`,
      });
    }
  }
  return findings
    .filter(one => !dropped.has(one))
    .map(one => heads.get(one) ?? one);
}

function versionFinding(
  evaluation: Evaluation,
  judged: JudgedObject,
  need: VersionResolution,
  budget: Budget,
): Finding[] {
  const { outcome, weak, library, version } = need;
  if (weak || outcome === 'met' || outcome === 'weak-missing') {
    return [];
  }
  const { object, file } = judged;
  const declared = object.needs.find(({ name }) => name === library);
  // R2 says it of a library that is missing, or that may be.
  if (
    declared &&
    (outcome === 'library-missing' ||
      (outcome === 'unknown' && declared.met === 'unknown'))
  ) {
    return [];
  }
  const certain = outcome !== 'unknown' && object.certain;
  const verdict = certain ? 'broken' : 'unknown';
  const about = [library, version];
  budget[verdict] -= 1;
  if (budget[verdict] < 0) {
    const message = `${file.path} asks ${library} for ${version}.`;
    return [finding('R1', { verdict, at: file, about, message })];
  }
  const askedOf = need.askedOf.at(-1) ?? null;
  const provided = providedVersion(evaluation, library, version, askedOf);
  const read = symbolsOf(evaluation, file, library, version);
  const undecided = certain
    ? null
    : need.undecided ?? `whether ${object.path} is loaded at all`;
  return [
    finding('R1', {
      verdict,
      at: file,
      about,
      library,
      version,
      ...read,
      provided,
      message: [
        certain
          ? broken(evaluation, judged, need, provided)
          : `${doubt(
              evaluation,
              judged,
            )}: it asks ${library} for ${version}. Not known: ${undecided}.`,
        symbolSentence(library, read.symbols, read.symbolCount),
        certain ? unusedSentence(evaluation, need) : '',
        certain ? ifLoaded(judged).trim() : '',
      ]
        .filter(Boolean)
        .join(' '),
      undecided,
      waysOut: waysOutOfVersion(evaluation, judged, {
        library,
        version,
        certain,
        fromArtifact: isBundled(evaluation, askedOf),
      }),
    }),
  ];
}

function isBundled(evaluation: Evaluation, path: string | null): boolean {
  return (
    path !== null && evaluation.filesByPlace.has(path) && !evaluation.ownSystem
  );
}

function broken(
  evaluation: Evaluation,
  judged: JudgedObject,
  { library, version, outcome, askedOf }: VersionResolution,
  provided: ProvidedFact | null,
): string {
  const { file } = judged;
  const start = `${file.path}${loadedBy(evaluation, judged)} ${failure(
    evaluation,
    judged,
  )}: it asks ${library} for ${version}, and`;
  if (outcome === 'library-missing') {
    return `${start} nothing loads ${library}.`;
  }
  const owner = isBundled(evaluation, askedOf.at(-1) ?? null)
    ? `${provided?.library}, which is loaded for it,`
    : 'the runtime';
  if (provided?.answer === 'yes') {
    return `${start} the hash beside that name is not the one of the name, so that the loader does not find it.`;
  }
  if (isPrivateVersion(version)) {
    return `${start} ${owner} has no ${version} of that library, which only parts of the same build of the C library have.`;
  }
  const highest = distinct(provided);
  const [top] = highest.slice(-1);
  if (top === undefined) {
    return `${start} ${owner} has no ${versionNamespace(
      version,
    )} version of it.`;
  }
  return top && compareVersionNames(top, version) > 0
    ? `${start} ${owner} does not have that one, though it has up to ${top}.`
    : `${start} ${owner} has up to ${highest.join(' or ')}.`;
}

function distinct(provided: ProvidedFact | null): string[] {
  const versions = provided?.highest.flatMap(({ version }) => version ?? []);
  return [...new Set(versions)].sort(compareVersionNames);
}

function symbolSentence(
  library: string,
  symbols: FindingSymbol[],
  count: number | null,
): string {
  const [first] = symbols;
  if (!first) {
    return '';
  }
  const others = (count ?? symbols.length) - 1;
  const name =
    others > 0
      ? `The symbols are ${first.demangled} and ${others} more`
      : `The symbol is ${first.demangled}`;
  const older = first.alsoAt;
  return older.length > 0
    ? `${name}, which ${library} also has at ${older.join(
        ', ',
      )}: linked against a library that has only ${
        older.length > 1 ? 'those' : 'that'
      }, the same source asks for it instead.`
    : `${name}.`;
}

/** The library that somebody put there for this, and that is not taken. */
function unusedSentence(
  { resolution, filesByPlace }: Evaluation,
  { library, version }: VersionResolution,
): string {
  const unused = resolution?.findings.find(one => {
    const own = filesByPlace.get(one.file)?.scanned.report;
    return (
      one.kind === 'bundled-unused' &&
      one.library === library &&
      own?.versionDefinitions.some(({ name }) => name === version)
    );
  });
  return unused?.kind === 'bundled-unused'
    ? `The ${library} at ${unused.file} has it but is never used: the loader takes ${unused.winner} first.`
    : '';
}

function symbolFindings(
  evaluation: Evaluation,
  judged: JudgedObject,
): Finding[] {
  const { object, file } = judged;
  return object.symbols.map(symbol => {
    const { name, library, version, outcome, askedOf } = symbol;
    const certain = outcome === 'missing' && object.certain;
    const demangled = evaluation.demangle(name);
    const undecided = certain
      ? null
      : symbol.undecided ?? `whether ${askedOf} defines ${demangled}`;
    const needs = `it asks ${library} for the symbol ${demangled} at ${version}`;
    return finding('R1', {
      verdict: certain ? 'broken' : 'unknown',
      at: file,
      about: [library, version, name],
      library,
      version,
      symbols: symbolsOf(evaluation, file, library, version).symbols.filter(
        one => one.name === name,
      ),
      symbolCount: 1,
      provided: providedVersion(evaluation, library, version, askedOf),
      message: certain
        ? `${file.path} ends with "symbol lookup error" on ${evaluation.target}: ${needs}, and ${askedOf} has the version but not the symbol.`
        : `Whether ${file.path} runs on ${evaluation.target} is not known: ${needs}, which has the version. Not known: ${undecided}.`,
      undecided,
      waysOut: waysOutOfVersion(evaluation, judged, {
        library,
        version,
        certain,
        fromArtifact: isBundled(evaluation, askedOf),
      }),
    });
  });
}
