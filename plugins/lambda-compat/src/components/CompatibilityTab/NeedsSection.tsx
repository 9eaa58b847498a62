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

import type { ReportedArtifact, ScannedFile } from '../../compatibility';
import { lambdaCompatTranslationRef } from '../../translation';
import { type DataColumn, DataTable } from '../DataTable';
import { SectionCard } from '../ReportTab/SectionCard';
import { Code } from '../text';
import styles from './CompatibilityTab.module.css';

interface NeedsSectionProps {
  artifacts: readonly ReportedArtifact[];
}

interface FileNeeds {
  artifact: string;
  file: ScannedFile;
}

const fileKey = ({ artifact, file }: FileNeeds) => `${artifact} ${file.path}`;

/** Libraries in the order of the loader, each with the versions needed of it. */
function needsOf(file: ScannedFile) {
  const { needed = [], versionNeeds = [] } = file.report ?? {};
  const libraries = new Set([
    ...needed,
    ...versionNeeds.map(({ library }) => library),
  ]);
  return [...libraries].map(library => ({
    library,
    versions: versionNeeds
      .filter(need => need.library === library)
      .flatMap(need => need.versions),
  }));
}

function Needs(props: { file: ScannedFile }) {
  const { error, report } = props.file;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  if (!report) {
    return <>{t('needs.notRead', { message: error?.message ?? '' })}</>;
  }
  const needs = needsOf(props.file);
  if (!needs.length) {
    return (
      <span className={styles.muted}>
        {t(report.static ? 'needs.static' : 'needs.none')}
      </span>
    );
  }
  return (
    <ul className={styles.plain}>
      {needs.map(({ library, versions }) => (
        <li key={library}>
          <Code>{library}</Code>
          {versions.length > 0 && (
            <span className={styles.second}>
              {versions
                .map(({ name, weak }) =>
                  weak ? t('needs.weak', { version: name }) : name,
                )
                .join(', ')}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

function Kind(props: { file: ScannedFile }) {
  const { report } = props.file;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  if (!report) {
    return <span className={styles.muted}>{t('compatibility.notKnown')}</span>;
  }
  const paths = [...report.rpath, ...report.runpath];
  return (
    <>
      {t('needs.kind', { machine: report.machine, kind: report.kind })}
      {report.interpreter && (
        <span className={styles.second}>
          {t('needs.interpreter', { path: report.interpreter })}
        </span>
      )}
      {report.soname && (
        <span className={styles.second}>
          {t('needs.soname', { soname: report.soname })}
        </span>
      )}
      {paths.length > 0 && (
        <span className={styles.second}>
          {t('needs.runpath', { path: paths.join(':') })}
        </span>
      )}
    </>
  );
}

/** What each file asks for, before anybody says who meets it. */
export function NeedsSection(props: NeedsSectionProps) {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const files = useMemo<FileNeeds[]>(
    () =>
      props.artifacts.flatMap(({ name, report }) =>
        report.files.map(file => ({ artifact: name, file })),
      ),
    [props.artifacts],
  );
  const columns = useMemo<DataColumn<FileNeeds>[]>(
    () => [
      {
        id: 'file',
        label: t('nativeFiles.file'),
        isRowHeader: true,
        cell: ({ artifact, file }) => (
          <>
            <Code title={file.sha256 ?? undefined}>{file.path}</Code>
            <span className={styles.second}>{artifact}</span>
          </>
        ),
      },
      {
        id: 'kind',
        label: t('needs.what'),
        isNamedWhereNarrow: true,
        width: 'roomy',
        cell: ({ file }) => <Kind file={file} />,
      },
      {
        id: 'needs',
        label: t('needs.needs'),
        isNamedWhereNarrow: true,
        width: 'wide',
        cell: ({ file }) => <Needs file={file} />,
      },
    ],
    [t],
  );

  return (
    <SectionCard title={t('needs.title')}>
      {files.length > 0 ? (
        <DataTable
          label={t('needs.title')}
          columns={columns}
          items={files}
          keyOf={fileKey}
        />
      ) : (
        <p className={styles.text}>{t('needs.noFiles')}</p>
      )}
    </SectionCard>
  );
}
