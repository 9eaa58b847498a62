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
  ReferenceOrigin,
  ReferenceRole,
} from '@lambda-compat/image-references';
import type { RiskFilter, RiskOrderField } from './compatibility';
import type {
  TagFilter,
  TagImpactFilter,
  TagMoveFilter,
  TagOrderField,
} from './tags';
import type { Problem, ProblemCode } from './types';

/**
 * The classes that stand for something a build pulls, strongest first. Stage
 * names and `scratch` are never counted.
 *
 * @public
 */
export const COUNTED_PIN_CLASSES = [
  'digest',
  'dated',
  'exact-os',
  'exact',
  'partial',
  'channel',
  'floating',
  'unresolved',
  'invalid',
] as const satisfies readonly PinClass[];

/** @public */
export type CountedPinClass = (typeof COUNTED_PIN_CLASSES)[number];

/**
 * What is known about the images that one component's build pulls. Every
 * component is in exactly one state.
 *
 * - `pinned`: it pulls images, all by digest, and every build file was read.
 * - `dated`: the same with at least one build-stamped tag: stable by
 *   convention, not by content.
 * - `unpinned`: at least one image is named in a way that can change without a
 *   commit, or that cannot be resolved.
 * - `no-images`: every build file was read, and none pulls an image. Not
 *   applicable, so in no share.
 *
 * The rest is unknown, and counts as not pinned:
 *
 * - `never-collected`: nobody has read it yet.
 * - `unreadable`: it could not be read, or not one of its build files.
 * - `partly-read`: what was read is pinned or dated, but a build file could
 *   not be read to its end.
 * - `no-build-file`: read, and no build file was found.
 * - `expired`: what is known is too old to be relied on.
 *
 * @public
 */
export const COVERAGE_STATES = [
  'pinned',
  'dated',
  'unpinned',
  'no-images',
  'never-collected',
  'unreadable',
  'partly-read',
  'no-build-file',
  'expired',
] as const;

/** @public */
export type CoverageState = (typeof COVERAGE_STATES)[number];

/**
 * The states that say that the images are not known.
 *
 * @public
 */
export const UNKNOWN_COVERAGE_STATES = [
  'never-collected',
  'unreadable',
  'partly-read',
  'no-build-file',
  'expired',
] as const satisfies readonly CoverageState[];

/**
 * What coverage can be grouped by. Owners and domains nest; a component in
 * several groups counts once in each, and once in the total.
 *
 * @public
 */
export const COVERAGE_GROUPINGS = [
  'owner',
  'system',
  'domain',
  'runtime',
  'image',
  'lifecycle',
] as const;

/** @public */
export type CoverageGrouping = (typeof COVERAGE_GROUPINGS)[number];

/**
 * Stands for "has none" in filters: components without an owner, a system, a
 * domain, a known runtime, a lifecycle; references that name no image.
 *
 * @public
 */
export const NO_GROUP = '(none)';

/**
 * The components that numbers speak of. Values of one field are alternatives,
 * fields restrict each other.
 *
 * @public
 */
export interface CoverageScope {
  /** Entity refs of owners, or {@link NO_GROUP}. Nested groups are included. */
  owner?: string[];
  /** Entity refs of systems, or {@link NO_GROUP}. */
  system?: string[];
  /** Entity refs of domains, or {@link NO_GROUP}. Subdomains are included. */
  domain?: string[];
  /** Runtime identifiers, or {@link NO_GROUP} where none is known. */
  runtime?: string[];
  /** `spec.lifecycle`, or {@link NO_GROUP}. */
  lifecycle?: string[];
  /** `direct` leaves out what belongs only to nested groups and subdomains. */
  membership?: 'all' | 'direct';
}

/**
 * Which components are listed.
 *
 * @public
 */
export interface ComponentFilter extends CoverageScope {
  state?: CoverageState[];
  /** Class of the component's weakest reference. */
  weakest?: CountedPinClass[];
  /** The component has a reference of the class. */
  pinClass?: CountedPinClass[];
  /** The component has a reference to the image, `registry/repository`. */
  image?: string[];
  /** The component has a problem with the code. */
  problem?: ProblemCode[];
  /** Part of the entity ref or title, in any case. */
  search?: string;
}

/**
 * Which references are listed. Only those that the build pulls are.
 *
 * @public
 */
export interface ReferenceFilter extends CoverageScope {
  /** State of the component. */
  state?: CoverageState[];
  pinClass?: CountedPinClass[];
  /** `registry/repository`, or {@link NO_GROUP}. */
  image?: string[];
  /** Part of the reference as written or resolved, of the file, or of the entity ref. */
  search?: string;
}

/**
 * Which problems are listed.
 *
 * @public
 */
export interface ProblemFilter extends CoverageScope {
  problem?: ProblemCode[];
  severity?: Array<Problem['severity']>;
  /** Part of the message, file, annotation or entity ref. */
  search?: string;
}

/**
 * A part of a whole. A share is never shown without its base.
 *
 * @public
 */
export interface Share {
  count: number;
  total: number;
  /** From 0 to 1; null where the total is 0. */
  ratio: number | null;
}

/**
 * The numbers of one set of components.
 *
 * @public
 */
export interface CoverageNumbers {
  components: {
    total: number;
    byState: Record<CoverageState, number>;
    /** Components by the class of their weakest reference. */
    byWeakest: Record<CountedPinClass, number>;
    /** Components with at least one configuration problem. */
    withProblems: number;
  };
  references: {
    total: number;
    byClass: Record<CountedPinClass, number>;
  };
  /** References by digest, of all; unresolved ones are in the total. */
  pinnedReferences: Share;
  /** The same with dated tags counted. */
  stableReferences: Share;
  /**
   * Components in state `pinned`, of all but `no-images`; the unknown ones are
   * in the total.
   */
  pinnedComponents: Share;
  /** The same with state `dated` counted. */
  stableComponents: Share;
}

