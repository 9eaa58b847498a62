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
  PinClass,
  Place,
  ReferenceKind,
  ReferenceOrigin,
  ReferenceRole,
  ResolutionStep,
  NormalizedReference,
  ReferenceCandidate,
} from '@lambda-compat/image-references';
import type { LookFailure, TagMoveClass, TagState } from './tags';

/**
 * Where a value comes from, so that a reader can judge and change it.
 *
 * @public
 */
export interface Sourced<T> {
  value: T;
  /**
   * - `annotation`: written on the entity by its owner.
   * - `metadata`: put on the entity by a provider (Roadie's AWS module).
   * - `dockerfile`: read from a base image of the repository.
   * - `assumed`: the default of AWS Lambda, because nothing said otherwise.
   */
  source: 'annotation' | 'metadata' | 'dockerfile' | 'assumed';
  /** The annotation key, metadata field, or `file:line`. */
  detail: string;
}

/** @public */
export type Architecture = 'x86_64' | 'arm64';

/** @public */
export type PackageType = 'zip' | 'image';

/**
 * One Lambda function of the entity, as far as its configuration is known.
 *
 * @public
 */
export interface LambdaFunction {
  name: string;
  runtime: Sourced<string> | null;
  architecture: Sourced<Architecture>;
  packageType: Sourced<PackageType> | null;
}

/**
 * Codes of configuration mistakes. LC1xx syntax, LC2xx conflict, LC3xx not
 * found or not readable, LC4xx not supported.
 *
 * @public
 */
export type ProblemCode =
  | 'LC101' // unknown lambda-compat/ annotation
  | 'LC102' // value not allowed
  | 'LC103' // path leaves the repository
  | 'LC201' // two sources disagree
  | 'LC301' // file not found
  | 'LC302' // build stage not found
  | 'LC303' // file or repository not readable
  | 'LC304' // file refused: too large, binary, symbolic link out of the folder
  | 'LC305' // the builder would stop with an error
  | 'LC401' // template: has to be rendered first
  | 'LC402'; // reference depends on a variable without a value

/**
 * Something the owner can mend, with the place and the way to do it.
 *
 * @public
 */
export interface Problem {
  code: ProblemCode;
  severity: 'error' | 'warning';
  /** What is wrong, as a sentence. */
  message: string;
  /** What to do about it, as a sentence. */
  fix: string;
  file?: string;
  line?: number;
  /** For annotations: the key. */
  annotation?: string;
}

/**
 * How the reference can be pinned.
 *
 * - `ready`: a digest is known; `patch` is complete.
 * - `digest-needed`: the place is known, the digest is not; ask for the patch
 *   with a digest.
 * - `not-fixable`: no edit of this file pins it; `reason` says why.
 * - `pinned`: nothing to do.
 *
 * @public
 */
export type ReferenceFix =
  | {
      kind: 'ready';
      digest: string;
      /** Where the digest was learnt from, for example `configuration`. */
      digestSource: string;
      patch: string;
    }
  | { kind: 'digest-needed' }
  | { kind: 'not-fixable'; reason: string }
  | { kind: 'pinned' };

/**
 * A reference of an entity, as shown on its card and tab.
 *
 * @public
 */
export interface ReportedReference {
  /** Stable while the place and text of the reference stay the same. */
  id: string;
  origin: ReferenceOrigin;
  kind: ReferenceKind;
  raw: string;
  resolved: string;
  normalized: NormalizedReference | null;
  pinClass: PinClass;
  role: ReferenceRole;
  reachable: boolean;
  deferred: boolean;
  place: Place;
  startLine: number;
  endLine: number;
  /** Link to the line in the repository's web view, where one is known. */
  url: string | null;
  stage: { index: number; name: string | null } | null;
  platform: string | null;
  unresolvedVariables: string[];
  steps: ResolutionStep[];
  candidates: ReferenceCandidate[];
  problems: string[];
  fix: ReferenceFix;
  /** What is known of the tag it names; null where that is not watched. */
  tagState?: ReportedTagState | null;
}

