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
 * A tag that a registry says it has got, or lost. Which name it has in
 * references is not known, so there may be several to try.
 */
export interface PushedImage {
  names: ReadonlyArray<{
    /** As the registry calls itself, with its port. */
    host: string;
    repository: string;
  }>;
  tag: string;
}

/** Beyond, the rest of what was sent is not looked at. */
export const MAX_PUSHED_IMAGES = 100;
