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
import { VERSIONS_AS } from '../../url/comparisonUrl';
import { useComparisonView } from '../../url/useTagChangesView';
import { Versions } from '../change/came/Versions';
import type {
  Comparison,
  LibraryChange,
  ProvidedVersion,
} from '../change/types';
import { namespaceChanges } from '../change/versions';
import styles from './comparison.module.css';

function Names(props: { versions: readonly ProvidedVersion[] }) {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  return props.versions.length > 0 ? (
    <Code>
      {props.versions
        .map(({ name, symbols }) =>
          symbols === null
            ? name
            : t('comparison.versions.version', { version: name, symbols }),
        )
        .join(', ')}
    </Code>
  ) : (
    <span className={styles.muted}>{t('comparison.versions.nothing')}</span>
  );
}

function highestText({ highest }: LibraryChange, nothing: string): string {
  return highest
    .map(({ from, namespace, to }) =>
      from === to
        ? `${to ?? namespace}`
        : `${from ?? nothing} → ${to ?? nothing}`,
    )
    .join(', ');
}

/** Every library that changed, with every version by its full name. */
function VersionTable(props: { libraries: readonly LibraryChange[] }) {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const columns = useMemo<DataColumn<LibraryChange>[]>(
    () => [
      {
        id: 'library',
        label: t('comparison.versions.library'),
        isRowHeader: true,
        entry: 'name',
        cell: ({ library, path }) => (
          <>
            <Code>{library}</Code>
            <span className={styles.second}>
              {t('comparison.versions.path', { path: `/${path.to}` })}
            </span>
          </>
        ),
      },
      {
        id: 'gained',
        label: t('comparison.versions.gained'),
        width: 'roomy',
        entry: 'line',
        isNamedWhereNarrow: true,
        cell: ({ gained }) => <Names versions={gained} />,
      },
      {
        id: 'lost',
        label: t('comparison.versions.lost'),
        entry: 'line',
        isNamedWhereNarrow: true,
        cell: ({ lost }) => <Names versions={lost} />,
      },
      {
        id: 'highest',
        label: t('comparison.versions.highest'),
        entry: 'line',
        isNamedWhereNarrow: true,
        cell: library => (
          <Code>{highestText(library, t('comparison.versions.nothing'))}</Code>
        ),
      },
    ],
    [t],
  );
  return (
    <DataTable
      label={t('comparison.versions.label')}
      columns={columns}
      items={props.libraries}
    />
  );
}

/** Symbol versions as chips or as a table, and libraries that came and went. */
export function SymbolsSection(props: { comparison: Comparison }) {
  const { libraries, symbolVersions } = props.comparison;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const { change, view } = useComparisonView();
  const namespaces = useMemo(
    () => namespaceChanges(symbolVersions),
    [symbolVersions],
  );
  const isSame = libraries.added.length + libraries.removed.length === 0;

  return (
    <>
      <CoverageCard
        title={t('incident.symbols.title')}
        isBusy={false}
        actions={
          namespaces.length > 0 && (
            <Choice
              label={t('comparison.showAs')}
              options={VERSIONS_AS.map(id => ({
                id,
                label: t(`comparison.as.${id}`),
              }))}
              value={view.as}
              onChange={as => change({ as })}
            />
          )
        }
      >
        {namespaces.length === 0 && <p>{t('incident.symbols.none')}</p>}
        {namespaces.length > 0 &&
          (view.as === 'table' ? (
            <VersionTable libraries={symbolVersions} />
          ) : (
            <div>
              <Versions changes={namespaces} />
            </div>
          ))}
      </CoverageCard>
      <CoverageCard
        title={t('comparison.libraries.label')}
        isBusy={false}
        actions={null}
      >
        {isSame && <p>{t('comparison.libraries.none')}</p>}
        {(['added', 'removed'] as const).map(
          kind =>
            libraries[kind].length > 0 && (
              <div key={kind}>
                <h4 className={styles.heading}>
                  {t(`comparison.libraries.${kind}`)}{' '}
                  <span className={styles.muted}>{libraries[kind].length}</span>
                </h4>
                <ul className={styles.names}>
                  {libraries[kind].map(name => (
                    <li key={name}>
                      <Code>{name}</Code>
                    </li>
                  ))}
                </ul>
              </div>
            ),
        )}
      </CoverageCard>
    </>
  );
}
