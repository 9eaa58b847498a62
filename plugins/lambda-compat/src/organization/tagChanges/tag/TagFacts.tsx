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
import type { WatchedTag } from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { PinClassLabel } from '../../../components/references';
import { DigestText, useTagTime } from '../../../components/tags';
import { RelativeTime, useTimeText } from '../../../time';
import { lambdaCompatTranslationRef } from '../../../translation';
import styles from '../tagChanges.module.css';

function PointsTo(props: { tag: WatchedTag }) {
  const { digest, image, state } = props.tag;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  if (digest) {
    return <DigestText image={image} digest={digest} />;
  }
  return <>{t(state === 'gone' ? 'tagPage.nothing' : 'tagPage.notKnown')}</>;
}

/** What a tag is, where it points to, and who looks how often. */
export function TagFacts(props: { tag: WatchedTag }) {
  const { tag } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const time = useTagTime();
  const { duration } = useTimeText();
  return (
    <section className={styles.frame} aria-label={t('tagPage.facts')}>
      <Card className={styles.card}>
        <CardBody>
          <dl className={`${styles.factList} ${styles.tagFacts}`}>
            <div>
              <dt>{t('tagPage.pointsTo')}</dt>
              <dd>
                <PointsTo tag={tag} />
                <PinClassLabel pinClass={tag.pinClass} />
              </dd>
            </div>
            <div>
              <dt>{t('tagPage.since')}</dt>
              <dd>
                {tag.since ? time.between(tag.since) : t('tagPage.notKnown')}
              </dd>
            </div>
            <div>
              <dt>{t('tagPage.looked')}</dt>
              <dd>
                {tag.checkedAt ? (
                  <RelativeTime iso={tag.checkedAt} />
                ) : (
                  t('tagPage.never')
                )}
                {!tag.notWatched && (
                  <span className={styles.second}>
                    {t('tagPage.every', {
                      interval: duration(tag.intervalSeconds),
                    })}
                    {tag.nextLookAt && (
                      <>
                        {', '}
                        {t('tagPage.next', {
                          when: <RelativeTime iso={tag.nextLookAt} />,
                        })}
                      </>
                    )}
                  </span>
                )}
              </dd>
            </div>
            <div>
              <dt>{t('tagPage.observer')}</dt>
              <dd>
                {tag.observer.host}
                <span className={styles.second}>
                  {t(`tagPage.${tag.observer.kind}`)}
                </span>
              </dd>
            </div>
            <div>
              <dt>{t('tagPage.components')}</dt>
              <dd>
                {t('tagPage.componentCount', { count: tag.components.total })}
                {tag.components.unpinned > 0 && (
                  <span className={styles.second}>
                    {t('tagPage.unpinned', { count: tag.components.unpinned })}
                  </span>
                )}
              </dd>
            </div>
          </dl>
        </CardBody>
      </Card>
    </section>
  );
}
