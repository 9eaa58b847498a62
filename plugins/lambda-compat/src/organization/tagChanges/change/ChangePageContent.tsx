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
import { isWeighty } from '../../../tags';
import { lambdaCompatTranslationRef } from '../../../translation';
import pageStyles from '../../coverage/CoveragePageContent.module.css';
import { KeptStrip } from '../../coverage/parts/CoverageError';
import { LoadingPage } from '../LoadingPage';
import { PageFailure } from '../PageFailure';
import styles from '../tagChanges.module.css';
import { CameWithIt } from './came/CameWithIt';
import { ChangeFacts } from './ChangeFacts';
import { ChangeHead } from './ChangeHead';
import { OtherMoves } from './OtherMoves';
import { PinCard } from './pin/PinCard';
import { SummaryCard } from './SummaryCard';
import type { Change } from './types';
import { useTagChange, useTagOf } from './useTagChange';
import { WhoIsExposed } from './WhoIsExposed';

function Loaded(props: { change: Change }) {
  const { change } = props;
  const tag = useTagOf(change);
  return (
    <>
      <ChangeHead change={change} history={tag.value} />
      <ChangeFacts change={change} history={tag.value} />
      <div className={styles.columns}>
        <div className={styles.column}>
          <WhoIsExposed change={change} />
          {isWeighty(change.class) && <PinCard change={change} />}
        </div>
        <div className={styles.column}>
          <CameWithIt change={change} />
          <SummaryCard change={change} />
          <OtherMoves change={change} tag={tag} />
        </div>
      </div>
    </>
  );
}

/** One move of a tag: what happened, whom it concerns, what came with it. */
export function ChangePageContent() {
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
