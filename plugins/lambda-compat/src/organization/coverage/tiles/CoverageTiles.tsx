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

import { useTranslationRef } from '@backstage/frontend-plugin-api';

import { lambdaCompatTranslationRef } from '../../../translation';
import { ChangeableTile } from './ChangeableTile';
import { ComponentsTile } from './ComponentsTile';
import { CoverageNotes } from './CoverageNotes';
import styles from './CoverageTiles.module.css';
import { ReferencesTile } from './ReferencesTile';
import type { TileValue } from './tileParts';
import { UnknownTile } from './UnknownTile';

interface CoverageTilesProps extends TileValue {
  isBusy: boolean;
}

/** The numbers of the scope, each with its base; each tile filters the table. */
export function CoverageTiles(props: CoverageTilesProps) {
  const { countDated, isBusy, value } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);

  return (
    <section
      className={styles.frame}
      aria-label={t('coverage.tiles.label')}
      aria-busy={isBusy}
    >
      <div className={styles.tiles}>
        <ReferencesTile value={value} countDated={countDated} />
        <ComponentsTile value={value} countDated={countDated} />
        <UnknownTile value={value} />
        <ChangeableTile value={value} countDated={countDated} />
      </div>
      <CoverageNotes value={value} />
    </section>
  );
}
