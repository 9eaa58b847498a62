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
import { Link } from '@backstage/ui';
import { useEntityPresentation } from '@backstage/plugin-catalog-react';
import {
  type CoverageGrouping,
  NO_GROUP,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { Code } from '../../../components/text';
import { lambdaCompatTranslationRef } from '../../../translation';
import { useCoverageView } from '../../url/useCoverageView';
import { defaultKindOf, useCoverageText } from '../parts/useCoverageText';
import styles from './groups.module.css';

interface GroupNameProps {
  groupBy: CoverageGrouping;
  /** Undefined for all groups. */
  groupKey: string | null | undefined;
}

/** What a group is called. It leads to the page of that group alone. */
export function GroupName(props: GroupNameProps) {
  const { groupBy, groupKey } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const text = useCoverageText();
  const { hrefOf, view } = useCoverageView();

  if (groupKey === undefined) {
    return <b>{t('coverage.groups.all')}</b>;
  }
  const value = groupKey ?? NO_GROUP;
  const label = t('coverage.link.filter', {
    group: text.group(groupBy, groupKey),
  });
  const change =
    groupBy === 'image'
      ? {
          list: 'references' as const,
          rows: { image: [value] },
          orderField: undefined,
        }
      : { scope: { ...view.scope, [groupBy]: [value] } };
  const isChosen =
    groupBy !== 'image' &&
    view.scope[groupBy]?.length === 1 &&
    view.scope[groupBy]?.[0] === value;

  const name = <GroupText groupBy={groupBy} groupKey={groupKey} />;
  return isChosen ? (
    name
  ) : (
    <Link
      href={hrefOf(change)}
      routerOptions={{ preventScrollReset: true }}
      standalone
      title={label}
      className={groupKey === null ? styles.mutedLink : styles.link}
    >
      {name}
    </Link>
  );
}

/** The name alone. */
export function GroupText(props: {
  groupBy: CoverageGrouping;
  groupKey: string | null;
}) {
  const { groupBy, groupKey } = props;
  const text = useCoverageText();
  if (groupKey === null) {
    return <>{text.group(groupBy, null)}</>;
  }
  switch (groupBy) {
    case 'owner':
    case 'system':
    case 'domain':
      return <EntityText entityRef={groupKey} groupBy={groupBy} />;
    case 'image':
      return <Code title={groupKey}>{text.group(groupBy, groupKey)}</Code>;
    default:
      return <>{groupKey}</>;
  }
}

/** The title that the catalog gives, as soon as it is there. */
function EntityText(props: {
  entityRef: string;
  groupBy: 'owner' | 'system' | 'domain';
}) {
  const { entityRef, groupBy } = props;
  const { primaryTitle } = useEntityPresentation(entityRef, {
    defaultKind: defaultKindOf(groupBy),
  });
  return <>{primaryTitle}</>;
}
