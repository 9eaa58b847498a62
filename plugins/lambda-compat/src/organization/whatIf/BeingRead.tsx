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
import { useEffect } from 'react';

import { Headline, UnknownIcon } from '../../components/states';
import { errorText } from '../../report';
import { lambdaCompatTranslationRef } from '../../translation';
import { CoverageCard } from '../coverage/parts/CoverageCard';

const PAUSE_MS = 5_000;

interface BeingReadProps {
  error: Error | undefined;
  onRetry: () => void;
}

/** The backend needs longer than requests may take, as for a new image. */
export function BeingRead(props: BeingReadProps) {
  const { error, onRetry } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  useEffect(() => {
    // While it asks again there is no error.
    if (!error) {
      return undefined;
    }
    const timer = setTimeout(onRetry, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [error, onRetry]);
  return (
    <CoverageCard title={t('whatIf.answer')} isBusy actions={null}>
      <div role="status">
        <Headline icon={<UnknownIcon />} title={t('whatIf.beingRead')}>
          {error && <p>{errorText(error)}</p>}
          <p>{t('whatIf.beingReadText')}</p>
        </Headline>
      </div>
    </CoverageCard>
  );
}
