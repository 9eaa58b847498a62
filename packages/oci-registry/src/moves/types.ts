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

import type { ImageConfig, ImageManifest, PlatformText } from '../types';

/**
 * What the classification of a move needs to know of one platform's image.
 *
 * @public
 */
export interface PlatformImage {
  platform: PlatformText;
  /** Of the platform's manifest. */
  digest: string;
  /** Null where the manifest was not read: not a platform that is compared, or not to be had. */
  manifest: Pick<ImageManifest, 'mediaType' | 'config' | 'layers'> | null;
  /** Null where the configuration was not read. */
  config: Pick<ImageConfig, 'created' | 'diffIds'> | null;
}

/**
 * What a tag stood for at one time.
 *
 * @public
 */
export interface TagContent {
  /** Of the index, or of the manifest where the tag points to one directly. */
  digest: string;
  mediaType: string;
  kind: 'index' | 'image';
  /** One per platform, the first of the index where there are several. */
  images: PlatformImage[];
  /** Digests of the attestations. */
  attestations: string[];
}

/**
 * What a move of a tag amounts to, weightiest first.
 *
 * - `gone`: the tag was deleted.
 * - `back`: it is there again after that.
 * - `reverted`: it points again to what it has pointed to before.
 * - `content`: the files of at least one platform differ.
 * - `platforms`: platforms came or went, the others have the same files.
 * - `no-op`: built anew, the same files: equal layers, or equal diff_ids.
 * - `format`: the same images, written down differently: an index became a
 *   single manifest, or Docker types became OCI types.
 * - `attestation`: only attestations or annotations of the index differ.
 * - `undetermined`: what would decide was not to be had.
 *
 * @public
 */
export const MOVE_CLASSES = [
  'gone',
  'back',
  'reverted',
  'content',
  'platforms',
  'undetermined',
  'no-op',
  'format',
  'attestation',
] as const;

/** @public */
export type MoveClass = (typeof MOVE_CLASSES)[number];

/**
 * What became of one platform with a move.
 *
 * - `unchanged`: the same manifest.
 * - `gained`, `lost`: it was not there before, or is not there any more.
 * - the rest as in {@link MOVE_CLASSES}.
 *
 * @public
 */
export const PLATFORM_MOVE_CLASSES = [
  'gone',
  'back',
  'lost',
  'gained',
  'reverted',
  'content',
  'undetermined',
  'no-op',
  'format',
  'unchanged',
] as const;

/** @public */
export type PlatformMoveClass = (typeof PLATFORM_MOVE_CLASSES)[number];

/** @public */
export interface PlatformMove {
  platform: PlatformText;
  /** Null where the platform, or the tag, was not there. */
  from: string | null;
  to: string | null;
  class: PlatformMoveClass;
}

/** @public */
export interface MoveDescription {
  /** The weightiest of `changes`. */
  class: MoveClass;
  /** All that holds, weightiest first; at least one. */
  changes: MoveClass[];
  /** Every platform of both sides, sorted. */
  platforms: PlatformMove[];
}
