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

import type { ImageFacts } from '@lambda-compat/image-contents';
import type { ImageFactsRow } from '../../database/contentsTables';

/** The right to read an image, for as long as it is not lost. */
export interface ImageLease {
  digest: string;
  leaseId: string;
}

/** An image that one replica has taken. */
export interface ClaimedImage extends ImageLease {
  row: Omit<ImageFactsRow, 'facts'>;
}

/** What came of a reading. */
export type ReadingResult =
  | {
      state: 'available';
      facts: ImageFacts;
      /** Paths of loaders in it. */
      interpreters: string[];
    }
  | {
      /** What is to be said of the image, unless it is known from before. */
      state: 'pending' | 'too-large' | 'failed';
      /** A sentence. */
      reason: string;
      /** When it is tried again; 0 where it is not. */
      dueAt: number;
      /** Whether it counts as a failed attempt. */
      counts: boolean;
    };

/** The images that are to be read, shared by all replicas. */
export interface ImageReadingStore {
  /** Takes the image that is due and most wanted. */
  claim(options: { leaseMs: number }): Promise<ClaimedImage | undefined>;

  renewLeases(leases: readonly ImageLease[], leaseMs: number): Promise<void>;

  /** Gives an image back as it was. */
  releaseLease(lease: ImageLease): Promise<void>;

  /** @returns whether the lease was still held; nothing is written else */
  save(lease: ImageLease, result: ReadingResult): Promise<boolean>;

  /** Makes images due that were too large for other limits. */
  retryTooLarge(): Promise<void>;
}
