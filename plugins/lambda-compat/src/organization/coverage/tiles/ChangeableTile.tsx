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
import {
  changeableStates,
  componentsOf,
  notPinnedClasses,
  referencesOf,
} from '../parts/rowsTarget';
import { useRowsToggle } from '../parts/useRowsToggle';
import { Tile } from './Tile';
import { OfApplicable, type TileValue } from './tileParts';

/** How many components can be built differently although nobody changed them. */
export function ChangeableTile(props: TileValue) {
  const { countDated, value } = props;
  const { scope, summary } = value;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const base = { scope, rows: {} };
  const states = changeableStates(countDated);
  const target = componentsOf(base, states);
  const toggle = useRowsToggle(target);
  const components = states.reduce(
    (sum, state) => sum + summary.components.byState[state],
    0,
  );
  const share = countDated
    ? summary.stableReferences
    : summary.pinnedReferences;
  const notPinned = share.total - share.count;
  const floating = summary.references.byClass.floating;

  return (
    <Tile
      label={t('coverage.tiles.changeable')}
      toggleText={t('coverage.tiles.toggle.changeable')}
      {...toggle}
      headline={
        <CountLink
          count={components}
          target={target}
          what={t('coverage.link.changeable')}
        />
      }
      base={<OfApplicable value={value} />}
      context={
        <>
          <CountLink
            count={notPinned}
            target={referencesOf(base, notPinnedClasses(countDated))}
            what={t('coverage.link.notPinned')}
          />{' '}
          {t('coverage.tiles.changeableReferences', { count: notPinned })}
          {floating > 0 && (
            <>
              {' · '}
              <CountLink
                count={floating}
                target={referencesOf(base, ['floating'])}
                what={t('coverage.tone.floating')}
              />{' '}
              {t('coverage.tiles.floating')}
            </>
          )}
        </>
      }
    />
  );
}