/**
 * The numbers of the page's tiles.
 *
 * @public
 */
export interface CoverageSummary extends CoverageNumbers {
  /** Components whose last success is older than it should be, but not expired. */
  stale: number;
  /** Components whose last reading failed. What was known before is still counted. */
  failing: number;
  /** Latest and earliest last success among the components. ISO 8601, UTC. */
  collected: { latest: string | null; earliest: string | null };
  staleAfterSeconds: number;
  expiredAfterSeconds: number;
}

/**
 * One row of a grouping.
 *
 * @public
 */
export interface CoverageGroup {
  /**
   * Entity ref, runtime identifier, `registry/repository` or lifecycle; null
   * for what has none.
   */
  key: string | null;
  /** What belongs to the group itself. */
  direct: CoverageNumbers;
  /** With everything in nested groups, each component once. */
  total: CoverageNumbers;
}

/**
 * One component in a list.
 *
 * @public
 */
export interface ComponentCoverage {
  entityRef: string;
  title: string | null;
  /** Entity refs. */
  owners: string[];
  system: string | null;
  lifecycle: string | null;
  runtimes: string[];
  state: CoverageState;
  /** Class of the weakest reference; null where none is known. */
  weakest: CountedPinClass | null;
  references: {
    total: number;
    byClass: Record<CountedPinClass, number>;
  };
  /** Last success. ISO 8601, UTC. */
  collectedAt: string | null;
  stale: boolean;
  /** Whether the last reading failed. */
  failing: boolean;
  problems: {
    total: number;
    /** The one to begin with: errors before warnings. */
    first: Problem | null;
  };
}

/**
 * One reference in a list, with its component.
 *
 * @public
 */
export interface ReferenceListItem {
  /** Unique among the references of the component. */
  id: string;
  entityRef: string;
  title: string | null;
  owners: string[];
  system: string | null;
  origin: ReferenceOrigin;
  raw: string;
  resolved: string;
  /** `registry/repository`; null where the reference names no image. */
  image: string | null;
  pinClass: CountedPinClass;
  role: ReferenceRole;
  file: string;
  line: number;
  url: string | null;
  /** Last success for the component. ISO 8601, UTC. */
  collectedAt: string | null;
}

/**
 * One problem in a list, with its component.
 *
 * @public
 */
export interface ProblemListItem extends Problem {
  /** Unique among all problems. */
  id: string;
  entityRef: string;
  title: string | null;
  owners: string[];
  system: string | null;
  /** Last success for the component. ISO 8601, UTC. */
  collectedAt: string | null;
}

/**
 * One day of the trend, as counted on that day.
 *
 * @public
 */
export interface CoverageTrendPoint {
  /** `YYYY-MM-DD`, UTC. */
  day: string;
  components: { total: number; byState: Record<CoverageState, number> };
  references: { total: number; byClass: Record<CountedPinClass, number> };
}

/**
 * The days on which coverage was counted. Days that are missing were not
 * counted and are to be drawn as gaps.
 *
 * @public
 */
export interface CoverageTrend {
  from: string;
  to: string;
  points: CoverageTrendPoint[];
}

/**
 * A page of a list, in the catalog's shape.
 *
 * @public
 */
export interface Page<T> {
  items: T[];
  /** All that match, on every page together. */
  totalItems: number;
  pageInfo: { nextCursor?: string; prevCursor?: string };
}

/** @public */
export type SortOrder = 'asc' | 'desc';

/** @public */
export type ComponentOrderField =
  | 'name'
  | 'owner'
  | 'system'
  | 'state'
  | 'references'
  | 'weakest'
  | 'collectedAt'
  | 'problems';

/** @public */
export type ReferenceOrderField = 'image' | 'pinClass' | 'component' | 'file';

/** @public */
export type ProblemOrderField = 'code' | 'severity' | 'component';

/** @public */
export type GroupOrderField =
  | 'key'
  | 'components'
  | 'references'
  | 'unpinned'
  | 'share';

/**
 * How a list is asked for. A cursor brings the filter and the order of its
 * list with it; nothing but `limit` may stand beside it.
 *
 * @public
 */
export interface ListRequest<TFilter, TField extends string> {
  filter?: TFilter;
  orderField?: { field: TField; order: SortOrder };
  /** Items per page, 1 to 500. Default 20. */
  limit?: number;
  cursor?: string;
  signal?: AbortSignal;
}

/** @public */
export type ExportFormat = 'csv' | 'json';

/**
 * The lists that can be exported, each with its filter.
 *
 * @public
 */
export type ExportRequest = {
  format: ExportFormat;
  signal?: AbortSignal;
} & (
  | {
      list: 'components';
      filter?: ComponentFilter;
      orderField?: { field: ComponentOrderField; order: SortOrder };
    }
  | {
      list: 'references';
      filter?: ReferenceFilter;
      orderField?: { field: ReferenceOrderField; order: SortOrder };
    }
  | {
      list: 'problems';
      filter?: ProblemFilter;
      orderField?: { field: ProblemOrderField; order: SortOrder };
    }
  | {
      list: 'risk';
      filter?: RiskFilter;
      orderField?: { field: RiskOrderField; order: SortOrder };
    }
  | {
      list: 'tags';
      filter?: TagFilter;
      orderField?: { field: TagOrderField; order: SortOrder };
    }
  | { list: 'tag-moves'; filter?: TagMoveFilter; orderField?: undefined }
  | {
      list: 'tag-impact';
      filter: TagImpactFilter & {
        /** `id` of the move. */
        move: string;
      };
      orderField?: undefined;
    }
);
