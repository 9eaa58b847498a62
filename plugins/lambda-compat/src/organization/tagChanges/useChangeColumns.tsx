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
import type { TagMove } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { useMemo } from 'react';

import type { DataColumn } from '../../components/DataTable';
import { ContentsLabel, MoveLink, useTagTime } from '../../components/tags';
import {
  contentsTone,
  familiarName,
  shortDigest,
  tellingAlias,
} from '../../tags';
import { lambdaCompatTranslationRef } from '../../translation';
import { highestNames, versionNames } from './change/versions';
import styles from './tagChanges.module.css';

function Side(props: { digest: string | null; aliases: readonly string[] }) {
  const { aliases, digest } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  return (
    <span title={[...aliases, digest].filter(Boolean).join(' ')}>
      {digest ? (
        <code className={styles.code}>
          {tellingAlias(aliases) ?? shortDigest(digest)}
        </code>
      ) : (
        t('tagChanges.changes.gone')
      )}
    </span>
  );
}

/** Versions that a row names; the page of the change names all. */
const MAX_VERSIONS = 2;

/** What came, and where symbol versions did, the highest of them. */
function Came(props: { move: TagMove }) {
  const { class: moveClass, contents } = props.move;
  const isWeighty = contentsTone(contents) === 'weighty';
  const highest = highestNames(versionNames(contents.gained ?? []));
  const label = <ContentsLabel contents={contents} moveClass={moveClass} />;
  return isWeighty ? (
    <>
      <b>{label}</b>
      {highest.length > 0 && (
        <span className={styles.second}>
          {highest
            .slice(0, MAX_VERSIONS)
            .map(version => `+ ${version}`)
            .join(', ')}
        </span>
      )}
    </>
  ) : (
    label
  );
}

function Notes(props: { move: TagMove }) {
  const { reportedBy, source, undecided, unstable } = props.move;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const notes = [
    undecided,
    unstable && t('tagHistory.moves.unstable'),
    source === 'reported' &&
      t('tagHistory.reported', {
        who: reportedBy ?? t('tagHistory.reportedByNobody'),
      }),
  ].filter(Boolean);
  return notes.length > 0 ? (
    <span className={styles.second}>{notes.join(' · ')}</span>
  ) : null;
}

/** The columns of the list of changes. */
export function useChangeColumns(): readonly DataColumn<TagMove>[] {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const time = useTagTime();
  return useMemo<DataColumn<TagMove>[]>(
    () => [
      {
        id: 'image',
        label: t('tagChanges.changes.image'),
        isRowHeader: true,
        width: 'roomy',
        entry: 'name',
        cell: move => (
          <>
            <span className={styles.image} title={move.image}>
              <MoveLink move={move}>{familiarName(move.image)}</MoveLink>
            </span>
            {move.observer.kind === 'mirror' && (
              <span className={styles.second}>
                {t('tagChanges.via', { host: move.observer.host })}
              </span>
            )}
          </>
        ),
      },
      {
        id: 'class',
        label: t('tagChanges.changes.class'),
        entry: 'status',
        cell: move => (
          <>
            <Came move={move} />
            <Notes move={move} />
          </>
        ),
      },
      {
        id: 'when',
        label: t('tagChanges.changes.when'),
        entry: 'line',
        cell: ({ between }) => (
          <span className={styles.when}>{time.between(between)}</span>
        ),
      },
      {
        id: 'exposed',
        label: t('tagChanges.changes.exposed'),
        entry: 'muted',
        cell: ({ exposed }) =>
          exposed > 0 ? (
            <b className={styles.exposed}>
              {t('tagChanges.changes.components', { count: exposed })}
            </b>
          ) : (
            <span className={styles.muted}>
              {t('tagChanges.changes.nobody')}
            </span>
          ),
      },
      {
        id: 'platforms',
        label: t('tagChanges.changes.platforms'),
        entry: 'muted',
        isBlank: ({ platforms }) => platforms.length === 0,
        cell: ({ platforms }) => {
          const changed = platforms.filter(one => one.class !== 'unchanged');
          return changed.length > 0 ? (
            changed.map(({ platform }) => platform).join(', ')
          ) : (
            <span className={styles.muted}>
              {t('tagChanges.changes.allPlatforms')}
            </span>
          );
        },
      },
      {
        id: 'digests',
        label: t('tagChanges.changes.digests'),
        entry: 'end',
        cell: ({ aliases, from, to }) => (
          <span className={styles.sides}>
            <Side digest={from} aliases={aliases.from} />
            <span aria-hidden="true">→</span>
            <Side digest={to} aliases={aliases.to} />
          </span>
        ),
      },
    ],
    [t, time],
  );
}
