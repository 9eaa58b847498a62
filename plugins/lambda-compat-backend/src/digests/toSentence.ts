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

const MAX_LENGTH = 500;

/**
 * The message of an error as it is stored and shown: it may hold what registries
 * wrote, and PostgreSQL keeps no zero characters.
 */
export function toSentence({ message }: Error): string {
  // eslint-disable-next-line no-control-regex -- they are what is replaced
  const text = message.replace(/[\u0000-\u001f\u007f]+/g, ' ').trim();
  const short = text.slice(0, MAX_LENGTH);
  return /[.!?]$/.test(short) ? short : `${short}.`;
}
