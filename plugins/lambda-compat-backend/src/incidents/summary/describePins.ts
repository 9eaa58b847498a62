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

import type { ReferencePin } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { toShortRef } from './describeExposed';
import { escapeMarkdown } from './markdown';

/** Pins that are written; components on one tag rarely need more than one. */
const MAX_PINS = 5;
const MAX_NAMES = 5;

/**
 * What to pin to, most components first: `amazonlinux:2023.6@sha256:3f9a…`, with
 * whom it is for where there are several. The digest is written whole: it is
 * there to be copied.
 */
export function describePins(pins: readonly ReferencePin[]): string[] {
  const groups = new Map<string, ReferencePin[]>();
  for (const pin of pins) {
    const key = textOf(pin);
    groups.set(key, [...(groups.get(key) ?? []), pin]);
  }
  const { length } = [...groups];
  return [...groups]
    .sort(
      ([a, one], [b, other]) =>
        Number(a === '') - Number(b === '') ||
        other.length - one.length ||
        (a < b ? -1 : 1),
    )
    .slice(0, MAX_PINS)
    .map(([key, group]) => {
      const whom = length > 1 ? ` for ${describeComponents(group)}` : '';
      if (key === '') {
        return `nothing fits${whom}: ${describeReasons(group)}`;
      }
      const behind = group[0].suggestion?.behind?.sentence;
      const cost = behind ? `; ${escapeMarkdown(behind)}` : '';
      return `${escapeMarkdown(key)}${whom} (${
        group[0].suggestion?.fits === 'measured'
          ? 'measured compatible'
          : 'fits by construction'
      }${cost})`;
    });
}

/** As the build file is to say it; empty where nothing fits. */
function textOf({ pinned, suggestion }: ReferencePin): string {
  if (!suggestion) {
    return '';
  }
  const { digest, tag } = suggestion;
  return pinned ?? (tag ? `${tag}@${digest}` : digest);
}

function describeComponents(pins: readonly ReferencePin[]): string {
  const names = [
    ...new Set(
      pins.map(({ entityRef, title }) =>
        title ? escapeMarkdown(title) : toShortRef(entityRef),
      ),
    ),
  ];
  const more = names.length - MAX_NAMES;
  const text = names.slice(0, MAX_NAMES).join(', ');
  return more > 0 ? `${text} and ${more} more` : text;
}

function describeReasons(pins: readonly ReferencePin[]): string {
  const [first, ...others] = new Set(pins.map(({ reason }) => reason ?? ''));
  return others.length > 0
    ? 'see each component.'
    : escapeMarkdown(first || 'the reason is not known.');
}
