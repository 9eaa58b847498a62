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

const MAX_WARNINGS = 10;
const MAX_LENGTH = 500;

/**
 * Texts of `Warning: 299 - "…"`, with which registries announce what will end
 * (distribution-spec, "Warnings"). Bounded, because they are stored and shown.
 */
export function parseWarnings(
  header: string | readonly string[] | undefined,
): string[] {
  const lines = typeof header === 'string' ? [header] : header ?? [];
  const warnings: string[] = [];
  for (const line of lines) {
    for (const match of line
      .slice(0, 16_384)
      .matchAll(/(?:^|,)\s*299 [^\s"]{1,255} "((?:[^"\\]|\\.)*)"/g)) {
      const text = match[1]
        .replace(/\\(.)/g, '$1')
        .replace(/\p{Cc}+/gu, ' ')
        .trim()
        .slice(0, MAX_LENGTH);
      if (text !== '' && !warnings.includes(text)) {
        warnings.push(text);
      }
    }
  }
  return warnings.slice(0, MAX_WARNINGS);
}
