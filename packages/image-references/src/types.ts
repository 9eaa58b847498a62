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

/**
 * A range of characters in a text file. Lines and columns start at 1 and
 * columns count UTF-16 code units; `endColumn` is one past the last character,
 * as in SARIF 2.1.0 section 3.30.
 *
 * @public
 */
export interface Place {
  file: string;
  startLine: number;
  startColumn: number;
  endLine: number;
  endColumn: number;
}

/**
 * What made the build pull the image.
 *
 * @public
 */
export type ReferenceOrigin =
  | 'dockerfile-from'
  | 'dockerfile-copy-from'
  | 'dockerfile-run-mount'
  | 'dockerfile-onbuild'
  | 'dockerfile-syntax';

/**
 * What the reference turned out to name. `invalid` is a reference for which
 * the builder stops with an error.
 *
 * @public
 */
export type ReferenceKind = 'image' | 'stage' | 'scratch' | 'invalid';

/**
 * How firmly a reference is tied to one image, strongest first; the last two
 * stand beside the scale and name nothing outside the file.
 *
 * - `digest`: names the content; the only class that cannot move.
 * - `dated`: a build-stamped tag, stable by convention.
 * - `exact-os`: a full version with its operating system release.
 * - `exact`: a full version; its operating system can change under it.
 * - `partial`: a version prefix that moves with each release.
 * - `channel`: a named stream (`al2023`, `lts`, `slim`).
 * - `floating`: `latest`, or no tag at all.
 * - `unresolved`: depends on a variable that has no value here.
 * - `invalid`: not a reference.
 *
 * @public
 */
export type PinClass =
  | 'digest'
  | 'dated'
  | 'exact-os'
  | 'exact'
  | 'partial'
  | 'channel'
  | 'floating'
  | 'unresolved'
  | 'invalid'
  | 'scratch'
  | 'stage';

/**
 * What the image is for in the build.
 *
 * - `runtime`: the base of what the target stage becomes.
 * - `builder`: the base of a stage that another stage takes files from.
 * - `tool`: files are taken from it directly, or it is mounted.
 * - `frontend`: the image that interprets the Dockerfile (`# syntax=`).
 * - `test`: a stage outside the target whose name says it tests or lints.
 *
 * @public
 */
export type ReferenceRole =
  | 'runtime'
  | 'builder'
  | 'tool'
  | 'frontend'
  | 'test';

/**
 * An image reference taken apart and completed the way a builder does it:
 * registry and `library/` filled in, `latest` where neither tag nor digest is
 * written.
 *
 * @public
 */
export interface NormalizedReference {
  registry: string;
  repository: string;
  tag: string | null;
  digest: string | null;
}

/**
 * One step from the text in the file to the reference: which variable got
 * which value, and from where.
 *
 * @public
 */
export interface ResolutionStep {
  variable: string;
  /** The value that was used; null where the variable had none. */
  value: string | null;
  source:
    | 'arg-default'
    | 'build-arg'
    | 'predefined'
    | 'substitution-default'
    | 'env'
    | 'unset';
  /** Where the value is written, when it is written in the file. */
  place?: Place;
}

/**
 * A value the reference can take, and when.
 *
 * @public
 */
export interface ReferenceCandidate {
  resolved: string;
  normalized: NormalizedReference | null;
  pinClass: PinClass;
  /** For example `TARGETARCH=arm64`. */
  condition: string;
}

/**
 * Where a digest has to be written to pin the reference: the range is replaced
 * by `@sha256:…`. It is empty where nothing has to go.
 *
 * @public
 */
export interface PinPoint {
  place: Place;
  via: 'literal' | 'arg-default' | 'substitution-default';
}

/**
 * Something wrong or noteworthy about a reference.
 *
 * @public
 */
export interface ReferenceProblem {
  code:
    | 'invalid-reference'
    | 'blank-reference'
    | 'unset-variable'
    | 'required-variable'
    | 'undefined-stage'
    | 'variable-not-allowed'
    | 'template-expression'
    | 'substitution-error';
  message: string;
}

/**
 * One place where a build names an image, a stage or nothing (`scratch`).
 *
 * @public
 */
export interface ImageReference {
  origin: ReferenceOrigin;
  kind: ReferenceKind;
  /** As written, quotes and variables included. */
  raw: string;
  /** What the builder would use; empty where every variable was unset. */
  resolved: string;
  normalized: NormalizedReference | null;
  pinClass: PinClass;
  role: ReferenceRole;
  /** Whether the target needs it. What is unreachable is never pulled. */
  reachable: boolean;
  /**
   * True for `ONBUILD` instructions: nothing is pulled by this build, each
   * build based on the image pulls it.
   */
  deferred: boolean;
  /** The lines of the whole instruction, which can span several. */
  startLine: number;
  endLine: number;
  /** Exactly the characters of `raw`. */
  place: Place;
  /** The stage that contains the reference; null for `# syntax=`. */
  stage: { index: number; name: string | null } | null;
  /** For `kind: 'stage'`: the stage it names. */
  targetStage: { index: number; name: string | null } | null;
  /** From `--platform`, resolved; null where none is written. */
  platform: string | null;
  /** Variables that had no value and no default, in order of appearance. */
  unresolvedVariables: string[];
  steps: ResolutionStep[];
  /** Other values the reference can take; empty where there is just one. */
  candidates: ReferenceCandidate[];
  /** Null where no edit of this file can pin it, with the reason beside it. */
  pinPoint: PinPoint | null;
  notPinnable: string | null;
  problems: ReferenceProblem[];
}

/**
 * A text file to look into.
 *
 * @public
 */
export interface SourceFile {
  path: string;
  content: string;
  /** Stage name or index to build; the last stage where absent. */
  target?: string;
}

/**
 * Which builder's rules apply: BuildKit refuses variables in `COPY --from` and
 * `RUN --mount=from`, Buildah and Podman expand them.
 *
 * @public
 */
export type DockerfileDialect = 'buildkit' | 'buildah';

/** @public */
export interface FindImageReferencesOptions {
  /** Given from outside; they win over `ARG` defaults. */
  buildArgs?: Readonly<Record<string, string>>;
  /** Stage name or index for files that name none themselves. */
  target?: string;
  /**
   * Target platforms, most likely first. Where a reference differs between
   * them the first gives `resolved`, all are `candidates`. Default
   * `['linux/amd64', 'linux/arm64']`.
   */
  platforms?: readonly string[];
  /** `--build-context name=docker-image://…`, as given to the builder. */
  namedContexts?: Readonly<Record<string, string>>;
  /** By file name where absent: `Containerfile` is Buildah's. */
  dialect?: DockerfileDialect;
}

/**
 * A file, or a place in one, that could not be read as the builder would.
 *
 * @public
 */
export interface FileError {
  file: string;
  line: number;
  message: string;
}

/** @public */
export type TemplateLanguage = 'jinja' | 'cookiecutter' | 'helm';

/** @public */
export interface FileSummary {
  path: string;
  format: 'dockerfile';
  /** Set where the file has to be rendered before a builder can read it. */
  template: TemplateLanguage | null;
  stages: number;
  /** The stage that is built. */
  target: { index: number; name: string | null } | null;
}

/** @public */
export interface FindImageReferencesResult {
  references: ImageReference[];
  errors: FileError[];
  files: FileSummary[];
}

/** @public */
export type PinResult =
  | {
      ok: true;
      /** The whole file with the digest written. */
      content: string;
      /** Unified diff that `git apply` accepts from the repository root. */
      patch: string;
    }
  | { ok: false; reason: string };
