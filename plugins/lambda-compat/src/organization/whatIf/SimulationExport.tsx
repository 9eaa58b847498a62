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

import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  WhatIfComponent,
  WhatIfTarget,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { lambdaCompatApiRef } from '../../api';
import { FileExportButtons, useFileExport } from '../export';
import { lambdaCompatTranslationRef } from '../../translation';
import { simulateAll } from './simulateAll';
import type { Simulation } from './simulation';
import { simulationFile } from './simulationFile';

interface SimulationExportProps {
  simulation: Simulation;
  target: WhatIfTarget;
  /** How many rows match; undefined while not known. */
  total: number | undefined;
}

/** As many as the backend gives at once. */
const PAGE = 500;

/** Saves the whole simulation. It is stored nowhere, so the pages are put together here. */
export function SimulationExport(props: SimulationExportProps) {
  const { simulation, target, total } = props;
  const api = useApi(lambdaCompatApiRef);
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const rows =
    total === undefined ? undefined : t('exports.components', { count: total });

  const { busy, start } = useFileExport({
    name: 'what-if',
    rows,
    load: async (format, signal) => {
      const items: WhatIfComponent[] = [];
      let cursor: string | undefined;
      do {
        const answer = await simulateAll(
          api,
          target,
          cursor
            ? { cursor, limit: PAGE, signal }
            : { filter: simulation.filter, limit: PAGE, signal },
        );
        items.push(...answer.items);
        cursor = answer.pageInfo.nextCursor;
      } while (cursor);
      return simulationFile(format, target, items);
    },
  });
  return (
    <FileExportButtons busy={busy} rows={rows} total={total} onStart={start} />
  );
}
