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
  Answer,
  Architecture,
  RuntimeProfile,
} from '@lambda-compat/lambda-runtimes';
import type { WayOut } from '../types';

/**
 * What the loader finds in an image by one name: what a build on the image can
 * come to ask for. The fields of `LoadedLibrary` of
 * `@lambda-compat/image-contents` that count here.
 *
 * @public
 */
export interface ImageProvides {
  /** As `DT_NEEDED` says it: `libstdc++.so.6`. */
  name: string;
  versions: string[];
  /** Whether `versions` is known whole. */
  complete: boolean;
}

/**
 * An image that a build of a function pulls, as it is today.
 *
 * @public
 */
export interface BuildImageFacts {
  /** As the build file says it. */
  reference: string;
  /** Completed, with tag and digest: `docker.io/arm64v8/amazonlinux:latest`. */
  image: string;
  file: string;
  line: number;
  pinClass: string;
  role: string;
  /**
   * - `shaping`: the target needs it, and its files get into the artifact.
   * - `not-shaping`: the target needs it, and they do not.
   * - `unreachable`: the target does not need it.
   */
  reach: 'shaping' | 'not-shaping' | 'unreachable';
  /** It has a digest: what it is cannot change without a commit. */
  pinned: boolean;
  /** For which it is pulled; null where that is not known. */
  platform: string | null;
  /** Digest of the platform's manifest that it resolves to today. */
  digest: string | null;
  /** Build-stamped tags that point, or pointed, to the same digest. */
  aliases: string[];
  /** Of `digest`; null where that is not known. */
  provides: ImageProvides[] | null;
  /**
   * Why `provides` is null: `not-watched` (nobody looks), `pending` (it is
   * being read), `failed` or `too-large` (it cannot be had). Null where it is
   * known.
   */
  unread: {
    kind: 'not-watched' | 'pending' | 'failed' | 'too-large';
    reason: string;
  } | null;
  /** When the registry last said what it resolves to; ISO 8601. */
  seenAt: string | null;
  /** How old `seenAt` may be; see R24. Null where nobody looks. */
  staleAfterSeconds: number | null;
  /**
   * What came since the last build of the function, or, where that is not
   * known, with the newest weighty move. Null where nothing did.
   */
  moved: {
    /** Of the tag's move. */
    moveId: string;
    /** It happened after the one, not later than the other; ISO 8601. */
    after: string | null;
    before: string;
    /** Platform digests. */
    from: string | null;
    to: string | null;
    /** Null where the two images were not compared. */
    gained: Array<{ library: string; versions: string[] }> | null;
    lost: Array<{ library: string; versions: string[] }> | null;
    /** Whether the last build was before the move. */
    sinceBuild: Answer;
  } | null;
  /** The last build that is known of. */
  lastBuild: LastBuild | null;
}

/**
 * When a function was last built, and who says so.
 *
 * @public
 */
export interface LastBuild {
  /** ISO 8601. */
  at: string;
  /**
   * `upload`: CI told of it. `commit`: the last commit that touched the build
   * file; there may have been builds since.
   */
  source: 'upload' | 'commit';
  number: string | null;
  url: string | null;
  commit: string | null;
}

/**
 * What of an image is beyond a runtime.
 *
 * @public
 */
export interface ImageFit {
  /**
   * `yes`: a runtime that has the libraries has every version that the image
   * provides of them; `no`: it lacks at least one; `unknown`: not known.
   */
  answer: Answer;
  /** Libraries with versions that the runtime does not have, worst first. */
  beyond: Array<{
    library: string;
    /** In numeric order. */
    versions: string[];
    /** Versions of which it is not known whether the runtime has them. */
    unknown: string[];
    /** By namespace: the highest of the image, and of the runtime by state. */
    highest: Array<{
      namespace: string;
      image: string;
      runtime: Array<{ state: string; version: string | null }>;
    }>;
  }>;
  /** By name, what the answer rests on and what it says nothing of. */
  libraries?: {
    /** The image and the runtime have them, and versions decided. */
    compared: string[];
    /** Which versions the runtime has, or whether it has them, is not known. */
    notCompared: string[];
    /** The runtime does not have them at all: R2, where a build needs one. */
    notInRuntime: string[];
  };
  /** One sentence. */
  sentence: string;
}

/**
 * A digest that a reference could be pinned to.
 *
 * @public
 */
export interface PinCandidate {
  /** Of what the tag pointed to: an index, or the image itself. */
  digest: string;
  /** Of the platform's manifest; null where it has none for the platform. */
  platformDigest: string | null;
  /** A tag that names it, the most exact one; null where none is known. */
  tag: string | null;
  /** Whether that tag is build-stamped. */
  dated: boolean;
  /** First seen between; ISO 8601. */
  after: string | null;
  before: string;
  /** Null where its contents are not known. */
  provides: ImageProvides[] | null;
  /** Whether the registry still has it. */
  pullable: Answer;
  /** The function was built on it and measured compatible; null if not. */
  measured: { at: string; number: string | null } | null;
}

/** @public */
export interface PinTarget {
  runtime: string | null;
  architecture: Architecture | null;
  profile: RuntimeProfile | null;
  /** What the reference is pinned to; null where it is not. */
  pinnedTo: string | null;
  /** Language of the function's native code, which ways out fit. */
  language: 'go' | 'rust' | 'other' | null;
}

/**
 * What to pin a reference to (product document, "Safe pin").
 *
 * @public
 */
export interface PinSuggestion {
  suggestion: {
    digest: string;
    platformDigest: string;
    tag: string | null;
    /**
     * `by-construction`: the runtime has every version that it provides, so
     * that no build on it can ask for more. `measured`: a build on it was
     * measured compatible.
     */
    fits: 'by-construction' | 'measured';
    /** Why, as a sentence. */
    why: string;
    /** What is missed; null where it is the newest. */
    behind: {
      /** Newer digests that were seen. */
      releases: number;
      /** ISO 8601; fixes after it are missing. */
      since: string;
      /** Such as `1 release behind current; security fixes after 17 Mar 2025 are missing`. */
      sentence: string;
    } | null;
  } | null;
  /** Why there is none, as a sentence; null where there is one. */
  reason: string | null;
  /** Newest first. */
  rejected: Array<{ digest: string; tag: string | null; reason: string }>;
  /** What else could be done, where nothing fits. */
  alternatives: WayOut[];
}
