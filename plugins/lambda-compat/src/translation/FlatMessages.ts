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

/** `a.b` for `b` under `a`. */
type MessageKey<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${MessageKey<T[K]>}`;
}[keyof T & string];

type MessageAt<T, TKey extends string> = TKey extends keyof T
  ? T[TKey]
  : TKey extends `${infer THead}.${infer TRest}`
  ? THead extends keyof T
    ? MessageAt<T[THead], TRest>
    : never
  : never;

/**
 * Nested messages with their keys joined by dots, as Backstage flattens them.
 *
 * @public
 */
export type FlatMessages<T> = {
  readonly [K in MessageKey<T>]: Extract<MessageAt<T, K>, string>;
};
