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
import { Button } from '@backstage/ui';
import { RiRefreshLine } from '@remixicon/react';

import { errorText } from '../../report';
import { lambdaCompatTranslationRef } from '../../translation';
import { Headline, UnknownIcon } from '../states';

interface ReportsFailureProps {
  error: Error;
  onRetry: () => void;
}

/** The reports of the artifacts could not be loaded; the verdict is there. */
export function ReportsFailure(props: ReportsFailureProps) {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  return (
    <>
      <Headline icon={<UnknownIcon />} title={t('needs.failed')}>
        <p>{errorText(props.error)}</p>
      </Headline>
      <Button
        variant="secondary"
        iconStart={<RiRefreshLine aria-hidden="true" />}
        onPress={props.onRetry}
      >
        {t('state.retry')}
      </Button>
    </>
  );
}
