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

import { useCoverageView } from '../../url/useCoverageView';
import type { RowsTarget } from './rowsTarget';

/** The rows in the order of their names, so that they can be compared. */
function asText(list: RowsTarget['list'], rows: RowsTarget['rows']): string {
  return JSON.stringify([
    list,
    Object.entries(rows)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [
        name,
        Array.isArray(value) ? [...value].sort() : value,
      ])
      .sort(),
  ]);
}

/**
 * A button that shows the rows in the table, and all again when it is pressed
 * once more.
 */
export function useRowsToggle(target: RowsTarget): {
  isPressed: boolean;
  onToggle: () => void;
} {
  const { change, view } = useCoverageView();
  const isPressed =
    asText(view.list, view.rows) === asText(target.list, target.rows);
  return {
    isPressed,
    onToggle: () =>
      change({
        list: isPressed ? 'components' : target.list,
        rows: isPressed ? {} : target.rows,
        orderField: undefined,
      }),
  };
}
