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
import type { TagHistory } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { useParams } from 'react-router-dom';

import { lambdaCompatApiRef } from '../../../api';
import { paletteClass } from '../../../components/palette';
import {
  HistoryControls,
  HistoryFooter,
  HistoryView,
} from '../../../components/tags';
import { PageLink } from '../../../components/text';
import { useOptionalRoute } from '../../../navigation';
import { lambdaCompatTagChangesRouteRef } from '../../../routes';
import { familiarName, platformsOf } from '../../../tags';
import { lambdaCompatTranslationRef } from '../../../translation';
import pageStyles from '../../coverage/CoveragePageContent.module.css';
import { CoverageCard } from '../../coverage/parts/CoverageCard';
import { KeptStrip } from '../../coverage/parts/CoverageError';
import { useRequest } from '../../data';
import { writeParams } from '../../url/params';
import { TAG_DAYS } from '../../url/tagChangesUrl';
import { useTagView } from '../../url/useTagChangesView';
import { LoadingPage } from '../LoadingPage';
import { PageFailure } from '../PageFailure';
import styles from '../tagChanges.module.css';
import { OtherObservers } from './OtherObservers';
import { TagFacts } from './TagFacts';

/** More than this is a list of its own. */
const MAX_MOVES = 50;

/** The answer with what was asked for, and when: its range ends there. */
interface AskedTag {
  tagId: string;
  history: TagHistory;
  days: number;
  /** Milliseconds since the epoch. */
  askedAt: number;
}

function useTagHistory(tagId: string, days: number) {
  const api = useApi(lambdaCompatApiRef);
  const request = useRequest<AskedTag>(`${days} ${tagId}`, async signal => {
    const history = await api.getTagHistory(tagId, { days, signal });
    return { tagId, history, days, askedAt: Date.now() };
  });
  // What is known of another tag must not be seen, not even for one frame.
  const value = request.value?.tagId === tagId ? request.value : undefined;
  return {
    ...request,
    value,
    isLoading: request.isBusy && value === undefined,
  };
}

function Loaded(props: { asked: AskedTag; isBusy: boolean }) {
  const { asked, isBusy } = props;
  const { history } = asked;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const { change, view } = useTagView();
  const listRoute = useOptionalRoute(lambdaCompatTagChangesRouteRef);
  const platforms = platformsOf(history);
  const platform =
    view.platform && platforms.includes(view.platform) ? view.platform : null;
  const query = writeParams({ tag: history.tag.id, quiet: 'shown' });

  return (
    <>
      <header>
        <h2 className={styles.title} title={history.tag.image}>
          {familiarName(history.tag.image)}
        </h2>
      </header>
      <TagFacts tag={history.tag} />
      <CoverageCard
        title={t('tagPage.history')}
        isBusy={isBusy}
        actions={
          <PageLink href={listRoute && `${listRoute()}?${query}`}>
            {t('tagPage.changes')}
          </PageLink>
        }
      >
        <div>
          <HistoryControls
            ranges={TAG_DAYS}
            days={view.days}
            onDays={days => change({ days })}
            as={view.as}
            onAs={as => change({ as })}
            platforms={platforms}
            platform={platform}
            onPlatform={chosen => change({ platform: chosen ?? undefined })}
          />
          <HistoryView
            history={history}
            platform={platform}
            days={asked.days}
            now={asked.askedAt}
            as={view.as}
            moves={MAX_MOVES}
          />
          <p className={styles.footer}>
            <HistoryFooter history={history} />
          </p>
        </div>
      </CoverageCard>
      {history.tag.otherObservers.length > 0 && (
        <OtherObservers tag={history.tag} />
      )}
    </>
  );
}

/** The history of one tag, from every observer. State is in the address. */
export function TagPageContent() {
  const { tagId = '' } = useParams();
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const { view } = useTagView();
  const { error, isBusy, isLoading, retry, value } = useTagHistory(
    tagId,
    Number(view.days),
  );

  return (
    <div className={`${paletteClass} ${pageStyles.page}`}>
      <VisuallyHidden role="status">
        {isLoading && t('tagPage.loading')}
      </VisuallyHidden>
      {isLoading && <LoadingPage />}
      {error && !value && (
        <PageFailure
          error={error}
          onRetry={retry}
          notFound={t('tagPage.notFoundText')}
        />
      )}
      {error && value && <KeptStrip error={error} onRetry={retry} />}
      {value && <Loaded key={value.tagId} asked={value} isBusy={isBusy} />}
    </div>
  );
}
