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

import type { ArtifactReport } from '@lambda-compat/elf-symbols';
import type { BuildImageFacts } from './images/types';
import type {
  Answer,
  Architecture,
  FactSource,
  PackageType,
  RuntimeProfile,
} from '@lambda-compat/lambda-runtimes';

/**
 * What is concluded for a function, worst first.
 *
 * - `broken`: a measured binary asks for what its runtime does not have.
 * - `at-risk`: nothing measured is broken, but a build or date outside of the
 *   owner's control can break it.
 * - `unknown`: evidence is missing or stale.
 * - `compatible`: every native file measured finds everything in the named
 *   runtime profile.
 * - `no-native-code`: nothing in the artifact is native code.
 *
 * @public
 */
export type Verdict =
  | 'broken'
  | 'at-risk'
  | 'unknown'
  | 'compatible'
  | 'no-native-code';

/**
 * The verdicts, worst first.
 *
 * @public
 */
export const VERDICTS: readonly Verdict[] = [
  'broken',
  'at-risk',
  'unknown',
  'compatible',
  'no-native-code',
];

/**
 * A rule, by the number it has in the documentation.
 *
 * @public
 */
export type RuleId =
  | 'R1'
  | 'R2'
  | 'R3'
  | 'R4'
  | 'R5'
  | 'R10'
  | 'R11'
  | 'R12'
  | 'R13'
  | 'R14'
  | 'R20'
  | 'R21'
  | 'R22'
  | 'R23'
  | 'R24'
  | 'R30'
  | 'R31';

/**
 * A symbol that brings a need.
 *
 * @public
 */
export interface FindingSymbol {
  /** As in the file. */
  name: string;
  /** For people: `std::condition_variable::wait(…)`. */
  demangled: string;
  /**
   * Other versions of the same symbol in the same library, such as
   * `GLIBCXX_3.4.11`: linked against a library that has only those, the same
   * source asks for less.
   */
  alsoAt: string[];
}

/**
 * Something an owner can do, in the order in which it is to be tried.
 *
 * @public
 */
export interface WayOut {
  kind:
    | 'build-image'
    | 'static'
    | 'runtime'
    | 'architecture'
    | 'bundle'
    | 'dependency'
    | 'measure';
  /** A sentence. */
  text: string;
  /** What to type or write, where there is something to copy. */
  code: string | null;
}

/**
 * What the runtime provides of what a finding is about.
 *
 * @public
 */
export interface ProvidedFact {
  answer: Answer;
  /** The library asked, such as `/lib64/libstdc++.so.6`, or null. */
  library: string | null;
  /** The highest version of the same namespace by state; null if none known. */
  highest: { state: string; version: string | null }[];
  /** Where that is known from. */
  sources: FactSource[];
}

/**
 * A conclusion of one rule with its evidence.
 *
 * @public
 */
export interface Finding {
  rule: RuleId;
  /** What it alone would make the verdict; `info` changes no verdict. */
  verdict: 'broken' | 'at-risk' | 'unknown' | 'info';
  /**
   * Tells findings apart and stays the same for the same thing: rule, file,
   * library, version, separated by `|`. Baselines hold these.
   */
  key: string;
  /** Path in the artifact or null where it is about no file. */
  file: string | null;
  /** The artifact of the facts that the file lies in. */
  artifact: string | null;
  library: string | null;
  version: string | null;
  /** The symbols that need the version, at most ten. */
  symbols: FindingSymbol[];
  /** How many there are; null where they were not read. */
  symbolCount: number | null;
  provided: ProvidedFact | null;
  /** What happens and why, in one or two sentences. */
  message: string;
  /** For `unknown`: the fact that would decide it. */
  undecided: string | null;
  waysOut: WayOut[];
}

/**
 * Needed against provided, for one namespace of one library.
 *
 * @public
 */
export interface LadderRow {
  /** Such as `GLIBCXX`. */
  namespace: string;
  /** Such as `libstdc++.so.6`. */
  library: string;
  /** The highest version needed, and a file that needs it. */
  needed: { version: string; file: string };
  /** Every version needed, in order, with what the runtime says of it. */
  versions: { version: string; answer: Answer; files: number }[];
  /** The highest provided by state of the profile; null if none is known. */
  provided: { state: string; version: string | null }[];
  /** `yes`: all are provided; `no`: at least one is not. */
  answer: Answer;
  /**
   * The rungs of the scale: needed and provided versions in order, so that the
   * distance can be shown.
   */
  scale: string[];
  /** Whose library meets the need: the runtime's or the artifact's own. */
  metBy: 'runtime' | 'artifact' | 'mixed' | 'nobody' | 'unknown';
  /**
   * What the image provides that the next build is made on: of those that
   * shape the artifact and are not pinned, the one with the most. Its versions
   * are in `scale` too. Null where there is none, or it is not known.
   */
  nextBuild?: {
    /** Numbered ones, in order. */
    versions: string[];
    highest: string;
    /** As the build file says it. */
    image: string;
  } | null;
}

