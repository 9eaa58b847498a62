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
import { useMemo } from 'react';

import { DAY_MS } from '../../organization/charts/trendDays';
import { type AskedHistory, familiarName } from '../../tags';
import { lambdaCompatTranslationRef } from '../../translation';
import { pastExposures } from './exposure';
import { ChangeLink } from './MoveLink';
import styles from './tags.module.css';
import { useExposureText } from './useExposureText';

/** More are on the pages of the tags. */
const MAX_SHOWN = 3;

/** How long the component was exposed to tags that it does not name any more. */
export function PastExposures(props: { asked: AskedHistory }) {
  const { askedAt, days, history } = props.asked;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const text = useExposureText();
  const spans = useMemo(
    () =>
      pastExposures(
        { from: askedAt - days * DAY_MS, to: askedAt },
        new Set(history.tags.map(({ tag }) => tag.id)),
        history.windows,
      ),
    [askedAt, days, history],
  );
  return (
    <>
      {spans.slice(0, MAX_SHOWN).map(span => (
        <p
          key={`${span.window.moveId} ${span.from} ${span.to}`}
          className={styles.more}
        >
          {t('tagHistory.exposure.past', {
            image: familiarName(span.window.image),
            what: text.short(span),
          })}{' '}
          <ChangeLink moveId={span.window.moveId}>
            {t('tagHistory.openChange')}
          </ChangeLink>
        </p>
      ))}
    </>
  );
}
