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
import type {
  ImageFit,
  LastBuild,
  PinSuggestion,
} from '@lambda-compat/compatibility';
import type { ImageComparison } from '@lambda-compat/image-contents';
import type { Architecture } from '@lambda-compat/lambda-runtimes';
/* eslint-enable @backstage/no-mixed-plugin-imports */
import type { TagImpactCounts, TagMove } from './tags';

/**
 * Whether it is known what came with a move of a tag.
 *
 * - `none`: nothing came: the same files, or no image on one side.
 * - `pending`: it is being read.
 * - `available`
 * - `too-large`, `failed`: it cannot be had; `message` says why.
 * - `off`: contents are not read, by configuration.
 *
 * @public
 */
export const CONTENTS_STATES = [
  'none',
  'pending',
  'available',
  'too-large',
  'failed',
  'off',
] as const;

/** @public */
export type ContentsState = (typeof CONTENTS_STATES)[number];

/**
 * Classes of what came with a move, weightiest first; see `ImageComparison` of
 * `@lambda-compat/image-contents`.
 *
 * @public
 */
export const CONTENTS_CLASSES = [
  'distro',
  'symbol-versions',
  'packages',
  'configuration',
  'none',
] as const satisfies ReadonlyArray<ImageComparison['class']>;

/** @public */
export type ContentsClass = (typeof CONTENTS_CLASSES)[number];

/**
 * What moves can be asked for by: a class, or `unknown` for those of which it is
 * not known what came with them, because it is still being read, could not be
 * read or is not read at all.
 *
 * @public
 */
export const CONTENTS_FILTERS = [...CONTENTS_CLASSES, 'unknown'] as const;

/** @public */
export type ContentsFilter = (typeof CONTENTS_FILTERS)[number];

/**
 * What came with a move for one platform, in short.
 *
 * @public
 */
export interface MoveContents {
  platform: string;
  state: ContentsState;
  /** Why it is not known, as a sentence. */
  message: string | null;
  summary: ContentsSummary | null;
}

/** @public */
export interface ContentsSummary {
  class: ContentsClass;
  sentence: string;
  /** By library; every version named. */
  gained: Array<{ library: string; versions: string[] }>;
  lost: Array<{ library: string; versions: string[] }>;
  /** Such as `Amazon Linux 2023` and `Amazon Linux 2027`; null where equal. */
  distro: { from: string; to: string } | null;
  packages: {
    added: number;
    removed: number;
    upgraded: number;
    downgraded: number;
  };
}

/**
 * What a runtime of exposed functions has of what came with a move: rule R10.
 *
 * @public
 */
export interface MoveOnRuntime {
  runtime: string;
  architecture: Architecture;
  /** Name of the profile, what it rests on, and the day it speaks of. */
  profile: { name: string; origin: string; asOf: string | null } | null;
  /** The image after the move against the runtime. */
  fit: ImageFit;
  /** Exposed components on it that the caller may read. */
  components: number;
}

/**
 * A move with everything that an incident page says.
 *
 * @public
 */
export interface TagMoveDetails extends Omit<TagMove, 'contents'> {
  impact: TagImpactCounts;
  /** Of each platform that the move changed, in their order. */
  contents: MoveContents[];
  runtimes: MoveOnRuntime[];
  /**
   * Times in which components were exposed that began with the move, also those
   * that are over: of the components that the caller may read, at most 100.
   */
  windows: ExposureWindow[];
}

/** @public */
export interface MoveComparison {
  state: ContentsState;
  message: string | null;
  comparison: ImageComparison | null;
}

/**
 * What to pin one reference of a component to.
 *
 * @public
 */
export interface ReferencePin extends PinSuggestion {
  entityRef: string;
  title: string | null;
  referenceId: string;
  /** As the build file says it. */
  reference: string;
  file: string;
  line: number;
  url: string | null;
  platform: string | null;
  runtime: string | null;
  architecture: Architecture | null;
  /** What the reference resolves to today. */
  current: { digest: string; tag: string | null } | null;
  /** With tag and digest, as it is to be written; null where none fits. */
  pinned: string | null;
  /** A unified diff; null where none fits, or no edit pins it. */
  patch: string | null;
  /** Why there is no patch though there is a suggestion. */
  noPatch: string | null;
}

/**
 * A time in which the next build of a component would have got what a move
 * brought, or a build had.
 *
 * @public
 */
export interface ExposureWindow {
  entityRef: string;
  tagId: string;
  moveId: string;
  image: string;
  reference: string;
  /** It opened with a move: after the one, not later than the other. */
  opened: { after: string | null; before: string };
  /** Null while it is open. */
  closed: string | null;
  closedBy:
    | 'pinned'
    | 'rebuilt-compatible'
    | 'reference-removed'
    | 'moved-back'
    | null;
  /** Length by the upper bound of its beginning, and by the lower. */
  seconds: { least: number; most: number | null };
  /** Symbol versions differ; null where that is not known. */
  symbolVersions: boolean | null;
}

/**
 * What a runtime provides and where that is known from, with its history.
 *
 * @public
 */
export interface RuntimeProfileState {
  runtime: string;
  architecture: Architecture;
  /** What functions on it are judged by now. */
  origin: 'shipped' | 'image';
  /** A sentence. */
  source: string;
  /** The image that is watched for it: `public.ecr.aws/lambda/provided:al2023`. */
  image: string | null;
  /** Newest first. */
  history: Array<{
    digest: string;
    after: string | null;
    before: string;
    highest: Array<{ namespace: string; version: string }>;
  }>;
}

/**
 * When a component that a move concerns was last built.
 *
 * @public
 */
export interface TagImpactBuild {
  /** The last build that is known of; null where none is. */
  lastBuild: LastBuild | null;
  /** What the last build measured is, where it was after the move. */
  builtVerdict: 'broken' | 'compatible' | 'other' | null;
  /** The need that breaks it, such as `GLIBCXX_3.4.30`; null otherwise. */
  builtReason: string | null;
}
