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

const MAX_MESSAGE = 300;

/** What AWS, or the search for credentials, said was wrong. */
export function describeAwsError(error: unknown): string {
  if (!(error instanceof Error)) {
    return 'for a reason not known';
  }
  const message = error.message.slice(0, MAX_MESSAGE);
  return error.name === 'Error' ? message : `${error.name}: ${message}`;
}
