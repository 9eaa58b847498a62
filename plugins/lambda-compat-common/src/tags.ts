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
import type { CoverageScope } from './coverage';
import type {
  ContentsClass,
  ContentsFilter,
  ContentsState,
  ExposureWindow,
  TagImpactBuild,
} from './incident';

/**
 * Who looked. Registries are asked themselves; a mirror may answer with what
 * it has kept, so what it says is a history of its own.
 *
 * @public
 */
export interface TagObserver {
  kind: 'registry' | 'mirror';
  /** Host that is asked. */
  host: string;
}

/**
 * - `unseen`: no look has had an answer that can be believed.
 * - `present`: it pointed to something at the last good look.
 * - `gone`: two looks, one sweep apart, found it deleted.
 *
 * @public
 */
export const TAG_STATES = ['unseen', 'present', 'gone'] as const;

/** @public */
export type TagState = (typeof TAG_STATES)[number];

/**
 * Why a look had no answer that can be believed. The codes of
 * `@lambda-compat/oci-registry`, and `not-looked`: nobody looked for longer
 * than the schedule says, for example because the backend was down.
 *
 * @public
 */
export const LOOK_FAILURE_CODES = [
  'no-access',
  'manifest-unknown',
  'repository-unknown',
  'not-found',
  'rate-limited',
  'quota-exhausted',
  'server-error',
  'unexpected-answer',
  'wrong-digest',
  'wrong-type',
  'legacy-manifest',
  'too-large',
  'too-many-redirects',
  'refused-address',
  'refused-realm',
  'timeout',
  'dns',
  'tls',
  'connection',
  'not-looked',
] as const;

/** @public */
export type LookFailureCode = (typeof LOOK_FAILURE_CODES)[number];

/** @public */
export interface LookFailure {
  code: LookFailureCode;
  /** A sentence. */
  message: string;
  /** ISO 8601; the first failure after the last good answer. */
  since: string;
  attempts: number;
}

/**
 * A time between two observations.
 *
 * @public
 */
export interface ObservedBetween {
  /** Last look at which it was not so yet; null where there was none. */
  after: string | null;
  /** First look at which it was so. */
  before: string;
}

/**
 * A tag whose digest is followed.
 *
 * @public
 */
export interface WatchedTag {
  id: string;
  /** Completed: `docker.io/arm64v8/amazonlinux:latest`. */
  image: string;
  registry: string;
  repository: string;
  tag: string;
  observer: TagObserver;
  pinClass: PinClass;
  state: TagState;
  /** What it points to, as of `seenAt`; null unless present. */
  digest: string | null;
  /** Of `digest`; empty where it could not be read. */
  platforms: Array<{ platform: string; digest: string }>;
  /** When it began to point to `digest`, or was deleted; null while unseen. */
  since: ObservedBetween | null;
  /** Last look, answered or not. */
  checkedAt: string | null;
  /** Last answer that can be believed. */
  seenAt: string | null;
  nextLookAt: string | null;
  /** Between two looks. */
  intervalSeconds: number;
  /** The last look failed; what is said of the tag is as of `seenAt`. */
  failure: LookFailure | null;
  /** It moved again before it had held still for the hold-down time. */
  unstable: boolean;
  /** Build-stamped tags should not move; this one did. */
  movedThoughDated: boolean;
  /**
   * `no-component`: no component names it any more; `excluded`: by
   * configuration. Its history is kept until it expires.
   */
  notWatched: 'no-component' | 'excluded' | null;
  /** Components that name it and that the caller may read. */
  components: { total: number; unpinned: number };
  /** What other observers say of the same tag; differing digests are shown. */
  otherObservers: Array<{
    tagId: string;
    observer: TagObserver;
    state: TagState;
    digest: string | null;
    seenAt: string | null;
  }>;
  /** In the last 30 days, moves without change of content included. */
  movesIn30Days: number;
  lastMoveAt: string | null;
}

/**
 * An uninterrupted stay of a tag at one digest.
 *
 * @public
 */
export interface TagInterval {
  /** Null for what the tag itself points to. */
  platform: string | null;
  /** Null while the tag, or the platform, was not there. */
  digest: string | null;
  began: ObservedBetween;
  /** Last look at which it was so. */
  lastSeenAt: string;
  /** First look at which it was not so any more; null while it lasts. */
  endedBefore: string | null;
  /** `reported` intervals were not observed here. */
  source: 'observed' | 'reported';
  /** Who reported it. */
  reportedBy: string | null;
  /** Other tags of the repository that pointed to the same digest. */
  aliases: string[];
}

