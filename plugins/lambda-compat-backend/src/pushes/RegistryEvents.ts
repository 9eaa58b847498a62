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

import type { BackstageCredentials } from '@backstage/backend-plugin-api';

/** What came of a notification. */
export interface RegistryEventResult {
  /** Images that were understood. */
  images: number;
  /** Watched tags that are looked at because of it. */
  tags: number;
}

/** Takes what registries tell of what they have got. */
export interface RegistryEvents {
  /**
   * Looks soon at the watched tags that an event names. Nothing else of it is
   * believed, so that a forged one costs one request for each tag at most.
   *
   * @param event - JSON as the registry sent it
   * @throws `InputError` for what is not understood
   */
  receive(event: unknown): Promise<RegistryEventResult>;
}

/** Gives access to those who may tell of pushes. */
export interface RegistryEventAccess {
  /** @throws `AuthenticationError` and `NotAllowedError` */
  openFor(options: {
    credentials: BackstageCredentials;
  }): Promise<RegistryEvents>;
}
