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
 * The known name that was probably meant, or undefined where nothing is close.
 * A name that begins with the given text wins over one that is spelt alike.
 */
export function nearestName(
  given: string,
  known: readonly string[],
): string | undefined {
  const text = given.trim().toLowerCase().slice(0, 64);
  if (text.length < 2) {
    return undefined;
  }

  let best: { name: string; distance: number } | undefined;
  for (const name of known) {
    const other = name.toLowerCase();
    const distance = measureDistance(text, other);
    if (!best || distance < best.distance) {
      best = { name, distance };
    }
  }

  // A third of the letters may be wrong. More, and the suggestion is a guess.
  const allowed = Math.max(1, Math.floor(text.length / 3));
  return best && best.distance <= allowed ? best.name : undefined;
}

function measureDistance(text: string, other: string): number {
  if (other.startsWith(text)) {
    return 0.5;
  }
  const edits = editDistance(text, other);
  return text.startsWith(other) ? Math.min(edits, 2) : edits;
}

/** Insertions, deletions and replacements between two short words. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = previous[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      current[j] = Math.min(replaced, previous[j] + 1, current[j - 1] + 1);
    }
    previous = current;
  }
  return previous[b.length];
}
