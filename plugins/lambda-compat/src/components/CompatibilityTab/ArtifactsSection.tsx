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
import type { MeasuredArtifact } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { useMemo } from 'react';

import type { ReportedArtifact } from '../../compatibility';
import { lambdaCompatTranslationRef } from '../../translation';
import { type DataColumn, DataTable } from '../DataTable';
import { CopyButton } from '../patch';
import { SectionCard } from '../ReportTab/SectionCard';
import { Code } from '../text';
import styles from './CompatibilityTab.module.css';

interface ArtifactsSectionProps {
  artifacts: readonly MeasuredArtifact[];
  /** With what they hold; undefined while it is not known. */
  reports: readonly ReportedArtifact[] | undefined;
}

/** As many digits as tools print of a digest. */
const SHORT_DIGEST = 12;
const MEBIBYTE = 1024 * 1024;
/** Skipped entries that are named; the others are counted. */
const MAX_SKIPPED = 3;

function Size(props: { bytes: number }) {
  const { bytes } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const text =
    bytes >= MEBIBYTE
      ? t('artifacts.mebibytes', { size: Math.round(bytes / MEBIBYTE) })
      : t('artifacts.kibibytes', { size: Math.ceil(bytes / 1024) });
  return <span title={t('artifacts.bytes', { count: bytes })}>{text}</span>;
}

function Held(props: { report: ReportedArtifact['report'] | undefined }) {
  const { report } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  if (!report) {
    return <span className={styles.muted}>{t('compatibility.notKnown')}</span>;
  }
  const hiding = report.skipped.filter(({ hidesFiles }) => hidesFiles);
  return (
    <>
      {t('artifacts.entries', { count: report.entries })},{' '}
      {t('artifacts.native', { count: report.files.length })}
      {hiding.length > 0 && (
        <ul className={styles.plain}>
          <li>{t('artifacts.hidden', { count: hiding.length })}</li>
          {hiding.slice(0, MAX_SKIPPED).map(({ message, path }) => (
            <li key={path} className={styles.second}>
              {path && `${path}: `}
              {message}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** What was measured: function and layers, each known by its digest. */
export function ArtifactsSection(props: ArtifactsSectionProps) {
  const { reports } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const columns = useMemo<DataColumn<MeasuredArtifact>[]>(
    () => [
      {
        id: 'name',
        label: t('artifacts.name'),
        isRowHeader: true,
        cell: ({ mount, name }) => (
          <>
            {name}
            <span className={styles.second}>
              {t(`artifacts.mount.${mount}`)}
            </span>
          </>
        ),
      },
      {
        id: 'format',
        label: t('artifacts.format'),
        isNamedWhereNarrow: true,
        width: 'medium',
        cell: ({ format, size }) => (
          <>
            {format}, <Size bytes={size} />
          </>
        ),
      },
      {
        id: 'held',
        label: t('artifacts.holds'),
        isNamedWhereNarrow: true,
        cell: ({ sha256 }) => (
          <Held report={reports?.find(one => one.sha256 === sha256)?.report} />
        ),
      },
      {
        id: 'sha256',
        label: t('artifacts.digest'),
        isNamedWhereNarrow: true,
        cell: ({ name, sha256 }) => (
          <span className={styles.digest}>
            <Code title={sha256}>{sha256.slice(0, SHORT_DIGEST)}</Code>
            <CopyButton
              text={sha256}
              label={t('artifacts.copyDigest', { name })}
              copiedText={t('artifacts.digestCopied')}
              isIconOnly
            />
          </span>
        ),
      },
    ],
    [reports, t],
  );

  return (
    <SectionCard title={t('artifacts.title')}>
      <DataTable
        label={t('artifacts.title')}
        columns={columns}
        items={props.artifacts}
      />
    </SectionCard>
  );
}
