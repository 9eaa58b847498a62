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

import { parseEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  EntityRefLink,
  EntityRefLinks,
  humanizeEntityRef,
} from '@backstage/plugin-catalog-react';

import { RelativeTime } from '../../time';
import { lambdaCompatTranslationRef } from '../../translation';
import styles from './tables.module.css';

interface ComponentLinkProps {
  component: { entityRef: string; title: string | null };
}

/** How a component is called where everything else is a component, too. */
export function componentName(props: ComponentLinkProps['component']): string {
  return (
    props.title ??
    humanizeEntityRef(parseEntityRef(props.entityRef), {
      defaultKind: 'component',
      defaultNamespace: 'default',
    })
  );
}

/** To the page of the component; its full ref is the title. */
export function ComponentLink(props: ComponentLinkProps) {
  const { component } = props;
  return (
    <span className={styles.component} title={component.entityRef}>
      <EntityRefLink
        entityRef={component.entityRef}
        title={componentName(component)}
      />
    </span>
  );
}

/** To the pages of the owners. */
export function OwnerLinks(props: { owners: readonly string[] }) {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  return props.owners.length ? (
    <span className={styles.links}>
      <EntityRefLinks
        entityRefs={[...props.owners]}
        defaultKind="group"
        hideIcons
      />
    </span>
  ) : (
    <span className={styles.muted}>{t('lists.noOwner')}</span>
  );
}

/** To the page of the system. */
export function SystemLink(props: { system: string | null }) {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  return props.system ? (
    <span className={styles.links}>
      <EntityRefLink entityRef={props.system} defaultKind="system" hideIcon />
    </span>
  ) : (
    <span className={styles.muted}>{t('lists.noSystem')}</span>
  );
}

interface LastCheckedProps {
  collectedAt: string | null;
  stale: boolean;
  failing: boolean;
}

/** Age of what is shown of a component, and whether it is too old. */
export function LastChecked(props: LastCheckedProps) {
  const { collectedAt, failing, stale } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const notes = [
    stale && t('lists.components.stale'),
    failing && t('lists.components.failing'),
  ].filter(Boolean);
  return (
    <span className={styles.muted}>
      {collectedAt ? (
        <RelativeTime iso={collectedAt} />
      ) : (
        t('lists.components.never')
      )}
      {notes.length > 0 && <span>, {notes.join(', ')}</span>}
    </span>
  );
}
