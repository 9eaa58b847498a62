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
import { Card, CardBody } from '@backstage/ui';
import type { TagHistory } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { RiArrowRightLine } from '@remixicon/react';

import { DigestText, TagLink, useTagTime } from '../../../components/tags';
import { contentsTone, isWeighty, tellingAlias } from '../../../tags';
import { useTimeText } from '../../../time';
import { lambdaCompatTranslationRef } from '../../../translation';
import styles from '../tagChanges.module.css';
import { exposedCount, knownContents } from './contents';
import type { Change } from './types';

/** Whether what the tag points to now may break what is built on it. */
function isWeightyChange(change: Change): boolean {
  const tone = contentsTone(knownContents(change));
  return tone === undefined ? isWeighty(change.class) : tone !== 'quiet';
}

interface SideProps {
  label: string;
  image: string;
  digest: string | null;
  aliases: readonly string[];
  isMarked?: boolean;
}

function Side(props: SideProps) {
  const { aliases, digest, image, isMarked, label } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  return (
    <div className={`${styles.side} ${isMarked ? styles.marked : ''}`}>
      <span className={styles.label}>{label}</span>
      {digest === null ? (
        <b>{t('tagChange.facts.nothing')}</b>
      ) : (
        <>
          {aliases.length > 0 && (
            <b className={styles.code} title={aliases.join(', ')}>
              {tellingAlias(aliases)}
            </b>
          )}
          <DigestText image={image} digest={digest} />
        </>
      )}
    </div>
  );
}

function Platforms(props: { change: Change }) {
  const { class: moveClass, platforms } = props.change;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const changed = platforms.filter(one => isWeighty(one.class));
  const same = platforms.length - changed.length;
  if (platforms.length === 0) {
    return (
      <dd>
        {t(
          moveClass === 'gone'
            ? 'tagChange.facts.allPlatforms'
            : 'tagChange.facts.noPlatforms',
        )}
      </dd>
    );
  }
  return (
    <dd>
      {changed.length > 0
        ? t('tagChange.facts.changed', { count: changed.length })
        : t('tagChange.facts.unchanged', { count: same })}
      <span className={styles.second}>
        {changed.length > 0 && changed.map(one => one.platform).join(', ')}
        {changed.length > 0 &&
          same > 0 &&
          ` · ${t('tagChange.facts.unchanged', { count: same })}`}
      </span>
    </dd>
  );
}

interface ChangeFactsProps {
  change: Change;
  /** Of its tag; undefined while not known. */
  history: TagHistory | undefined;
}

/** From, to, when, which platforms, and who names it. */
export function ChangeFacts(props: ChangeFactsProps) {
  const { change, history } = props;
  const { aliases, between, from, image, impact, to } = change;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const time = useTagTime();
  const { duration } = useTimeText();
  const { after, before } = between;
  const named = exposedCount(change) + impact.notExposed;

  return (
    <section className={styles.frame} aria-label={t('tagChange.facts.label')}>
      <Card className={styles.card}>
        <CardBody>
          <div className={styles.facts}>
            <div className={styles.sidesBar}>
              <Side
                label={t('tagChange.facts.from')}
                image={image}
                digest={from}
                aliases={aliases.from}
              />
              <span
                className={styles.arrow}
                role="img"
                aria-label={t('tagChange.facts.fromTo')}
              >
                <RiArrowRightLine size={20} aria-hidden="true" />
              </span>
              <Side
                label={t('tagChange.facts.to')}
                image={image}
                digest={to}
                aliases={aliases.to}
                isMarked={isWeightyChange(change)}
              />
            </div>
            <dl className={styles.factList}>
              <div>
                <dt>{t('tagChange.facts.moved')}</dt>
                <dd>
                  {time.between(between)}
                  <span className={styles.second}>
                    {after
                      ? t('tagChange.facts.apart', {
                          duration: duration(
                            (Date.parse(before) - Date.parse(after)) / 1000,
                          ),
                        })
                      : t('tagChange.facts.noEarlierLook')}
                  </span>
                </dd>
              </div>
              <div>
                <dt>{t('tagChange.facts.platform')}</dt>
                <Platforms change={change} />
              </div>
              <div>
                <dt>{t('tagChange.facts.namedBy')}</dt>
                <dd>
                  {t('tagChange.facts.components', { count: named })}
                  <span className={styles.second}>
                    {history &&
                      t('tagChange.facts.moves', {
                        count: history.tag.movesIn30Days,
                      })}
                  </span>
                  <TagLink tagId={change.tagId}>
                    {t('tagChange.facts.openTag')}
                  </TagLink>
                </dd>
              </div>
            </dl>
          </div>
        </CardBody>
      </Card>
    </section>
  );
}
