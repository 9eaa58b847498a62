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

import {
  type AskedHistory,
  type EntityTag,
  exposedFirst,
  familiarName,
  ownPlatform,
  platformsOf,
  useEntityTagHistory,
} from '../../tags';
import { RelativeTime } from '../../time';
import { lambdaCompatTranslationRef } from '../../translation';
import { TagHistoryState } from '../TagHistoryCard/TagHistoryState';
import { HistoryFooter, HistoryView, TagLink } from '../tags';
import { WebLink } from '../text';
import styles from './HistorySection.module.css';
import { SectionCard } from './SectionCard';

const DAYS = 90;
/** More are on the page of the tag. */
const MAX_MOVES = 10;

interface HistorySectionProps {
  entityRef: string;
}

function Places(props: { tag: EntityTag }) {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  return (
    <p className={styles.facts}>
      <span>{t('tagHistory.places')}</span>
      {props.tag.places.map(({ file, line, url }) => (
        <WebLink key={`${file}:${line}`} url={url}>
          {`${file}:${line}`}
        </WebLink>
      ))}
    </p>
  );
}

function OneTag(props: { asked: AskedHistory; shown: EntityTag }) {
  const { asked, shown } = props;
  const { checkedAt, id, image, observer } = shown.tag;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  return (
    <article className={styles.tag} aria-label={familiarName(image)}>
      <header className={styles.head}>
        <h4 className={styles.name} title={image}>
          {familiarName(image)}
        </h4>
        <span className={styles.facts}>
          <span>
            {t(`tagHistory.observer.${observer.kind}`, { host: observer.host })}
          </span>
          <span>
            {checkedAt
              ? t('tagHistory.looked', {
                  when: <RelativeTime iso={checkedAt} />,
                })
              : t('tagHistory.neverLooked')}
          </span>
        </span>
      </header>
      <Places tag={shown} />
      <HistoryView
        history={shown}
        platform={ownPlatform(shown, platformsOf(shown))}
        days={asked.days}
        now={asked.askedAt}
        as="table"
        moves={MAX_MOVES}
        builds={asked.history.builds}
        windows={asked.history.windows}
      />
      <p className={styles.facts}>
        <HistoryFooter history={shown} />
        <TagLink tagId={id}>{t('tagHistory.openTag')}</TagLink>
      </p>
    </article>
  );
}

/** The history of every tag that the entity names, as tables. */
export function HistorySection(props: HistorySectionProps) {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const view = useEntityTagHistory(props.entityRef, DAYS);
  return (
    <SectionCard title={t('tagHistory.section')}>
      <TagHistoryState view={view}>
        {asked =>
          exposedFirst(asked.history.tags).map(shown => (
            <OneTag key={shown.tag.id} asked={asked} shown={shown} />
          ))
        }
      </TagHistoryState>
    </SectionCard>
  );
}
