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
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import {
  EXPOSURES,
  type TagImpact,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { useTagTime } from '../../../components/tags';
import { Code, WebLink } from '../../../components/text';
import { lambdaCompatTranslationRef } from '../../../translation';
import { ComponentLink, OwnerLinks } from '../../tables';
import styles from '../tagChanges.module.css';
import { BuildText } from './BuildText';
import { ExposureLabel } from './ExposureLabel';
import type { ImpactedComponent, ImpactGroup } from './impactGroups';

/** As many digits of a commit as forges print. */
const COMMIT_DIGITS = 7;

function Commit(props: { commit: string }) {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const short = props.commit.slice(0, COMMIT_DIGITS);
  return (
    <span
      className={styles.muted}
      title={t('incident.build.at', { commit: props.commit })}
    >
      @ {short}
    </span>
  );
}

function Place(props: { place: TagImpact }) {
  const {
    file,
    lastBuild,
    line,
    platform,
    reason,
    reference,
    role,
    stage,
    until,
    url,
  } = props.place;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const time = useTagTime();
  const facts = [
    t(`role.${role}`),
    stage &&
      (stage.name
        ? t('tagChange.exposed.stage', { name: stage.name })
        : t('tagChange.exposed.stageNumber', { index: stage.index })),
    platform,
    until && t('tagChange.exposed.until', { when: time.moment(until) }),
  ].filter(Boolean);
  return (
    <div className={styles.place}>
      <span className={styles.file}>
        <WebLink url={url}>{`${file}:${line}`}</WebLink>{' '}
        {lastBuild?.commit && (
          <>
            <Commit commit={lastBuild.commit} />{' '}
          </>
        )}
        <Code title={reference}>{reference}</Code>
      </span>
      <span className={styles.second}>
        <BuildText place={props.place} />
      </span>
      <span className={styles.second}>
        {facts.join(' · ')}
        {reason && (
          <>
            {facts.length > 0 && ': '}
            {t(`tagChange.reason.${reason}`)}
          </>
        )}
      </span>
    </div>
  );
}

function Component(props: { component: ImpactedComponent }) {
  const { component } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const exposure =
    EXPOSURES.find(one =>
      component.places.some(place => place.exposure === one),
    ) ?? 'possibly';
  const isBroken = component.places.some(
    place => place.exposure === exposure && place.builtVerdict === 'broken',
  );
  return (
    <li className={styles.component}>
      <div className={styles.who}>
        <ComponentLink component={component} />
        <ExposureLabel
          exposure={exposure}
          builtVerdict={isBroken ? 'broken' : null}
        />
        {component.otherOwners.length > 0 && (
          <span className={styles.second}>
            {t('tagChange.exposed.alsoOwned', {
              owners: <OwnerLinks owners={component.otherOwners} />,
            })}
          </span>
        )}
      </div>
      <div className={styles.places}>
        {component.places.map(place => (
          <Place
            key={`${place.file}:${place.line} ${place.reference} ${place.from}`}
            place={place}
          />
        ))}
      </div>
    </li>
  );
}

/** The components of one owner that the page shows. */
export function OwnerGroup(props: { group: ImpactGroup }) {
  const { components, owner } = props.group;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  return (
    <section className={styles.group}>
      <h4 className={styles.owner}>
        {owner ? (
          <EntityRefLink entityRef={owner} defaultKind="group" hideIcon />
        ) : (
          <span>{t('tagChange.exposed.noOwner')}</span>
        )}
        <span className={styles.muted}>
          {t('tagChange.exposed.components', { count: components.length })}
        </span>
      </h4>
      <ul className={styles.plain}>
        {components.map(component => (
          <Component key={component.entityRef} component={component} />
        ))}
      </ul>
    </section>
  );
}
