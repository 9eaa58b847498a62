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
import { CountLink } from '../parts/CountLink';
import { componentsOf, pinnedStates, unknownOf } from '../parts/rowsTarget';
import { useRowsToggle } from '../parts/useRowsToggle';
import { Tile } from './Tile';
import { OfApplicable, type TileValue, UnknownCount } from './tileParts';

/** How many components have nothing but pinned references. */
export function ComponentsTile(props: TileValue) {
  const { countDated, value } = props;
  const { scope, summary } = value;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const base = { scope, rows: {} };
  const target = componentsOf(base, pinnedStates(countDated));
  const toggle = useRowsToggle(target);
  const share = countDated
    ? summary.stableComponents
    : summary.pinnedComponents;
  const unknown = unknownOf(summary.components.byState);

  return (
    <Tile
      label={t(
        countDated
          ? 'coverage.tiles.componentsLenient'
          : 'coverage.tiles.components',
      )}
      toggleText={t('coverage.tiles.toggle.components')}
      {...toggle}
      isText={share.total === 0}
      headline={
        share.total === 0 ? (
          t('coverage.noShare')
        ) : (
          <CountLink
            count={share.count}
            target={target}
            what={t(
              countDated ? 'coverage.link.stable' : 'coverage.link.fullyPinned',
            )}
          />
        )
      }
      base={share.total > 0 && <OfApplicable value={value} />}
      context={
        share.total === 0 ? (
          t('coverage.tiles.noComponents')
        ) : (
          <>
            {unknown > 0 ? (
              <>
                <UnknownCount value={value} />{' '}
                {t('coverage.tiles.unknownCounted')}
              </>
            ) : (
              t('coverage.tiles.allKnown')
            )}
          </>
        )
      }
    />
  );
}
