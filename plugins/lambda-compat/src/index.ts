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
 * Shows on each Lambda of the catalog, and across the organization, which
 * images builds pull and whether they can change without a commit.
 *
 * @remarks
 * The plugin for the new frontend system is the default export of the `/alpha`
 * entry point. This entry point holds the one for the old frontend system, and
 * what other plugins and apps of both refer to.
 *
 * @packageDocumentation
 */
export * from './api';
export * from './catalog';
export * from './components/LambdaCompatIcon';
export * from './legacy';
export * from './routes';
export * from './translation';
export type {
  ComponentCoverage,
  ComponentFilter,
  ComponentOrderField,
  CoverageGroup,
  CoverageGrouping,
  CoverageScope,
  CoverageSummary,
  CoverageTrend,
  EntityCompatibility,
  EntityReport,
  EntityTagHistory,
  ExportRequest,
  FunctionArtifacts,
  FunctionCompatibility,
  GroupOrderField,
  LambdaCompatApi,
  LambdaFunction,
  ListRequest,
  MoveComparison,
  Page,
  Problem,
  ProblemFilter,
  ProblemListItem,
  ProblemOrderField,
  ReferenceFilter,
  ReferenceFix,
  ReferenceListItem,
  ReferenceOrderField,
  ReferencePin,
  ReferenceSummary,
  RegistryStatus,
  ReportedFile,
  ReportedReference,
  ReportedTagState,
  ReportStatus,
  RuntimeProfileState,
  TagFilter,
  TagHistory,
  TagImpact,
  TagImpactCounts,
  TagImpactFilter,
  TagMove,
  TagMoveDetails,
  TagMoveFilter,
  TagOrderField,
  WatchedTag,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
