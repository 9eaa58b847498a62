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

import {
  createTranslationRef,
  type TranslationRef,
} from '@backstage/frontend-plugin-api';

import type { FlatMessages } from './FlatMessages';
import { messages } from './messages';

/**
 * The message of each key: `coverage.title` for `title` under `coverage`.
 *
 * @public
 */
export type LambdaCompatMessages = FlatMessages<typeof messages>;

/**
 * Every visible and spoken sentence of the plugin, except what the backend
 * says about a file, and the titles of extensions, which are configuration.
 *
 * @public
 */
// Its type is written out: what TypeScript infers lists the keys in an order
// that depends on which files it has read before.
export const lambdaCompatTranslationRef: TranslationRef<
  'lambda-compat',
  LambdaCompatMessages
> = createTranslationRef({ id: 'lambda-compat', messages });
