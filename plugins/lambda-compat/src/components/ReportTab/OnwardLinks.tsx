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

import { type Entity, RELATION_OWNED_BY } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ReactNode } from 'react';

import { useOptionalRoute } from '../../navigation';
import { writeScope } from '../../organization/url/coverageUrl';
import { writeParams } from '../../organization/url/params';
import {
  lambdaCompatConfigurationRouteRef,
  lambdaCompatCoverageRouteRef,
} from '../../routes';
import { lambdaCompatTranslationRef } from '../../translation';
import { PageLink } from '../text';
import styles from './ReportTab.module.css';

function Onward(props: { href: string | undefined; children: ReactNode }) {
  return props.href ? (
    <p className={styles.onward}>
      <PageLink href={props.href}>{props.children}</PageLink>
    </p>
  ) : null;
}

/** Leads to the coverage of everything that the entity's owners own. */
export function OwnerCoverageLink(props: { entity: Entity }) {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const coverageRoute = useOptionalRoute(lambdaCompatCoverageRouteRef);
  const owners = ownersOf(props.entity);
  const href =
    coverageRoute && owners.length > 0
      ? `${coverageRoute()}?${writeParams(writeScope({ owner: owners }))}`
      : undefined;

  return (
    <Onward href={href}>
      {t('tab.summary.ownerCoverage', { count: owners.length })}
    </Onward>
  );
}

/** Leads to the problems of all components. */
export function AllProblemsLink() {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const configurationRoute = useOptionalRoute(
    lambdaCompatConfigurationRouteRef,
  );

  return <Onward href={configurationRoute?.()}>{t('tab.problems.all')}</Onward>;
}

function ownersOf(entity: Entity): string[] {
  return (entity.relations ?? []).flatMap(({ targetRef, type }) =>
    type === RELATION_OWNED_BY ? [targetRef] : [],
  );
}
