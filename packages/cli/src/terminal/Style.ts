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

import picocolors from 'picocolors';

export type Colors = ReturnType<typeof picocolors.createColors>;

/** How text is laid out for one output. */
export interface Style {
  colors: Colors;
  /** Columns that lines may take. */
  width: number;
}

export interface StyleTarget {
  isTTY?: boolean;
  columns?: number;
}

const minWidth = 60;
const maxWidth = 160;
// For files and pipes, whose width nobody knows.
const widthElsewhere = 120;

export function styleFor(
  target: StyleTarget,
  env: Readonly<Record<string, string | undefined>>,
): Style {
  const columns = target.columns ?? widthElsewhere;
  return {
    colors: picocolors.createColors(wantsColors(target, env)),
    width: target.isTTY
      ? Math.min(Math.max(columns, minWidth), maxWidth)
      : widthElsewhere,
  };
}

/**
 * Colours go to terminals only. `NO_COLOR` (no-color.org) and `FORCE_COLOR`
 * decide otherwise where they are set. Unlike picocolors' own detection, `CI`
 * turns nothing on: logs and files there must stay plain.
 */
export function wantsColors(
  target: StyleTarget,
  env: Readonly<Record<string, string | undefined>>,
): boolean {
  if (env.NO_COLOR) {
    return false;
  }
  if (env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '') {
    return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  }
  return target.isTTY === true && env.TERM !== 'dumb';
}