/**
 * What one native file came to.
 *
 * @public
 */
export interface FileOutcome {
  path: string;
  artifact: string;
  /** Why it counts or not. */
  selection: 'loaded' | 'library' | 'not-selected' | 'not-loadable';
  /** For the last two: why. */
  reason: string | null;
  /** `yes`: it loads; null where it does not count. */
  loads: Answer | null;
  /** Such as `static Go executable, go1.25.7`. */
  description: string;
}

/**
 * One measured part of a function.
 *
 * @public
 */
export interface ArtifactFacts {
  /** Names it in findings: `function`, or the ARN or name of a layer. */
  name: string;
  /** Where its content lies at run time. */
  mount: 'function' | 'layer' | 'image';
  report: ArtifactReport;
}

/**
 * Everything a judgement rests on.
 *
 * @public
 */
export interface FunctionFacts {
  /** A runtime identifier such as `provided.al2023`, or null if not known. */
  runtime: string | null;
  /** Null: not known. */
  architecture: Architecture | null;
  packageType: PackageType;
  /** What the runtime provides; null: no profile (R22). */
  profile: RuntimeProfile | null;
  /** The function first, then layers in the order in which they are laid. */
  artifacts: ArtifactFacts[];
  /** Layers and extensions that could not be read, with the reason. */
  unread: { name: string; reason: string }[];
  /** `LD_LIBRARY_PATH` of the function's environment, where it sets one. */
  libraryPath: string | null;
  /** The manifest media type and platforms of an image function, if known. */
  image: {
    mediaType: string;
    architectures: string[];
  } | null;
  /**
   * Where the artifact was measured, if that is known: `deployed` where it is
   * what runs (E4), `build` from CI (E3).
   */
  evidence: 'build' | 'deployed';
  /** Why the artifact is not the last built or deployed one, if so (R21). */
  outdated: string | null;
  /**
   * Images that builds of the function pull; see R10, R11 and R24. Not given:
   * nobody looked, which no rule speaks of.
   */
  buildImages?: BuildImageFacts[];
  /** The day of the judgement, `YYYY-MM-DD`. */
  today: string;
  /**
   * Its moment, ISO 8601, by which R24 tells how old an observation is. The
   * first of `today` unless given, by which none is older than it really is.
   */
  now?: string;
}

/** @public */
export interface JudgePolicy {
  /** Days before a deprecation from which it is a risk. Default 180. */
  deprecationDays?: number;
}

/** @public */
export interface JudgeOptions {
  /**
   * The name of a symbol for people; that of `@lambda-compat/elf-symbols` where
   * files can be read. Names stay as in the file unless given.
   */
  demangle?: (name: string) => string;
}

/**
 * The outcome for one function.
 *
 * @public
 */
export interface Judgement {
  verdict: Verdict;
  /** Worst first. */
  findings: Finding[];
  ladder: LadderRow[];
  files: FileOutcome[];
  /** One sentence that says the verdict and its first reason. */
  sentence: string;
  /** How many findings are of each kind beside the verdict's. */
  counts: Record<'broken' | 'at-risk' | 'unknown' | 'info', number>;
  evidence: {
    /** E0 none, E3 measured in CI, E4 measured as deployed. */
    grade: 'E0' | 'E3' | 'E4';
    /** Native files met, and those that count. */
    nativeFiles: number;
    countedFiles: number;
  };
  runtime: {
    id: string | null;
    architecture: Architecture | null;
    /** Id and name of the profile, or null. */
    profile: { id: string; name: string; origin: string } | null;
    asOf: string | null;
  };
}

/**
 * What a function is to run on instead.
 *
 * @public
 */
export interface WhatIfTarget {
  /** A runtime identifier; that of the facts unless given. */
  runtime?: string;
  /** That of the facts unless given. */
  architecture?: Architecture;
  /** What the target provides; null: not known. */
  profile: RuntimeProfile | null;
}

/**
 * What comes of a function on a target.
 *
 * - `breaks`: a measured binary asks for what the target does not have.
 * - `works`: every native file measured finds everything there, or there is
 *   none.
 * - `unknown`: evidence is missing, as for an architecture for which no build
 *   was measured.
 *
 * @public
 */
export interface WhatIfResult {
  outcome: 'breaks' | 'works' | 'unknown';
  /** The first reason, a sentence. */
  reason: string;
  /** The finding that the reason is from, or null. */
  finding: Finding | null;
  runtime: string | null;
  architecture: Architecture | null;
  /** The judgement of the function as it is. */
  now: Judgement;
  /** The judgement against the target. */
  then: Judgement;
  /** Broken and unknown findings that only the target has. */
  appearing: Finding[];
  /** Broken and unknown findings that only the present has. */
  disappearing: Finding[];
}
