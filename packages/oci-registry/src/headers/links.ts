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
 * Where the next page is, by `Link: </v2/…>; rel="next"` (RFC 8288); as it was
 * written, so relative in most answers.
 */
export function parseNextLink(
  header: string | readonly string[] | undefined,
): string | undefined {
  const text = typeof header === 'string' ? header : (header ?? []).join(', ');
  for (const match of text
    .slice(0, 16_384)
    .matchAll(/<([^<>]{1,4096})>([^<]{0,4096})/g)) {
    if (
      /;\s*rel\s*=\s*(?:"(?:[^"]* )?next(?: [^"]*)?"|next\b)/i.test(match[2])
    ) {
      return match[1].trim();
    }
  }
  return undefined;
}