/**
 * What is known at present of a tag that a reference names.
 *
 * @public
 */
export interface ReportedTagState {
  /** `id` of the watched tag. */
  tagId: string;
  state: TagState;
  /** What it points to, as of `seenAt`; null unless present. */
  digest: string | null;
  /** Last answer that can be believed. ISO 8601, UTC. */
  seenAt: string | null;
  /** The last look failed. */
  failure: LookFailure | null;
  /**
   * The newest move after which a build gets other files, or may; where there
   * was none, the newest one.
   */
  lastMove: { id: string; before: string; class: TagMoveClass } | null;
}

/**
 * A file that was looked at.
 *
 * @public
 */
export interface ReportedFile {
  path: string;
  url: string | null;
  /**
   * - `read`: every reference in it is known.
   * - `template`: has to be rendered first; what could be read is listed.
   * - `invalid`: the builder would stop with an error.
   * - `failed`: could not be read; `message` says why.
   */
  status: 'read' | 'template' | 'invalid' | 'failed';
  message: string | null;
  line: number | null;
  /** The stage that is built, where the file has stages. */
  target: string | null;
}

/**
 * Why the last collection did not succeed.
 *
 * @public
 */
export interface CollectionFailure {
  code: ProblemCode;
  message: string;
  /** First failure of the current series. ISO 8601, UTC. */
  since: string;
  attempts: number;
}

/**
 * The numbers of the card's headline. References to stages and `scratch` are
 * not counted; neither are those that the target never pulls.
 *
 * @public
 */
export interface ReferenceSummary {
  /** Images the build pulls, unresolved ones included. */
  total: number;
  /** Pinned by digest. */
  pinned: number;
  /** `total - pinned`: can change without a commit, or are not known. */
  changeable: number;
  unresolved: number;
  /** Listed, but not pulled for the target. */
  unreachable: number;
  /** Weakest class among the counted; null where there are none. */
  weakest: PinClass | null;
  byClass: Partial<Record<PinClass, number>>;
}

/**
 * - `not-applicable`: switched off by `lambda-compat/enabled: 'false'`, or not
 *   a Lambda by the entity filter.
 * - `never-collected`: known, not read yet.
 * - `nothing-found`: read; the build pulls no image, or there is no build file.
 * - `complete`: every file was read.
 * - `partial`: some files or references could not be resolved.
 * - `failed`: the source, or not one of its files, could be read; earlier
 *   results are still shown.
 *
 * @public
 */
export type ReportStatus =
  | 'not-applicable'
  | 'never-collected'
  | 'nothing-found'
  | 'complete'
  | 'partial'
  | 'failed';

/**
 * Everything known about what the builds of one entity pull.
 *
 * @public
 */
export interface EntityReport {
  entityRef: string;
  status: ReportStatus;
  /** For `not-applicable` and `nothing-found`: why, as a sentence. */
  reason: string | null;
  /** Last success older than `staleAfterSeconds`. */
  stale: boolean;
  /** ISO 8601, UTC. */
  collectedAt: string | null;
  attemptedAt: string | null;
  nextDueAt: string | null;
  intervalSeconds: number;
  staleAfterSeconds: number;
  failure: CollectionFailure | null;
  source: {
    type: 'url' | 'file';
    /** Repository folder, without credentials. */
    target: string;
    /** Web view of the folder. */
    url: string | null;
    /** Commit or other revision the files were read at, where known. */
    revision: string | null;
  } | null;
  /** What was looked for: annotated paths, or the search patterns. */
  searched: string[];
  files: ReportedFile[];
  functions: LambdaFunction[];
  references: ReportedReference[];
  summary: ReferenceSummary;
  problems: Problem[];
  /** Whether the caller may ask for a new collection. */
  canRefresh: boolean;
}
