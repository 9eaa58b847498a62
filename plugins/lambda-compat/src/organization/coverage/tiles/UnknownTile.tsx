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
import { Fragment } from 'react';

import { lambdaCompatTranslationRef } from '../../../translation';
import { CountLink } from '../parts/CountLink';
import { componentsOf, UNKNOWN_STATES } from '../parts/rowsTarget';
import { useRowsToggle } from '../parts/useRowsToggle';
import { Tile } from './Tile';
import { OfApplicable, type TileValue, UnknownCount } from './tileParts';

/** Reasons that are named; the others are in the number. */
const NAMED_REASONS = 2;

/** How many components' images are not known, and why. */
export function UnknownTile(props: Pick<TileValue, 'value'>) {
  const { value } = props;
  const { scope, summary } = value;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const base = { scope, rows: {} };
  const toggle = useRowsToggle(componentsOf(base, UNKNOWN_STATES));
  const { byState } = summary.components;
  const reasons = UNKNOWN_STATES.filter(state => byState[state] > 0)
    .sort((a, b) => byState[b] - byState[a])
    .slice(0, NAMED_REASONS);

  return (
    <Tile
      label={t('coverage.tiles.unknown')}
      toggleText={t('coverage.tiles.toggle.unknown')}
      {...toggle}
      headline={<UnknownCount value={value} />}
      base={<OfApplicable value={value} />}
      context={
        reasons.length === 0 ? (
          t('coverage.tiles.allKnown')
        ) : (
          <>
            {reasons.map((state, index) => (
              <Fragment key={state}>
                {index > 0 && ' · '}
                <CountLink
                  count={byState[state]}
                  target={componentsOf(base, [state])}
                  what={t(`coverage.reason.${state}`)}
                />{' '}
                {t(`coverage.reason.${state}`)}
              </Fragment>
            ))}
          </>
        )
      }
    />
  );
}
