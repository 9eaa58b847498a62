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
  notPinnedClasses,
  pinnedClasses,
  referencesOf,
} from '../parts/rowsTarget';
import { useCoverageText } from '../parts/useCoverageText';
import { useRowsToggle } from '../parts/useRowsToggle';
import { Tile } from './Tile';
import type { TileValue } from './tileParts';

/** How much of all references is pinned: the headline of the page. */
export function ReferencesTile(props: TileValue) {
  const { countDated, value } = props;
  const { scope, summary } = value;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const text = useCoverageText();
  const toggle = useRowsToggle(
    referencesOf({ scope, rows: {} }, notPinnedClasses(countDated)),
  );
  const base = { scope, rows: {} };
  const { pinnedReferences, stableReferences } = summary;
  const share = countDated ? stableReferences : pinnedReferences;
  const other = countDated ? pinnedReferences : stableReferences;
  const what = t(countDated ? 'coverage.link.stable' : 'coverage.link.pinned');
  const otherTarget = referencesOf(base, pinnedClasses(!countDated));

  return (
    <Tile
      label={t(
        countDated
          ? 'coverage.tiles.referencesLenient'
          : 'coverage.tiles.references',
      )}
      toggleText={t('coverage.tiles.toggle.references')}
      {...toggle}
      isText={share.total === 0}
      headline={
        <CountLink
          count={share.count}
          target={referencesOf(base, pinnedClasses(countDated))}
          what={what}
          childrenText={text.share(share)}
        >
          {text.share(share)}
        </CountLink>
      }
      base={
        share.total > 0 && (
          <>
            <CountLink
              count={share.count}
              target={referencesOf(base, pinnedClasses(countDated))}
              what={what}
            />{' '}
            {t('coverage.of')}{' '}
            <CountLink
              count={share.total}
              target={referencesOf(base)}
              what={t('coverage.link.all')}
            />
          </>
        )
      }
      context={
        share.total > 0
          ? t(
              countDated
                ? 'coverage.tiles.withoutDated'
                : 'coverage.tiles.withDated',
              {
                percent: (
                  <CountLink
                    count={other.count}
                    target={otherTarget}
                    what={t(
                      countDated
                        ? 'coverage.link.pinned'
                        : 'coverage.link.stable',
                    )}
                    childrenText={text.share(other)}
                  >
                    {text.share(other)}
                  </CountLink>
                ),
              },
            )
          : t('coverage.tiles.noReferences')
      }
    />
  );
}
