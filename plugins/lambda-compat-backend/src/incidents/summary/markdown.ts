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

/** Longest name that is written; real ones are far shorter. */
const MAX_LENGTH = 200;

/**
 * A name as text in Markdown: what stands in build files, tags and titles is
 * written by whoever, and must not become a link, an image, HTML or a line of
 * its own.
 */
export function escapeMarkdown(text: string): string {
  return (
    text
      // eslint-disable-next-line no-control-regex -- they are what is replaced
      .replace(/[\u0000-\u001f\u007f\u0085\u2028\u2029]+/g, ' ')
      // What turns the direction of text would show other names than there are.
      .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
      .trim()
      .slice(0, MAX_LENGTH)
      .replace(/[\\`*[\]<>#|~&]/g, '\\$&')
      // Within a word it is text, and versions and names are full of it.
      .replace(/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, '\\_')
      .replace(/!(?=\\\[)/g, '\\!')
      // Chats and issue trackers turn these into links and mentions. The sign
      // before a digest is none: no account has a colon in its name.
      .replace(/@(?!sha(?:256|512):)/g, '@\u2060')
      .replace(/:\/\//g, ':\u2060//')
      .replace(/\b(www)\./gi, '$1\u2060.')
  );
}
