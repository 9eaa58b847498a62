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

import type { ExposureWindowsRow } from '../../database/exposureTables';
import { findOpening } from './findOpening';
import { mendWindow } from './mendWindow';
import type { WindowFacts } from './reach';

/** What is to be written. */
export interface WindowPlan {
  /** New ones, and those that changed. */
  saved: ExposureWindowsRow[];
  /** What turned out to be no exposure. */
  dropped: ExposureWindowsRow[];
}

/**
 * Opens, closes and mends the windows of an entity by what is known now. The
 * times in them are those of what happened, not of when it was noticed, so it
 * makes no difference how late, how often and by which replica it is done.
 *
 * An entity has at most one open window for a tag: what a second move brings
 * while it is open comes with the same next build.
 */
export function planWindows(facts: WindowFacts): WindowPlan {
  const plan: WindowPlan = { saved: [], dropped: [] };
  const open = new Set<string>();
  for (const row of facts.known) {
    if (Number(row.closed_ms) === 0) {
      const mended = mendWindow(row, facts);
      if (!mended) {
        plan.dropped.push(row);
        continue;
      }
      if (Number(mended.closed_ms) === 0) {
        open.add(row.tag_id);
      }
      if (
        mended.closed_by !== row.closed_by ||
        mended.symbol_versions !== row.symbol_versions
      ) {
        plan.saved.push(mended);
      }
    }
  }
  const closed = [
    ...facts.known.filter(row => Number(row.closed_ms) > 0),
    ...plan.saved,
  ];
  for (const [name, tag] of facts.tags.tags) {
    if (!open.has(tag.row.tag_id)) {
      const opened = findOpening(name, tag, closed, facts);
      if (opened) {
        plan.saved.push(opened);
      }
    }
  }
  return plan;
}
