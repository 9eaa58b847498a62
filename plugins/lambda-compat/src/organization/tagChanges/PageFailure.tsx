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

import { Headline, NoneIcon } from '../../components/states';
import { explainError } from '../../report';
import { lambdaCompatTranslationRef } from '../../translation';
import { CoverageError } from '../coverage/parts/CoverageError';
import { BackLink } from './BackLink';

interface PageFailureProps {
  error: Error;
  onRetry: () => void;
  /** What is said where the backend does not know it, or not for the reader. */
  notFound: string;
}

/** What a page is about could not be loaded: why, and what to do. */
export function PageFailure(props: PageFailureProps) {
  const { error, notFound, onRetry } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  return explainError(error) === 'unknown-entity' ? (
    <Headline icon={<NoneIcon />} title={t('tagChange.notFound')}>
      <p>{notFound}</p>
      <p>
        <BackLink />
      </p>
    </Headline>
  ) : (
    <CoverageError error={error} onRetry={onRetry} />
  );
}
