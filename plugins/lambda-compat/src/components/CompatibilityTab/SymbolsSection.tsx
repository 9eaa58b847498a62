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

import type { Finding, ReportedArtifact } from '../../compatibility';
import { lambdaCompatTranslationRef } from '../../translation';
import { type DataColumn, DataTable } from '../DataTable';
import { SectionCard } from '../ReportTab/SectionCard';
import { Code } from '../text';
import styles from './CompatibilityTab.module.css';

interface SymbolsSectionProps {
  artifacts: readonly ReportedArtifact[];
  /** They know the names of some symbols as people write them. */
  findings: readonly Finding[];
}

interface VersionUse {
  artifact: string;
  path: string;
  library: string;
  version: string;
  symbols: string[];
  count: number;
}

/** Symbols of a version at once; the others on demand. */
const MAX_SYMBOLS = 6;

const versionKey = ({ artifact, library, path, version }: VersionUse) =>
  [artifact, path, library, version].join(' ');

function Symbols(props: {
  use: VersionUse;
  readable: ReadonlyMap<string, string>;
}) {
  const { readable, use } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const others = use.symbols.slice(MAX_SYMBOLS);
  const unnamed = use.count - use.symbols.length;
  const list = (symbols: readonly string[]) =>
    symbols.map(symbol => (
      <li key={symbol}>
        <Code title={symbol}>{readable.get(symbol) || symbol}</Code>
      </li>
    ));

  return (
    <>
      <ul className={styles.plain}>
        {list(use.symbols.slice(0, MAX_SYMBOLS))}
        {others.length === 0 && unnamed > 0 && (
          <li className={styles.muted}>
            {t('compatibility.moreSymbols', { count: unnamed })}
          </li>
        )}
      </ul>
      {others.length > 0 && (
        <details className={styles.more}>
          <summary>
            {t('compatibility.moreSymbols', { count: others.length + unnamed })}
          </summary>
          <ul className={styles.plain}>
            {list(others)}
            {unnamed > 0 && (
              <li className={styles.muted}>
                {t('compatibility.moreSymbols', { count: unnamed })}
              </li>
            )}
          </ul>
        </details>
      )}
    </>
  );
}

/** Which function brings which version: the end of the search for a cause. */
export function SymbolsSection(props: SymbolsSectionProps) {
  const { artifacts, findings } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const uses = useMemo<VersionUse[]>(
    () =>
      artifacts.flatMap(({ name, report }) =>
        report.files.flatMap(({ path, versionSymbols = [] }) =>
          versionSymbols.map(use => ({ artifact: name, path, ...use })),
        ),
      ),
    [artifacts],
  );
  const readable = useMemo(
    () =>
      new Map(
        findings.flatMap(({ symbols }) =>
          symbols.map(({ demangled, name }) => [name, demangled] as const),
        ),
      ),
    [findings],
  );
  const columns = useMemo<DataColumn<VersionUse>[]>(
    () => [
      {
        id: 'version',
        label: t('symbols.version'),
        isRowHeader: true,
        width: 'roomy',
        cell: ({ library, version }) => (
          <>
            <Code>{version}</Code>
            <span className={styles.second}>{library}</span>
          </>
        ),
      },
      {
        id: 'file',
        label: t('nativeFiles.file'),
        isNamedWhereNarrow: true,
        width: 'roomy',
        cell: ({ artifact, path }) => (
          <>
            <Code>{path}</Code>
            <span className={styles.second}>{artifact}</span>
          </>
        ),
      },
      {
        id: 'symbols',
        label: t('symbols.symbols'),
        isNamedWhereNarrow: true,
        cell: use => <Symbols use={use} readable={readable} />,
      },
    ],
    [readable, t],
  );

  return (
    <SectionCard title={t('symbols.title')}>
      {uses.length > 0 ? (
        <DataTable
          label={t('symbols.title')}
          columns={columns}
          items={uses}
          keyOf={versionKey}
        />
      ) : (
        <p className={styles.text}>{t('symbols.none')}</p>
      )}
    </SectionCard>
  );
}
