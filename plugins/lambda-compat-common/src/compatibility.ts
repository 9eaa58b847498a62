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

/* eslint-disable @backstage/no-mixed-plugin-imports -- only types, of which nothing is left at run time: the frontend gets no engine */
import type { Judgement, RuleId, Verdict } from '@lambda-compat/compatibility';
import type { ArtifactReport } from '@lambda-compat/elf-symbols';
import type {
  Architecture,
  PackageType,
  RuntimeProfile,
} from '@lambda-compat/lambda-runtimes';
/* eslint-enable @backstage/no-mixed-plugin-imports */
import type { CoverageScope, Share } from './coverage';

/**
 * A value with where it is from, such as `annotation lambda-compat/runtime` or
 * `upload of 2026-11-23`.
 *
 * @public
 */
export interface SourcedValue<T> {
  value: T | null;
  source: string;
  /** Nobody said so; it is what Lambda takes where nothing is said. */
  assumed: boolean;
  /** What another source says instead, as a sentence; absent where none does. */
  conflict?: string;
}

/**
 * The build that an artifact is from, as its upload says.
 *
 * @public
 */
export interface BuildFacts {
  /** An `http(s)` address. */
  url?: string;
  commit?: string;
  number?: string;
}

/**
 * What was measured of one artifact, without the report itself.
 *
 * @public
 */
export interface MeasuredArtifact {
  name: string;
  /** Where its content lies at run time. */
  mount: 'function' | 'layer' | 'image';
  sha256: string;
  format: ArtifactReport['format'];
  /** Bytes. */
  size: number;
}

/**
 * One function of a component and what was concluded for it.
 *
 * @public
 */
export interface FunctionCompatibility {
  /** Id of the upload; null where nothing was measured. */
  id: string | null;
  /** Unique in the component; the component's own name where none was given. */
  name: string;
  runtime: SourcedValue<string>;
  architecture: SourcedValue<Architecture>;
  packageType: SourcedValue<PackageType>;
  judgement: Judgement;
  /**
   * `none`: it was measured whole, and nothing in it is native code; `static`:
   * every native file is, so that no image it is built on can change what it
   * asks for; `linked`: at least one file asks for a library.
   */
  nativeCode?: 'none' | 'static' | 'linked' | 'unknown';
  artifacts: MeasuredArtifact[];
  /** ISO 8601, UTC; null where nothing was measured. */
  measuredAt: string | null;
  uploadedAt: string | null;
  build: BuildFacts | null;
}

/**
 * What is known of the compatibility of one component with its runtime.
 *
 * @public
 */
export interface EntityCompatibility {
  entityRef: string;
  status: 'measured' | 'never-measured' | 'not-applicable';
  /** The worst of its functions. */
  verdict: Verdict;
  /** At least one, unless not applicable. */
  functions: FunctionCompatibility[];
}

/**
 * Needs and symbols of the files of an uploaded function.
 *
 * @public
 */
export interface FunctionArtifacts {
  id: string;
  artifacts: Array<MeasuredArtifact & { report: ArtifactReport }>;
}

/**
 * The numbers of one set of components. Each is in exactly one verdict.
 *
 * @public
 */
export interface RiskNumbers {
  total: number;
  byVerdict: Record<Verdict, number>;
  /** Components with a measured artifact for every function. */
  measured: number;
  /** Compatible, of all with native code or not known. */
  compatible: Share;
  /** Evidence coverage: measured, of the same whole. */
  evidence: Share;
}

/**
 * The numbers of the page's tiles.
 *
 * @public
 */
export interface RiskSummary extends RiskNumbers {
  /** How many components each rule speaks of. */
  byRule: Partial<Record<RuleId, number>>;
  /** Components on runtimes of Amazon Linux 2, and the first date that ends one. */
  deprecation: {
    components: number;
    firstRuntime: string | null;
    firstDate: string | null;
  };
}

/** @public */
export const RISK_GROUPINGS = ['owner', 'system', 'domain', 'runtime'] as const;

