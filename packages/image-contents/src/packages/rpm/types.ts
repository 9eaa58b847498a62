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
 * What a reader of a database hands over: headers one by one, and what is
 * wrong on the way, after which it goes on where it can.
 *
 * @internal
 */
export interface HeaderSink {
  /** Takes the bytes of a header; false where no more are taken. */
  header(blob: Buffer): boolean;
  /**
   * Notes damage, as a sentence without the path; false where there is so much
   * that the rest is not worth its time.
   */
  damaged(message: string): boolean;
}
