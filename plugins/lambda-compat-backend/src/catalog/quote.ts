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

const MAX_QUOTED = 100;

/**
 * Text of unknown origin, fit to stand in a sentence: short, on one line, in
 * single quotes.
 */
export function quote(text: string): string {
  const short =
    text.length > MAX_QUOTED ? `${text.slice(0, MAX_QUOTED)}…` : text;
  // Control characters are what is replaced.
  // eslint-disable-next-line no-control-regex
  return `'${short.replace(/[\u0000-\u001f\u007f]/g, '\uFFFD')}'`;
}
