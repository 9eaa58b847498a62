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
  APPLICABLE_STATES,
  componentsOf,
  pinnedClasses,
  pinnedStates,
  referencesOf,
} from '../parts/rowsTarget';
import { useCoverageText } from '../parts/useCoverageText';
import type { GroupRow } from './groupRow';
import styles from './groups.module.css';

export interface GroupCellProps {
  row: GroupRow;
  /** For the names of links; undefined for all groups. */
  group: string | undefined;
  countDated: boolean;
}

/** `44 %` of the references. */
export function ShareCell(props: GroupCellProps) {
  const { countDated, group, row } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const text = useCoverageText();
  const share = referenceShare(props);
  return share.total === 0 ? (
    <span className={styles.muted}>{t('coverage.noShare')}</span>
  ) : (
    <b>
      <CountLink
        count={share.count}
        target={row.base && referencesOf(row.base, pinnedClasses(countDated))}
        what={t(countDated ? 'coverage.link.stable' : 'coverage.link.pinned')}
        group={group}
        childrenText={text.share(share)}
      >
        {text.share(share)}
      </CountLink>
    </b>
  );
}

/** `15 of 34`, and how many of them are the group's own. */
export function ReferencesCell(props: GroupCellProps) {
  const { countDated, group, row } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const share = referenceShare(props);
  return (
    <>
      <span className={styles.fraction}>
        <CountLink
          count={share.count}
          target={row.base && referencesOf(row.base, pinnedClasses(countDated))}
          what={t(countDated ? 'coverage.link.stable' : 'coverage.link.pinned')}
          group={group}
        />{' '}
        {t('coverage.of')}{' '}
        <CountLink
          count={share.total}
          target={row.base && referencesOf(row.base)}
          what={t('coverage.link.all')}
          group={group}
        />
      </span>
      {row.direct && (
        <span className={styles.direct}>
          <CountLink
            count={row.direct.numbers.references.total}
            target={row.direct.base && referencesOf(row.direct.base)}
            what={t('coverage.link.direct')}
            group={group}
          />{' '}
          {t('coverage.groups.direct')}
        </span>
      )}
    </>
  );
}

/** `4 of 14` components, and how many of them are the group's own. */
export function ComponentsCell(props: GroupCellProps) {
  const { countDated, group, row } = props;
  const { componentsBase: base, direct, numbers } = row;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const share = countDated
    ? numbers.stableComponents
    : numbers.pinnedComponents;
  return (
    <>
      <span className={styles.fraction}>
        <CountLink
          count={share.count}
          target={base && componentsOf(base, pinnedStates(countDated))}
          what={t(
            countDated ? 'coverage.link.stable' : 'coverage.link.fullyPinned',
          )}
          group={group}
        />{' '}
        {t('coverage.of')}{' '}
        <CountLink
          count={share.total}
          target={base && componentsOf(base, APPLICABLE_STATES)}
          what={t('coverage.link.applicable')}
          group={group}
        />
      </span>
      {direct && (
        <span className={styles.direct}>
          <CountLink
            count={direct.numbers.pinnedComponents.total}
            target={direct.base && componentsOf(direct.base, APPLICABLE_STATES)}
            what={t('coverage.link.direct')}
            group={group}
          />{' '}
          {t('coverage.groups.direct')}
        </span>
      )}
    </>
  );
}

function referenceShare({ countDated, row }: GroupCellProps) {
  return countDated
    ? row.numbers.stableReferences
    : row.numbers.pinnedReferences;
}
