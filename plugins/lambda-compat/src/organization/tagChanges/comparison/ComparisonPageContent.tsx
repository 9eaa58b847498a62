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
import { VisuallyHidden } from '@backstage/ui';
import { useParams } from 'react-router-dom';

import { paletteClass } from '../../../components/palette';
import { ContentsLabel } from '../../../components/tags';
import { PageLink } from '../../../components/text';
import { useOptionalParamRoute } from '../../../navigation';
import { lambdaCompatTagChangeRouteRef } from '../../../routes';
import { familiarName } from '../../../tags';
import { lambdaCompatTranslationRef } from '../../../translation';
import { Choice } from '../../coverage/parts/Choice';
import pageStyles from '../../coverage/CoveragePageContent.module.css';
import { CoverageCard } from '../../coverage/parts/CoverageCard';
import { KeptStrip } from '../../coverage/parts/CoverageError';
import { Lines } from '../../coverage/parts/Lines';
import { useComparisonView } from '../../url/useTagChangesView';
import { CardFailure } from '../CardFailure';
import { ContentsState } from '../change/came/ContentsState';
import { changedPlatforms, shownContents } from '../change/contents';
import type { Change } from '../change/types';
import { useComparison, useTagChange } from '../change/useTagChange';
import { LoadingPage } from '../LoadingPage';
import { PageFailure } from '../PageFailure';
import styles from '../tagChanges.module.css';
import { ComparisonFacts } from './ComparisonFacts';
import { ComparisonSections } from './ComparisonSections';

function Loaded(props: { change: Change }) {
  const { change } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const address = useComparisonView();
  const changeRoute = useOptionalParamRoute(lambdaCompatTagChangeRouteRef);
  const contents = shownContents(change, address.view.platform);
  const { error, isBusy, isLoading, retry, value } = useComparison(
    change.id,
    contents,
  );
  const platforms = changedPlatforms(change);
  const comparison = value?.comparison;

  return (
    <>
      <header className={pageStyles.header}>
        <div className={pageStyles.text}>
          {contents && (
            <p className={styles.class}>
              <b>
                <ContentsLabel
                  contents={{
                    state: contents.state,
                    class: contents.summary?.class ?? null,
                  }}
                  moveClass={change.class}
                  isHeadline
                />
              </b>
              <span className={styles.muted}>{contents.platform}</span>
            </p>
          )}
          <h2 className={styles.title} title={change.image}>
            {familiarName(change.image)}
          </h2>
          {comparison && (
            <p className={styles.paragraph}>{comparison.sentence}</p>
          )}
          <p className={styles.notes}>
            <PageLink href={changeRoute?.({ moveId: change.id })}>
              {t('comparison.back')}
            </PageLink>
          </p>
        </div>
        {platforms.length > 1 && contents && (
          <Choice
            label={t('incident.came.platform')}
            options={platforms.map(id => ({ id, label: id }))}
            value={contents.platform}
            onChange={platform => address.change({ platform })}
          />
        )}
      </header>
      {error && value && <KeptStrip error={error} onRetry={retry} />}
      {comparison ? (
        <>
          <ComparisonFacts change={change} comparison={comparison} />
          <ComparisonSections
            key={comparison.to.digest}
            comparison={comparison}
          />
        </>
      ) : (
        <CoverageCard
          title={t('comparison.title')}
          isBusy={isBusy}
          actions={null}
        >
          <VisuallyHidden role="status">
            {isLoading && t('comparison.loading')}
          </VisuallyHidden>
          {isLoading && <Lines widths={[60, 90, 80, 40, 90]} />}
          {error && <CardFailure error={error} onRetry={retry} />}
          {contents && <ContentsState contents={value ?? contents} />}
          {!contents && <p>{t('comparison.notAvailable')}</p>}
        </CoverageCard>
      )}
    </>
  );
}

/** What came with one move of a tag, in full, for one platform. */
export function ComparisonPageContent() {
  const { moveId = '' } = useParams();
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const { error, isLoading, retry, value } = useTagChange(moveId);

  return (
    <div className={`${paletteClass} ${pageStyles.page}`}>
      <VisuallyHidden role="status">
        {isLoading && t('tagChange.loading')}
      </VisuallyHidden>
      {isLoading && <LoadingPage />}
      {error && !value && (
        <PageFailure
          error={error}
          onRetry={retry}
          notFound={t('tagChange.notFoundText')}
        />
      )}
      {error && value && <KeptStrip error={error} onRetry={retry} />}
      {value && <Loaded key={value.id} change={value} />}
    </div>
  );
}
