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

import type { Finding, RuleId } from '../types';
import type { NativeFile } from '../evaluation/types';

/** What every finding has, with null where a rule says nothing else. */
interface FindingParts
  extends Partial<Omit<Finding, 'rule' | 'key' | 'file' | 'artifact'>> {
  verdict: Finding['verdict'];
  message: string;
  /** The file it is about. */
  at?: NativeFile;
  /** The artifact it is about, where it is about no native file. */
  artifact?: string;
  /** A path that is no native file, as that of a script. */
  path?: string;
  /** What the key has after the rule and the file. */
  about?: (string | null)[];
}

/** Characters of a path, as the kernel's own bound; of a name; of a sentence. */
const MAX_PATH = 4_096;
const MAX_NAME = 512;
const MAX_SENTENCE = 4_000;

/**
 * Puts a finding together. Names come from reports that anybody may have made:
 * each is cut at a bound that no real one reaches, so that a thousand findings
 * about one endless name stay small.
 *
 * @internal
 */
export function finding(rule: RuleId, parts: FindingParts): Finding {
  const { at, artifact, path, about, ...given } = parts;
  const subject = at?.keyPath ?? path ?? artifact ?? '';
  const file = at?.path ?? path ?? null;
  const owner = at?.artifact.name ?? artifact ?? null;
  return {
    rule,
    symbolCount: null,
    provided: null,
    ...given,
    key: [
      rule,
      subject.slice(0, MAX_PATH),
      ...(about ?? []).map(part => (part ?? '').slice(0, MAX_NAME)),
    ].join('|'),
    file: file?.slice(0, MAX_PATH) ?? null,
    artifact: owner?.slice(0, MAX_PATH) ?? null,
    library: given.library?.slice(0, MAX_NAME) ?? null,
    version: given.version?.slice(0, MAX_NAME) ?? null,
    symbols: (given.symbols ?? []).map(symbol => ({
      ...symbol,
      name: symbol.name.slice(0, MAX_NAME),
      demangled: symbol.demangled.slice(0, MAX_NAME),
    })),
    message: given.message.slice(0, MAX_SENTENCE),
    undecided: given.undecided?.slice(0, MAX_SENTENCE) ?? null,
    waysOut: (given.waysOut ?? []).map(way => ({
      ...way,
      text: way.text.slice(0, MAX_SENTENCE),
      code: way.code?.slice(0, MAX_SENTENCE) ?? null,
    })),
  };
}
