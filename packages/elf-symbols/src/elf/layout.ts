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

import type { RandomAccessSource } from '../source/RandomAccessSource';
import { AddressMap } from './AddressMap';
import { type DynamicSection, readDynamicSection } from './dynamicSection';
import { ElfView } from './ElfView';
import { type ElfHeader, readHeader } from './header';
import { isDebugOnly, isLoadableType } from './kind';
import { DEFAULT_ELF_LIMITS, type ElfLimits } from './limits';
import { ProblemList } from './problems';
import { readProgramHeaders, type Segment } from './programHeaders';
import { readSectionHeaders, type Section } from './sectionHeaders';

/**
 * How a file is read.
 *
 * @public
 */
export interface ReadElfOptions {
  /** Bounds other than `DEFAULT_ELF_LIMITS`. */
  limits?: Partial<ElfLimits>;
}

/**
 * The tables of a file through which everything else is found.
 *
 * @internal
 */
export interface ElfLayout {
  view: ElfView;
  header: ElfHeader;
  segments: Segment[];
  sections: Section[];
  addresses: AddressMap;
  /** Only the debug information of another file. */
  debugOnly: boolean;
  /** Whether kernel or loader would load it. */
  loadable: boolean;
  dynamic: DynamicSection | undefined;
  limits: ElfLimits;
  problems: ProblemList;
}

/**
 * Reads the header, both tables of headers and the dynamic section.
 *
 * @throws ElfError when the header cannot be read
 * @internal
 */
export function readLayout(
  source: RandomAccessSource,
  options: ReadElfOptions,
): ElfLayout {
  const limits = { ...DEFAULT_ELF_LIMITS, ...options.limits };
  const problems = new ProblemList();
  const view = new ElfView(source);
  const header = readHeader(view);
  const { sections, extendedProgramHeaderCount } = readSectionHeaders(
    view,
    header,
    limits,
    problems,
  );
  const segments = readProgramHeaders(
    view,
    header,
    extendedProgramHeaderCount,
    limits,
    problems,
  );
  const addresses = new AddressMap(view, segments, sections);
  const debugOnly = isDebugOnly(sections);
  const loadable = isLoadableType(header.type) && !debugOnly;
  if (loadable && segments.length === 0 && sections.length === 0) {
    problems.hides(
      'header',
      0,
      'the file has neither program headers nor section headers',
    );
  }
  const dynamic = loadable
    ? readDynamicSection(view, segments, sections, addresses, limits, problems)
    : undefined;
  return {
    view,
    header,
    segments,
    sections,
    addresses,
    debugOnly,
    loadable,
    dynamic,
    limits,
    problems,
  };
}
