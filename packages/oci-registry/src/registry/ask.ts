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

import type { BodySource } from '../http/bodies';
import type { RegistryRequest } from '../types';

/** What is asked of a host. */
export interface Ask {
  url: URL;
  method: 'HEAD' | 'GET';
  kind: RegistryRequest['kind'];
  accept: string;
  /** For error sentences. */
  what: string;
  /** Of the body; null to be given the body itself. */
  maxBytes: number | null;
  /** Whose grant is sent; null where `authorization` is. */
  repository: string | null;
  authorization: string | undefined;
}

/** A good answer, status 200. */
export interface Answer extends BodySource {
  /** Empty where the body itself was asked for. */
  bytes: Buffer;
  /** Ends the turn; for answers whose body is read by the caller. */
  release: () => void;
}
