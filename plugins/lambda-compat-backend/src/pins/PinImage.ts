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

import type { ImageProvides, PinCandidate } from '@lambda-compat/compatibility';

/** A digest that a reference could be pinned to, whoever asks. */
export interface CandidateDigest
  extends Pick<PinCandidate, 'digest' | 'tag' | 'dated' | 'after' | 'before'> {
  /** When the tag of the reference certainly pointed to it. */
  stays: Array<{ fromMs: number; untilMs: number }>;
  /** By platform; missing where it is not known. */
  images: Map<string, CandidateImage>;
}

/** Of one platform. */
export interface CandidateImage {
  /** Null where there is none for the platform. */
  digest: string | null;
  provides: ImageProvides[] | null;
  /** `ID` and `VERSION_ID` of the distribution; null where it is not known. */
  release: string | null;
  /** When it says that it was made; ISO 8601. */
  created: string | null;
}

/** What is known of the tag that references name. */
export interface PinnableImage {
  registry: string;
  repository: string;
  tag: string;
  /** What it points to, and a more exact tag of the same digest. */
  current: { digest: string; tag: string | null } | null;
  /** The registry said so within the hour. */
  currentIsThere: boolean;
  /** Newest first. */
  candidates: CandidateDigest[];
}

/** What tells images apart that references are pinned to. */
export interface ImageName {
  registry: string;
  repository: string;
  /** Empty where the reference has a digest only. */
  tag: string;
}
