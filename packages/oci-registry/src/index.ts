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

/**
 * Asks registries what a tag points to: digests, manifests and verified blobs,
 * within budgets and without trusting them.
 *
 * @packageDocumentation
 */

export type { RegistryClock } from './clock';
export { isRegistryError, RegistryError } from './errors';
export { parseChallenges } from './headers/challenges';
export type { Challenge } from './headers/challenges';
export { parseRateLimit } from './headers/rateLimit';
export type { RateLimit } from './headers/rateLimit';
export { parseRetryAfter } from './headers/retryAfter';
export { MANIFEST_MEDIA_TYPES } from './manifest/mediaTypes';
export { parseImageConfig } from './manifest/parseImageConfig';
export { parseManifest } from './manifest/parseManifest';
export {
  normalizePlatform,
  parsePlatform,
  selectPlatform,
} from './manifest/platforms';
export { describeMove } from './moves/describeMove';
export type { DescribeMoveOptions } from './moves/describeMove';
export { COMPARED_PLATFORMS } from './moves/describePlatforms';
export * from './moves/types';
export { RegistryClient } from './RegistryClient';
export type {
  RegistryCallOptions,
  RegistryClientOptions,
} from './RegistryClient';
export * from './types';