/**
 * A time about which nothing is known: no look was answered.
 *
 * @public
 */
export interface TagOutage {
  /** Last good look before, or the first failure where there was none. */
  from: string;
  /** First good look after; null while it lasts. */
  until: string | null;
  code: LookFailureCode;
  message: string;
}

/**
 * What a move amounts to: see `MOVE_CLASSES` of `@lambda-compat/oci-registry`;
 * `pending` until what is needed to tell has been read.
 *
 * @public
 */
export const TAG_MOVE_CLASSES = [
  'gone',
  'back',
  'reverted',
  'content',
  'platforms',
  'undetermined',
  'pending',
  'no-op',
  'format',
  'attestation',
] as const;

/** @public */
export type TagMoveClass = (typeof TAG_MOVE_CLASSES)[number];

/**
 * Moves after which the next build gets other files, or may.
 *
 * @public
 */
export const WEIGHTY_MOVE_CLASSES = [
  'gone',
  'back',
  'reverted',
  'content',
  'platforms',
  'undetermined',
  'pending',
] as const satisfies readonly TagMoveClass[];

/** @public */
export interface TagPlatformMove {
  platform: string;
  from: string | null;
  to: string | null;
  /** As `PLATFORM_MOVE_CLASSES` of `@lambda-compat/oci-registry`. */
  class:
    | 'gone'
    | 'back'
    | 'lost'
    | 'gained'
    | 'reverted'
    | 'content'
    | 'undetermined'
    | 'no-op'
    | 'format'
    | 'unchanged';
}

/**
 * A tag began to point to something else.
 *
 * @public
 */
export interface TagMove {
  id: string;
  tagId: string;
  image: string;
  observer: TagObserver;
  /** Null where the tag was gone. */
  from: string | null;
  /** Null where the tag is gone. */
  to: string | null;
  /** It happened after the one and not later than the other. */
  between: ObservedBetween;
  class: TagMoveClass;
  /** All that holds, weightiest first. */
  changes: TagMoveClass[];
  platforms: TagPlatformMove[];
  /** Why the class is `undetermined` or `pending`, in a sentence. */
  undecided: string | null;
  /** Another move followed before the hold-down time had passed. */
  unstable: boolean;
  source: 'observed' | 'reported';
  reportedBy: string | null;
  /** Other tags of the repository that point, or pointed, to the digests. */
  aliases: { from: string[]; to: string[] };
  /** Components that are exposed, or possibly are, and that the caller may read. */
  exposed: number;
  /** It is the newest move of its tag. */
  latest: boolean;
  /** What came with it, weightiest over its platforms; null where not known. */
  contents: {
    state: ContentsState;
    class: ContentsClass | null;
    sentence: string | null;
    /** Symbol versions by library, of all platforms; absent where none came. */
    gained?: Array<{ library: string; versions: string[] }>;
  };
}

/** @public */
export interface TagHistory {
  tag: WatchedTag;
  /** Oldest first; the tag's own before those of platforms. */
  intervals: TagInterval[];
  /** Oldest first. */
  outages: TagOutage[];
  /** Newest first. */
  moves: TagMove[];
  /** Before it, nothing is known; null while unseen. ISO 8601. */
  knownSince: string | null;
  /** There is more than what is here; see `from`. */
  truncated: boolean;
}

/**
 * Whether builds of a component get what a move brought.
 *
 * - `already-built`: a build since then has it, and was not measured compatible.
 * - `next-build`: the next build gets it.
 * - `possibly`: not known; see `reason`.
 * - `not-exposed`: no; see `reason`.
 *
 * @public
 */
export const EXPOSURES = [
  'already-built',
  'next-build',
  'possibly',
  'not-exposed',
] as const;

/** @public */
export type Exposure = (typeof EXPOSURES)[number];

/**
 * - `digest`: pinned to a digest, whatever the tag says.
 * - `other-tag`: names another tag of the repository.
 * - `static`: every native file measured of it is static.
 * - `no-native-code`: measured, and there is none.
 * - `unreachable`: the target does not need the stage.
 * - `not-shaping`: its files do not get into the artifact (tests, tools).
 * - `other-platform`: its platform did not change.
 * - `no-longer`: it named the tag at the time, and does not any more.
 * - `unknown-platform`: not known for which platform it builds.
 * - `partly-read`: its build files could not all be read.
 * - `unknown-build`: it is not known when it was last built.
 * - `rebuilt-compatible`: a build since then was measured compatible.
 *
 * @public
 */
