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
import type { FunctionCompatibility } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { ReactNode } from 'react';

import { lambdaCompatTranslationRef } from '../../translation';
import { Headline, NoneIcon } from '../states';
import { ErrorState } from '../states/ErrorState';
import { LoadingState } from '../states/LoadingState';
import { CompatibilityStrips } from './CompatibilityStrips';
import styles from './compatibility.module.css';
import { FunctionChoice } from './FunctionChoice';
import { FunctionHeadline } from './FunctionHeadline';
import { NotMeasured } from './NotMeasured';
import { RuntimeFacts } from './RuntimeFacts';
import type { CompatibilityView } from './useCompatibilityView';

interface CompatibilityBodyProps {
  view: CompatibilityView;
  /** The results; not called where the component has no function. */
  children: (chosen: FunctionCompatibility) => ReactNode;
}

function NotApplicable() {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  return (
    <Headline icon={<NoneIcon />} title={t('compatibility.notApplicable')}>
      <p className={styles.muted}>{t('compatibility.notApplicableText')}</p>
    </Headline>
  );
}

/** The one state that the compatibility is in, or the results. */
export function CompatibilityBody(props: CompatibilityBodyProps) {
  const { children, view } = props;
  const { chosen, error, value } = view;

  if (!value) {
    return error ? (
      <ErrorState error={error} onRetry={view.retry} />
    ) : (
      <LoadingState />
    );
  }
  if (value.status === 'not-applicable') {
    return <NotApplicable />;
  }
  const isMeasured = chosen !== undefined && chosen.measuredAt !== null;
  // A date alone can be a risk, also to what was never measured.
  const hasVerdict = isMeasured || chosen?.judgement.verdict === 'at-risk';
  return (
    <>
      <CompatibilityStrips view={view} />
      <FunctionChoice view={view} />
      {chosen && hasVerdict && <FunctionHeadline compatibility={chosen} />}
      {!isMeasured && <NotMeasured view={view} />}
      {chosen && (
        <>
          <RuntimeFacts compatibility={chosen} />
          {children(chosen)}
        </>
      )}
    </>
  );
}
