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
  RegistryQuota,
  RegistryRequest,
} from '@lambda-compat/oci-registry';

/** A registry that is not asked, as any of the replicas was told. */
export interface ParkedRegistry {
  host: string;
  /** Milliseconds since 1970. */
  untilMs: number;
  reason: string;
}

/**
 * How registries do, over all replicas. What is recorded is stored a little
 * later.
 */
export interface RegistryStatusStore {
  /** For `onRequest` of the client. */
  recordRequest(request: RegistryRequest): void;

  /** For `onQuota` of the client. */
  recordQuota(quota: RegistryQuota): void;

  /**
   * Says why a registry gave no answer, in a better sentence than its request
   * allows for.
   *
   * @param message - without credentials and queries
   */
  recordFailure(host: string, message: string): void;

  /** Those that another replica, or this one, was told to leave alone. */
  listParked(): Promise<ParkedRegistry[]>;

  /** Stores what was recorded. */
  flush(): Promise<void>;

  /** Stores what was recorded, and nothing any more from then on. */
  close(): Promise<void>;
}
