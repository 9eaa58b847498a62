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
  EntityCompatibility,
  FunctionArtifacts,
  ReportUpload,
  RiskComponent,
  RiskFilter,
  RiskGroup,
  RiskGrouping,
  RiskGroupOrderField,
  RiskOrderField,
  RiskSummary,
  UploadResult,
  WhatIfAnswer,
  WhatIfFilter,
  WhatIfTarget,
} from './compatibility';
import type {
  ComponentCoverage,
  ComponentFilter,
  ComponentOrderField,
  CoverageGroup,
  CoverageGrouping,
  CoverageScope,
  CoverageSummary,
  CoverageTrend,
  ExportRequest,
  GroupOrderField,
  ListRequest,
  Page,
  ProblemFilter,
  ProblemListItem,
  ProblemOrderField,
  ReferenceFilter,
  ReferenceListItem,
  ReferenceOrderField,
} from './coverage';
import type {
  MoveComparison,
  ReferencePin,
  RuntimeProfileState,
  TagMoveDetails,
} from './incident';
import type {
  EntityTagHistory,
  RegistryStatus,
  TagFilter,
  TagHistory,
  TagImpact,
  TagImpactFilter,
  TagMove,
  TagMoveFilter,
  TagOrderField,
  WatchedTag,
} from './tags';
import type { EntityReport } from './types';

/**
 * The lambda-compat backend, as a caller sees it.
 *
 * @public
 */
export interface LambdaCompatApi {
  /**
   * Everything known about one entity.
   *
   * @throws `NotFoundError` where the caller cannot see the entity;
   *   `NotAllowedError` where the caller may not read reports.
   */
  getEntityReport(
    entityRef: string,
    options?: { signal?: AbortSignal },
  ): Promise<EntityReport>;

  /**
   * The patch that pins a reference to the given digest.
   *
   * @param referenceId - `id` of a reference of the entity's report
   * @param digest - `sha256:` and 64 lower-case hexadecimal digits
   */
  getPinPatch(
    entityRef: string,
    referenceId: string,
    digest: string,
  ): Promise<{ patch: string }>;

  /** Makes the entity due now. Returns before it has been read. */
  refreshEntity(entityRef: string): Promise<void>;

  /**
   * The numbers of all components in scope that the caller may read.
   *
   * @throws `NotAllowedError` where the caller may not read reports at all;
   *   so do the methods below.
   */
  getCoverageSummary(
    scope?: CoverageScope,
    options?: { signal?: AbortSignal },
  ): Promise<CoverageSummary>;

  /** The same by group. Default order: most unpinned references first. */
  listCoverageGroups(
    groupBy: CoverageGrouping,
    request?: ListRequest<CoverageScope, GroupOrderField>,
  ): Promise<Page<CoverageGroup>>;

  /**
   * Daily numbers, as counted on each day.
   *
   * @param days - how far back, 1 to 366
   */
  getCoverageTrend(
    days: number,
    scope?: CoverageScope,
    options?: { signal?: AbortSignal },
  ): Promise<CoverageTrend>;

  /** Default order: weakest first. */
  listComponents(
    request?: ListRequest<ComponentFilter, ComponentOrderField>,
  ): Promise<Page<ComponentCoverage>>;

  /** References that builds pull. Default order: weakest first. */
  listReferences(
    request?: ListRequest<ReferenceFilter, ReferenceOrderField>,
  ): Promise<Page<ReferenceListItem>>;

  /** Configuration problems. Default order: errors first. */
  listProblems(
    request?: ListRequest<ProblemFilter, ProblemOrderField>,
  ): Promise<Page<ProblemListItem>>;

  /**
   * What is known of the compatibility of one entity with its runtimes.
   *
   * @throws as {@link LambdaCompatApi.getEntityReport}
   */
  getEntityCompatibility(
    entityRef: string,
    options?: { signal?: AbortSignal },
  ): Promise<EntityCompatibility>;

  /**
   * The reports of the artifacts of an uploaded function: megabytes, for the
   * views that show files and symbols.
   *
   * @param uploadId - `id` of a function of the entity's compatibility
   */
  getFunctionArtifacts(
    entityRef: string,
    uploadId: string,
    options?: { signal?: AbortSignal },
  ): Promise<FunctionArtifacts>;

  /** The verdicts of all components in scope that the caller may read. */
  getRiskSummary(
    scope?: CoverageScope,
    options?: { signal?: AbortSignal },
  ): Promise<RiskSummary>;