export const EXPOSURE_REASONS = [
  'digest',
  'other-tag',
  'static',
  'no-native-code',
  'unreachable',
  'not-shaping',
  'other-platform',
  'no-longer',
  'unknown-platform',
  'partly-read',
  'unknown-build',
  'rebuilt-compatible',
] as const;

/** @public */
export type ExposureReason = (typeof EXPOSURE_REASONS)[number];

/**
 * A component and one place at which it names the repository of a move.
 *
 * @public
 */
export interface TagImpact extends TagImpactBuild {
  entityRef: string;
  title: string | null;
  ownerRefs: string[];
  systemRef: string | null;
  exposure: Exposure;
  /** Null where it is exposed, and where the move brought nothing new. */
  reason: ExposureReason | null;
  /** As the build file says it. */
  reference: string;
  pinClass: PinClass;
  origin: ReferenceOrigin;
  role: ReferenceRole;
  stage: { index: number; name: string | null } | null;
  /** What it builds for; null where that is not known. */
  platform: string | null;
  file: string;
  line: number;
  url: string | null;
  /** Since when, until when it names it. ISO 8601; null while it does. */
  from: string;
  until: string | null;
}

/**
 * Components by the most exposed of their places.
 *
 * @public
 */
export interface TagImpactCounts {
  alreadyBuilt: number;
  nextBuild: number;
  possibly: number;
  notExposed: number;
}

/** @public */
export interface TagFilter {
  /** Part of the image. */
  search?: string;
  /** Hosts, as in references or as they are asked. */
  registry?: string[];
  state?: TagState[];
  /** Only those whose last look failed, or did not. */
  failing?: boolean;
}

/** @public */
export const TAG_ORDER_FIELDS = [
  'image',
  'components',
  'lastMove',
  'seen',
] as const;

/** @public */
export type TagOrderField = (typeof TAG_ORDER_FIELDS)[number];

/** @public */
export interface TagMoveFilter extends CoverageScope {
  /** Part of the image. */
  search?: string;
  tag?: string[];
  class?: TagMoveClass[];
  /** What came with them. */
  contents?: ContentsFilter[];
  /** Only those of this platform. */
  platform?: string[];
  /** Only moves with components that are exposed, or possibly; or without. */
  exposed?: boolean;
  /** ISO 8601: not before, by the upper bound. */
  since?: string;
}

/** @public */
export interface TagImpactFilter {
  exposure?: Exposure[];
}

/**
 * How a registry does, over all replicas.
 *
 * @public
 */
export interface RegistryStatus {
  /** Host that is asked. */
  host: string;
  observer: TagObserver['kind'];
  tags: number;
  failingTags: number;
  /** Since midnight UTC. */
  requestsToday: { total: number; counted: number; tokens: number };
  /** Null where the registry tells none. */
  quota: {
    limit: number;
    remaining: number;
    windowSeconds: number | null;
    seenAt: string;
  } | null;
  /** Not asked until then. */
  parkedUntil: string | null;
  parkedReason: string | null;
  lastAnswerAt: string | null;
  lastFailureAt: string | null;
  lastFailure: string | null;
}

/** @public */
export interface EntityTagHistory {
  entityRef: string;
  /**
   * `not-collected`: its references are not known yet; `no-tags`: nothing it
   * names has a tag; `available`.
   */
  status: 'not-collected' | 'no-tags' | 'available';
  /** First observation shown; ISO 8601. */
  from: string;
  tags: Array<
    TagHistory & {
      /** Where the entity names the tag. */
      places: Array<
        Pick<
          TagImpact,
          | 'reference'
          | 'pinClass'
          | 'role'
          | 'stage'
          | 'platform'
          | 'file'
          | 'line'
          | 'url'
        > & { exposure: Exposure; reason: ExposureReason | null }
      >;
    }
  >;
  /** Builds that CI told of, newest first; at most 100. */
  builds: Array<{
    at: string;
    functionName: string;
    number: string | null;
    url: string | null;
    commit: string | null;
    verdict: 'broken' | 'compatible' | 'other';
  }>;
  /** Newest first; at most 100. */
  windows: ExposureWindow[];
}
