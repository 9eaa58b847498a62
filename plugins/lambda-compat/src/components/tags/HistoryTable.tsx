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

import { familiarName, type Stay, type UnknownStretch } from '../../tags';
import { RelativeTime } from '../../time';
import { lambdaCompatTranslationRef } from '../../translation';
import { type DataColumn, DataTable } from '../DataTable';
import { WebLink } from '../text';
import { ContentsLabel } from './ContentsLabel';
import { DigestText } from './DigestText';
import type { ExposedTimeline, ExposureSpan } from './exposure';
import { MoveClassLabel } from './MoveClassLabel';
import { MoveLink } from './MoveLink';
import styles from './tags.module.css';
import { useTagTime } from './useTagTime';
import { useExposureText } from './useExposureText';
import type { TimelineText } from './useTimelineText';

interface HistoryTableProps {
  timeline: ExposedTimeline;
  text: TimelineText;
  /** Completed, with its tag. */
  image: string;
  /** Whether there can be builds. */
  hasBuilds: boolean;
}

type HistoryRow = Stay | UnknownStretch | ExposureSpan;

const isStretch = (row: HistoryRow): row is UnknownStretch => 'code' in row;

const isExposure = (row: HistoryRow): row is ExposureSpan => 'window' in row;

const startOf = (row: HistoryRow) =>
  isStretch(row) || isExposure(row) ? row.from : Date.parse(row.began.before);

function rowKey(row: HistoryRow): string {
  if (isExposure(row)) {
    return `${row.window.moveId} ${row.from} ${row.to}`;
  }
  return `${isStretch(row) ? row.code : row.digest} ${startOf(row)}`;
}

function ImageCell(props: { stay: Stay; image: string; text: TimelineText }) {
  const { image, stay, text } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const reportedBy = text.reportedBy(stay);
  return (
    <>
      {stay.digest === null ? (
        t('tagHistory.nothingThere')
      ) : (
        <span className={styles.letterAndDigest}>
          <b>{stay.letter}</b>
          <DigestText image={image} digest={stay.digest} />
        </span>
      )}
      {stay.aliases.length > 0 && (
        <span className={styles.second}>
          {t('tagHistory.table.aliases', { tags: stay.aliases.join(', ') })}
        </span>
      )}
      {reportedBy && <span className={styles.second}>{reportedBy}</span>}
    </>
  );
}

function Came(props: { came: string | null }) {
  return props.came ? (
    <span className={styles.second}>{props.came}</span>
  ) : null;
}

/** The timeline as text, the newest first, with what is not known. */
export function HistoryTable(props: HistoryTableProps) {
  const { hasBuilds, image, text, timeline } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const time = useTagTime();
  const { versions } = useExposureText();
  const rows = useMemo<HistoryRow[]>(
    () =>
      [...timeline.exposures, ...timeline.stays, ...timeline.stretches].sort(
        (a, b) => startOf(b) - startOf(a),
      ),
    [timeline],
  );

  const columns = useMemo<DataColumn<HistoryRow>[]>(() => {
    const all: DataColumn<HistoryRow>[] = [
      {
        id: 'image',
        label: t('tagHistory.table.image'),
        isRowHeader: true,
        width: 'roomy',
        cell: row => {
          if (isStretch(row)) {
            return t('tagHistory.table.unknown');
          }
          return isExposure(row) ? (
            <>
              {t('tagHistory.table.exposed')}
              <span className={styles.second}>{row.references.join(', ')}</span>
            </>
          ) : (
            <ImageCell stay={row} image={image} text={text} />
          );
        },
      },
      {
        id: 'first',
        label: t('tagHistory.table.firstSeen'),
        isNamedWhereNarrow: true,
        cell: row => {
          if (isExposure(row)) {
            return time.between(row.window.opened);
          }
          return isStretch(row)
            ? t('tagHistory.table.since', { when: time.moment(row.from) })
            : time.between(row.began);
        },
      },
      {
        id: 'last',
        label: t('tagHistory.table.lastSeen'),
        isNamedWhereNarrow: true,
        cell: row => {
          if (isExposure(row)) {
            return row.window.closed === null
              ? t('tagHistory.table.open')
              : time.moment(row.window.closed);
          }
          if (isStretch(row)) {
            return row.until === null
              ? t('tagHistory.table.now')
              : time.moment(row.until);
          }
          return row.endedBefore
            ? time.moment(row.lastSeenAt)
            : t('tagHistory.table.still', {
                when: <RelativeTime iso={row.lastSeenAt} />,
              });
        },
      },
      {
        id: 'change',
        label: t('tagHistory.table.change'),
        isNamedWhereNarrow: true,
        width: 'roomy',
        cell: row => {
          if (isExposure(row)) {
            return (
              <>
                {text.exposure(row)}
                <span className={styles.second}>{versions(row)}</span>
              </>
            );
          }
          if (isStretch(row)) {
            return row.message || t(`look.code.${row.code}`);
          }
          return row.move ? (
            <>
              <MoveLink move={row.move.move}>
                {row.move.isWeighty ? (
                  <ContentsLabel
                    contents={row.move.move.contents}
                    moveClass={row.move.move.class}
                  />
                ) : (
                  <MoveClassLabel moveClass={row.move.class} />
                )}
              </MoveLink>
              <Came came={text.came(row.move)} />
            </>
          ) : (
            <span className={styles.muted}>
              {t(
                row.began.after === null
                  ? 'tagHistory.table.firstObservation'
                  : 'tagHistory.table.notTold',
              )}
            </span>
          );
        },
      },
    ];
    if (hasBuilds) {
      all.push({
        id: 'builds',
        label: t('tagHistory.table.builds'),
        isNamedWhereNarrow: true,
        cell: row =>
          isStretch(row) || isExposure(row) || row.builds.length === 0 ? (
            <span className={styles.muted}>
              {t('tagHistory.table.noBuilds')}
            </span>
          ) : (
            <span className={styles.builds}>
              {row.builds.map(build => (
                <WebLink
                  key={`${build.at} ${build.functionName}`}
                  url={build.url}
                  title={build.commit ?? undefined}
                >
                  {text.build(build)}
                </WebLink>
              ))}
            </span>
          ),
      });
    }
    return all;
  }, [hasBuilds, image, t, text, time, versions]);

  return (
    <DataTable
      label={t('tagHistory.table.label', { image: familiarName(image) })}
      columns={columns}
      items={rows}
      keyOf={rowKey}
    />
  );
}
