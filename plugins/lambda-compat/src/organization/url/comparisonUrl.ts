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

import { readOne, readText, writeParams } from './params';

/** The lists of a comparison. */
export const SECTIONS = [
  'symbols',
  'packages',
  'files',
  'configuration',
] as const;

/** How symbol versions are shown. */
export const VERSIONS_AS = ['chips', 'table'] as const;

/** What became of packages. */
export const PACKAGE_KINDS = [
  'all',
  'upgraded',
  'downgraded',
  'added',
  'removed',
  'others',
] as const;

/** What became of files, what shapes builds first. */
export const FILE_KINDS = [
  'changed',
  'added',
  'removed',
  'attributes',
] as const;

const KINDS = [...PACKAGE_KINDS, ...FILE_KINDS] as const;

/** Everything that the page of a comparison shows, as its address says it. */
export interface ComparisonView {
  /** Undefined for the one of which most came. */
  platform: string | undefined;
  section: (typeof SECTIONS)[number];
  as: (typeof VERSIONS_AS)[number];
  /** Of packages or files; undefined for the section's own first. */
  kind: (typeof KINDS)[number] | undefined;
  search: string | undefined;
}

/** Reads an address. What it does not understand it takes for absent. */
export function readComparisonView(params: URLSearchParams): ComparisonView {
  return {
    platform: readText(params, 'platform'),
    section: readOne(params, 'section', SECTIONS),
    as: readOne(params, 'as', VERSIONS_AS),
    kind: KINDS.find(kind => kind === params.get('kind')),
    search: readText(params, 'q'),
  };
}

/** Writes an address; what is as it would be anyway is left out. */
export function writeComparisonView(view: ComparisonView): URLSearchParams {
  return writeParams({
    platform: view.platform,
    section: view.section !== 'symbols' && view.section,
    as: view.as !== 'chips' && view.as,
    kind: view.kind !== 'all' && view.kind,
    q: view.search,
  });
}
