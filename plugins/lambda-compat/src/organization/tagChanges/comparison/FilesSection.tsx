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

import { type DataColumn, DataTable } from '../../../components/DataTable';
import { Code } from '../../../components/text';
import { lambdaCompatTranslationRef } from '../../../translation';
import { Choice } from '../../coverage/parts/Choice';
import { CoverageCard } from '../../coverage/parts/CoverageCard';
import { ListSearch } from '../../tables/ListSearch';
import { FILE_KINDS } from '../../url/comparisonUrl';
import { useComparisonView } from '../../url/useTagChangesView';
import { useSizeText } from '../change/came/useSizeText';
import type { FileChanges, ImageFile } from '../change/types';
import styles from './comparison.module.css';
import { type FileRow, fileRows, modeText, pathOf } from './fileRows';

/** What one file is, where it is on one side only. */
function useOneSide() {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  return (file: ImageFile) =>
    [
      t(`comparison.files.type.${file.type}`),
      file.target !== null &&
        t('comparison.files.pointsTo', { target: file.target }),
      file.hardlinkTo !== null &&
        t('comparison.files.hardlink', { target: file.hardlinkTo }),
      `${modeText(file.mode)} ${file.uid}:${file.gid}`,
    ]
      .filter(Boolean)
      .join(', ');
}

/** What differs between the sides: content apart from mode and owner. */
function useBothSides() {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  return (from: ImageFile, to: ImageFile) => {
    const type = (file: ImageFile) => t(`comparison.files.type.${file.type}`);
    const owner = (file: ImageFile) => `${file.uid}:${file.gid}`;
    return [
      from.type !== to.type &&
        t('comparison.files.fromTo', { from: type(from), to: type(to) }),
      from.type === to.type &&
        from.sha256 !== to.sha256 &&
        t('comparison.files.content'),
      from.type === to.type &&
        from.target !== to.target &&
        t('comparison.files.target', {
          from: from.target ?? '',
          to: to.target ?? '',
        }),
      from.mode !== to.mode &&
        t('comparison.files.mode', {
          from: modeText(from.mode),
          to: modeText(to.mode),
        }),
      owner(from) !== owner(to) &&
        t('comparison.files.owner', { from: owner(from), to: owner(to) }),
      JSON.stringify(from.xattrs ?? {}) !== JSON.stringify(to.xattrs ?? {}) &&
        t('comparison.files.xattrs'),
    ]
      .filter(Boolean)
      .join(', ');
  };
}

function useFileColumns(): DataColumn<FileRow>[] {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const sizes = useSizeText();
  const oneSide = useOneSide();
  const bothSides = useBothSides();
  return useMemo<DataColumn<FileRow>[]>(
    () => [
      {
        id: 'path',
        label: t('comparison.files.path'),
        isRowHeader: true,
        width: 'wide',
        entry: 'name',
        cell: row => <Code>{`/${pathOf(row)}`}</Code>,
      },
      {
        id: 'change',
        label: t('comparison.files.change'),
        entry: 'line',
        cell: ({ from, to }) => {
          const only = from ?? to;
          if (from && to) {
            return bothSides(from, to);
          }
          return only && oneSide(only);
        },
      },
      {
        id: 'size',
        label: t('comparison.files.size'),
        entry: 'muted',
        width: 'medium',
        cell: ({ from, to }) =>
          from && to && from.size !== to.size
            ? t('comparison.files.fromTo', {
                from: sizes.size(from.size),
                to: sizes.size(to.size),
              })
            : sizes.size((to ?? from)?.size ?? 0),
      },
    ],
    // The two functions are made of nothing but `t`.
    // eslint-disable-next-line react-hooks/exhaustive-deps -- see above
    [sizes, t],
  );
}

/** Files that changed, by kind; what differs in time alone is only counted. */
export function FilesSection(props: { files: FileChanges }) {
  const { files } = props;
  const { counts } = files;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const { change, view } = useComparisonView();
  const kind =
    FILE_KINDS.find(one => one === view.kind) ??
    FILE_KINDS.find(one => counts[one] > 0) ??
    FILE_KINDS[0];
  const rows = useMemo(() => fileRows(files, kind), [files, kind]);
  const search = view.search?.toLowerCase() ?? '';
  const shown = useMemo(
    () => rows.filter(row => pathOf(row).toLowerCase().includes(search)),
    [rows, search],
  );
  const columns = useFileColumns();

  return (
    <CoverageCard
      title={t('comparison.files.label')}
      isBusy={false}
      actions={
        rows.length > 0 && (
          <ListSearch
            label={t('comparison.files.search')}
            value={view.search}
            onChange={text => change({ search: text || undefined })}
          />
        )
      }
    >
      <div>
        <Choice
          label={t('comparison.files.kind')}
          options={FILE_KINDS.map(id => ({
            id,
            label: t(`comparison.files.kinds.${id}`, { amount: counts[id] }),
          }))}
          value={kind}
          onChange={one => change({ kind: one })}
        />
      </div>
      {counts[kind] > rows.length && (
        <p className={styles.muted}>
          {t('comparison.files.truncated', {
            listed: rows.length,
            total: counts[kind],
          })}
        </p>
      )}
      {shown.length > 0 ? (
        <DataTable
          key={`${kind} ${search}`}
          label={t('comparison.files.label')}
          columns={columns}
          items={shown}
          keyOf={pathOf}
        />
      ) : (
        <p>
          {t(
            rows.length > 0
              ? 'comparison.files.empty'
              : 'comparison.files.none',
          )}
        </p>
      )}
      <p className={styles.muted}>
        {counts.times > 0 && (
          <>{t('comparison.files.times', { count: counts.times })} </>
        )}
        {t('comparison.files.unchanged', { count: counts.unchanged })}
      </p>
    </CoverageCard>
  );
}
