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
import type { TagHistory } from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { ContentsLabel, MoveLink, useTagTime } from '../../../components/tags';
import { lambdaCompatTranslationRef } from '../../../translation';
import { CoverageCard } from '../../coverage/parts/CoverageCard';
import { Lines } from '../../coverage/parts/Lines';
import type { RequestView } from '../../data';
import styles from '../tagChanges.module.css';
import type { Change } from './types';

/** More are on the page of the tag. */
const MAX_MOVES = 6;

interface OtherMovesProps {
  change: Change;
  tag: RequestView<TagHistory>;
}

/** What else became of the tag, the newest first. */
export function OtherMoves(props: OtherMovesProps) {
  const { change, tag } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const time = useTagTime();
  const moves = tag.value?.moves.filter(({ id }) => id !== change.id);

  return (
    <CoverageCard
      title={t('tagChange.earlier.title')}
      isBusy={tag.isBusy}
      actions={null}
    >
      {tag.isLoading && <Lines widths={[90, 70]} />}
      {tag.error && !moves && (
        <p className={styles.text}>{t('tagChange.earlier.failed')}</p>
      )}
      {moves?.length === 0 && (
        <p className={styles.text}>{t('tagChange.earlier.none')}</p>
      )}
      {moves && moves.length > 0 && (
        <ul className={styles.otherMoves}>
          {moves.slice(0, MAX_MOVES).map(move => (
            <li key={move.id} className={styles.otherMove}>
              <span className={styles.when}>{time.between(move.between)}</span>
              <MoveLink move={move}>
                <ContentsLabel
                  contents={move.contents}
                  moveClass={move.class}
                />
              </MoveLink>
            </li>
          ))}
        </ul>
      )}
    </CoverageCard>
  );
}