/** @public */
export type RiskGrouping = (typeof RISK_GROUPINGS)[number];

/**
 * A row of the matrix; a component in two nested groups counts in each.
 *
 * @public
 */
export interface RiskGroup {
  /** Entity ref or runtime; null for those that have none. */
  key: string | null;
  direct: RiskNumbers;
  total: RiskNumbers;
}

/** @public */
export interface RiskFilter extends CoverageScope {
  verdict?: Verdict[];
  rule?: RuleId[];
  /** Part of an entity ref or title, or of a finding's version or library. */
  search?: string;
}

/** @public */
export type RiskOrderField =
  | 'name'
  | 'owner'
  | 'system'
  | 'runtime'
  | 'verdict'
  | 'measuredAt';

/** @public */
export type RiskGroupOrderField = 'key' | 'components' | 'broken' | 'unknown';

/**
 * One row of the page's table.
 *
 * @public
 */
export interface RiskComponent {
  entityRef: string;
  title: string | null;
  owners: string[];
  system: string | null;
  lifecycle: string | null;
  runtimes: string[];
  verdict: Verdict;
  /** The sentence of the worst function. */
  sentence: string;
  /** Rules that speak of it, worst first. */
  rules: RuleId[];
  /** How many functions, and how many of them measured. */
  functions: number;
  measured: number;
  /** The oldest measurement of its functions; ISO 8601, UTC. */
  measuredAt: string | null;
}

/**
 * What would become of a component on another runtime or architecture.
 *
 * @public
 */
export interface WhatIfComponent {
  entityRef: string;
  title: string | null;
  owners: string[];
  system: string | null;
  runtimes: string[];
  verdict: Verdict;
  /**
   * Of an image: `can-break` where it provides more than the runtime has,
   * `works` where it does not, `not-affected` where nothing of the component is
   * compiled from it: no native code, or all of it static.
   */
  outcome: 'breaks' | 'can-break' | 'works' | 'unknown' | 'not-affected';
  /** The first reason, as a sentence. */
  reason: string;
}

/**
 * What a simulation is about. At least one has to be given; an image only alone.
 *
 * @public
 */
export interface WhatIfTarget {
  runtime?: string;
  architecture?: Architecture;
  /**
   * An image to build on, by tag or digest, of a repository that a component
   * names: is what it provides in the runtimes of the functions?
   */
  image?: string;
}

/**
 * Which components are simulated. The runtimes that they are on now are called
 * `from`, beside the target's `runtime`.
 *
 * @public
 */
export interface WhatIfFilter extends Omit<CoverageScope, 'runtime'> {
  from?: string[];
  outcome?: Array<WhatIfComponent['outcome']>;
  /** Part of an entity ref or title. */
  search?: string;
}

/**
 * A simulation; nothing of it is stored.
 *
 * @public
 */
export interface WhatIfAnswer {
  target: {
    runtime: string | null;
    architecture: Architecture | null;
    /** Completed, with the digest that was asked about; null without image. */
    image: { name: string; digests: Record<string, string> } | null;
    /** Name of the profile, or why there is none. */
    profile: string | null;
  };
  counts: Record<WhatIfComponent['outcome'], number>;
  items: WhatIfComponent[];
  totalItems: number;
  pageInfo: { nextCursor?: string; prevCursor?: string };
}

/**
 * What CI sends after a build.
 *
 * @public
 */
export interface ReportUpload {
  schema: 'lambda-compat/upload/v1';
  entityRef: string;
  /** Name of the function in the component; not given: the component itself. */
  function?: string;
  artifact: ArtifactReport;
  layers?: Array<{ name: string; artifact: ArtifactReport }>;
  runtime?: string;
  architecture?: Architecture;
  packageType?: PackageType;
  /** ISO 8601. */
  measuredAt: string;
  build?: BuildFacts;
  /** A profile measured in the user's own account. */
  profile?: RuntimeProfile;
}

/** @public */
export interface UploadResult {
  id: string;
  verdict: Verdict;
  sentence: string;
}
