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

import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { VisuallyHidden } from '@backstage/ui';
import type { RuntimeProfileState } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { useMemo } from 'react';

import { lambdaCompatApiRef } from '../../api';
import { type DataColumn, DataTable } from '../../components/DataTable';
import { shortenDigests } from '../../components/references/referenceText';
import { useTagTime } from '../../components/tags';
import { Code } from '../../components/text';
import { familiarName, shortDigest } from '../../tags';
import { lambdaCompatTranslationRef } from '../../translation';
import { CoverageCard } from '../coverage/parts/CoverageCard';
import { Lines } from '../coverage/parts/Lines';
import { useRequest } from '../data';
import { CardFailure } from '../tagChanges/CardFailure';
import styles from './whatIf.module.css';

const profileKey = ({ architecture, runtime }: RuntimeProfileState) =>
  `${runtime} ${architecture}`;

type ProfileHistory = RuntimeProfileState['history'];

function highestText(highest: ProfileHistory[number]['highest']): string {
  return highest.map(({ version }) => version).join(', ');
}

/** What the image of a runtime was seen to be, the newest first. */
function History(props: { history: ProfileHistory }) {
  const [newest, ...earlier] = props.history;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const time = useTagTime();
  if (!newest) {
    return (
      <span className={styles.muted}>{t('runtimeProfiles.notWatched')}</span>
    );
  }
  return (
    <>
      {time.between(newest)}
      {earlier.length > 0 && (
        <details>
          <summary className={styles.second}>
            {t('runtimeProfiles.changes', { count: props.history.length })}
          </summary>
          <ul className={styles.history}>
            {props.history.map(state => (
              <li key={`${state.digest} ${state.before}`}>
                <Code title={state.digest}>{shortDigest(state.digest)}</Code>{' '}
                {time.between(state)}
                <span className={styles.second}>
                  {highestText(state.highest)}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

/** What functions are judged by, and since when that is known. */
export function RuntimeProfilesSection() {
  const api = useApi(lambdaCompatApiRef);
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const { error, isBusy, isLoading, retry, value } = useRequest(
    'profiles',
    async signal => (await api.listRuntimeProfiles({ signal })).items,
  );
  const columns = useMemo<DataColumn<RuntimeProfileState>[]>(
    () => [
      {
        id: 'runtime',
        label: t('runtimeProfiles.runtime'),
        isRowHeader: true,
        entry: 'name',
        cell: ({ architecture, runtime }) => (
          <>
            <b>{runtime}</b>
            <span className={styles.second}>{architecture}</span>
          </>
        ),
      },
      {
        id: 'origin',
        label: t('runtimeProfiles.origin'),
        width: 'wide',
        entry: 'line',
        cell: ({ image, origin, source }) => (
          <>
            {t(`runtimeProfiles.origins.${origin}`)}
            <span className={styles.second} title={source}>
              {shortenDigests(source)}
            </span>
            {image && (
              <span className={styles.second}>
                <Code title={image}>{familiarName(image)}</Code>
              </span>
            )}
          </>
        ),
      },
      {
        id: 'highest',
        label: t('runtimeProfiles.highest'),
        entry: 'muted',
        isBlank: ({ history }) => history.length === 0,
        cell: ({ history }) =>
          history[0]
            ? highestText(history[0].highest)
            : t('runtimeProfiles.notKnown'),
      },
      {
        id: 'history',
        label: t('runtimeProfiles.history'),
        entry: 'end',
        cell: ({ history }) => <History history={history} />,
      },
    ],
    [t],
  );

  return (
    <CoverageCard
      title={t('runtimeProfiles.title')}
      isBusy={isBusy}
      actions={null}
    >
      <p className={styles.muted}>{t('runtimeProfiles.intro')}</p>
      <VisuallyHidden role="status">
        {isLoading && t('runtimeProfiles.loading')}
        {value && t('runtimeProfiles.found', { count: value.length })}
      </VisuallyHidden>
      {isLoading && <Lines widths={[90, 80, 85]} />}
      {error && !value && <CardFailure error={error} onRetry={retry} />}
      {value?.length === 0 && <p>{t('runtimeProfiles.empty')}</p>}
      {value && value.length > 0 && (
        <DataTable
          label={t('runtimeProfiles.title')}
          columns={columns}
          items={value}
          keyOf={profileKey}
        />
      )}
    </CoverageCard>
  );
}