  /** The same by group. Default order: most broken components first. */
  listRiskGroups(
    groupBy: RiskGrouping,
    request?: ListRequest<CoverageScope, RiskGroupOrderField>,
  ): Promise<Page<RiskGroup>>;

  /** Default order: worst verdict first. */
  listRiskComponents(
    request?: ListRequest<RiskFilter, RiskOrderField>,
  ): Promise<Page<RiskComponent>>;

  /**
   * What would become of components on another runtime or architecture, those
   * that break first. Nothing of it is stored.
   *
   * @throws `ServiceUnavailableError` while more is to be worked out than one
   *   request may take; asked again, the backend goes on from there
   */
  simulate(
    target: WhatIfTarget,
    request?: Omit<ListRequest<WhatIfFilter, never>, 'orderField'>,
  ): Promise<WhatIfAnswer>;

  /**
   * Brings the report of an artifact, with the token of a service.
   *
   * @throws `NotAllowedError` for users and plugins
   */
  uploadReport(
    upload: ReportUpload,
    options?: { signal?: AbortSignal },
  ): Promise<UploadResult>;

  /** Tags that components name. Default order: newest move first. */
  listTags(
    request?: ListRequest<TagFilter, TagOrderField>,
  ): Promise<Page<WatchedTag>>;

  /**
   * Where a tag pointed to and when.
   *
   * @param options - `days`: how far back, 1 to 3660; default 90
   * @throws `NotFoundError` where no component names it that the caller may read
   */
  getTagHistory(
    tagId: string,
    options?: { days?: number; signal?: AbortSignal },
  ): Promise<TagHistory>;

  /** Newest first. */
  listTagMoves(
    request?: Omit<ListRequest<TagMoveFilter, never>, 'orderField'>,
  ): Promise<Page<TagMove>>;

  /**
   * One move, with the counts of those that it concerns.
   *
   * @throws `NotFoundError` as {@link LambdaCompatApi.getTagHistory}
   */
  getTagMove(
    moveId: string,
    options?: { signal?: AbortSignal },
  ): Promise<TagMoveDetails>;

  /**
   * What changed with a move for one platform, in full; lists of files may be
   * cut.
   */
  getTagMoveComparison(
    moveId: string,
    platform: string,
    options?: { signal?: AbortSignal },
  ): Promise<MoveComparison>;

  /**
   * What to pin the references to that a move exposes, at most 100, in the
   * order of the impact.
   */
  listTagMovePins(
    moveId: string,
    options?: { signal?: AbortSignal },
  ): Promise<{ items: ReferencePin[] }>;

  /** The incident in Markdown, for a chat or a ticket. */
  getTagMoveSummary(
    moveId: string,
    options?: { signal?: AbortSignal },
  ): Promise<{ markdown: string }>;

  /**
   * What changed between two digests that a watched tag has pointed to.
   *
   * @throws `NotFoundError` for other digests
   */
  compareDigests(
    tagId: string,
    from: string,
    to: string,
    platform: string,
    options?: { signal?: AbortSignal },
  ): Promise<MoveComparison>;

  /** What to pin the references of one entity to. */
  listPinSuggestions(
    entityRef: string,
    options?: { signal?: AbortSignal },
  ): Promise<{ items: ReferencePin[] }>;

  /** What the runtimes of functions provide, and since when that is known. */
  listRuntimeProfiles(options?: {
    signal?: AbortSignal;
  }): Promise<{ items: RuntimeProfileState[] }>;

  /** Whom a move concerns, the exposed first, then by owner and name. */
  listTagImpact(
    moveId: string,
    request?: Omit<ListRequest<TagImpactFilter, never>, 'orderField'>,
  ): Promise<Page<TagImpact>>;

  /** The registries that are asked. */
  listRegistries(options?: {
    signal?: AbortSignal;
  }): Promise<{ items: RegistryStatus[] }>;

  /**
   * The history of the tags that one entity names.
   *
   * @param options - `days`: how far back, 1 to 366; default 30
   */
  getEntityTagHistory(
    entityRef: string,
    options?: { days?: number; signal?: AbortSignal },
  ): Promise<EntityTagHistory>;

  /** A whole list as a file, in the order and with the filter of the request. */
  exportList(request: ExportRequest): Promise<Blob>;
}
