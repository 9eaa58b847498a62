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

import {
  isMap,
  isScalar,
  LineCounter,
  type Pair,
  parseAllDocuments,
  type YAMLMap,
} from 'yaml';

/**
 * Finds the lines of annotations in a catalog file.
 *
 * @param text - the file; several documents are told apart by kind and name
 * @returns the line of each key that is written there, the first being 1;
 *   empty for a file that cannot be read as YAML or lacks the entity
 */
export function locateAnnotations(
  text: string,
  entity: { kind: string; namespace: string; name: string },
  keys: readonly string[],
): Map<string, number> {
  const lines = new Map<string, number>();
  const lineCounter = new LineCounter();
  for (const document of readDocuments(text, lineCounter)) {
    const root = document.contents;
    const metadata = getMap(root, 'metadata');
    if (
      getText(root, 'kind') !== entity.kind.toLowerCase() ||
      getText(metadata, 'name') !== entity.name.toLowerCase() ||
      (getText(metadata, 'namespace') ?? 'default') !==
        entity.namespace.toLowerCase()
    ) {
      continue;
    }
    const annotations = getMap(metadata, 'annotations');
    for (const key of keys) {
      const offset = getKeyOffset(findPair(annotations, key));
      if (offset !== undefined) {
        lines.set(key, lineCounter.linePos(offset).line);
      }
    }
    break;
  }
  return lines;
}

function readDocuments(text: string, lineCounter: LineCounter) {
  try {
    const documents = parseAllDocuments(text, {
      lineCounter,
      // Errors are the catalog's to report. Lines are given as far as possible.
      logLevel: 'silent',
      uniqueKeys: false,
    });
    return Array.isArray(documents) ? documents : [];
  } catch {
    // The parser gives up with a RangeError on thousands of nested brackets.
    return [];
  }
}

function findPair(map: YAMLMap | undefined, key: string): Pair | undefined {
  return map?.items.find(pair => isScalar(pair.key) && pair.key.value === key);
}

function getMap(parent: unknown, key: string): YAMLMap | undefined {
  const value = isMap(parent) ? findPair(parent, key)?.value : undefined;
  return isMap(value) ? value : undefined;
}

function getText(parent: unknown, key: string): string | undefined {
  const value = isMap(parent) ? findPair(parent, key)?.value : undefined;
  return isScalar(value) ? String(value.value).toLowerCase() : undefined;
}

function getKeyOffset(pair: Pair | undefined): number | undefined {
  return isScalar(pair?.key) ? pair.key.range?.[0] : undefined;
}
