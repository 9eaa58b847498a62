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

import type { RegistryLimits } from '../types';

/** As {@link RegistryLimits} says of each. */
export const DEFAULT_REGISTRY_LIMITS: RegistryLimits = {
  manifestBytes: 4 * 1024 * 1024,
  configBytes: 4 * 1024 * 1024,
  tokenBytes: 1024 * 1024,
  errorBytes: 64 * 1024,
  connectMs: 5_000,
  headersMs: 15_000,
  idleMs: 30_000,
  totalMs: 60_000,
  redirects: 5,
  waitMs: 10_000,
};
