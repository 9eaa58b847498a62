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

/*
 * What a build writes into a tag to tell itself from all others: a date, a
 * time, a commit or a running number.
 */

// With hour, minute and second where they follow: 20250605194429.
const DATE =
  /^[a-z]{0,10}(20\d{2})(\d{2})(\d{2})(?:\d{2}|\d{4}|\d{6}|t\d{4,6}z?)?$/;
// Seconds or milliseconds since 1970, from 2017 on.
const EPOCH = /^1[5-9]\d{8}(?:\d{3})?$/;
const RUNNING_NUMBER = /^\d{6,20}$/;
const YEAR_AND_MONTH = /^20\d{2}(?:0[1-9]|1[0-2])$/;
const YEAR = /^20\d{2}$/;
const ONE_OR_TWO_DIGITS = /^\d{1,2}$/;
// `git describe` writes a `g` before the commit.
const COMMIT = /^(g?)([0-9a-f]{7,64})$/;
const FULL_COMMIT_LENGTH = 40;
const COMMIT_WORDS = new Set(['commit', 'git', 'sha']);

function isDay(month: string, day: string): boolean {
  return (
    Number(month) >= 1 &&
    Number(month) <= 12 &&
    Number(day) >= 1 &&
    Number(day) <= 31
  );
}

function isCompactDate(text: string): boolean {
  const match = DATE.exec(text);
  return match !== null && isDay(match[2], match[3]);
}

/**
 * Whether year, month and day stand in a row. At the beginning of a version
 * they need two digits each: `2024.10.1` is a version of its own kind.
 */
function hasDateInRow(numbers: readonly string[]): boolean {
  return numbers.some((year, index) => {
    const month = numbers[index + 1] ?? '';
    const day = numbers[index + 2] ?? '';
    return (
      YEAR.test(year) &&
      ONE_OR_TWO_DIGITS.test(month) &&
      ONE_OR_TWO_DIGITS.test(day) &&
      (index > 0 || (month.length === 2 && day.length === 2)) &&
      isDay(month, day)
    );
  });
}

function isCommit(part: string, previous: string): boolean {
  const match = COMMIT.exec(part);
  if (!match) {
    return false;
  }
  const [, describe, commit] = match;
  return (
    describe !== '' ||
    commit.length >= FULL_COMMIT_LENGTH ||
    COMMIT_WORDS.has(previous) ||
    // Words have letters alone and versions digits alone.
    (/[a-f]/.test(commit) && /\d/.test(commit))
  );
}

/**
 * Whether a tag carries the stamp of one build.
 *
 * @param parts - of the tag, split at dashes, in lower case
 * @internal
 */
export function hasBuildStamp(parts: readonly string[]): boolean {
  return (
    parts.some((part, index) => {
      const numbers = part.split(/[._]/);
      return (
        hasDateInRow(numbers) ||
        numbers.some(number => isCompactDate(number) || EPOCH.test(number)) ||
        (RUNNING_NUMBER.test(part) && !YEAR_AND_MONTH.test(part)) ||
        isCommit(part, parts[index - 1] ?? '')
      );
    }) || hasDateInRow(parts)
  );
}
