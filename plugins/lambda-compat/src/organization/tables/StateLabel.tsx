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
import {
  type ComponentCoverage,
  type CoverageState,
  UNKNOWN_COVERAGE_STATES,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { PinClassLabel } from '../../components/references';
import { NoneIcon, UnknownIcon } from '../../components/states';
import { lambdaCompatTranslationRef } from '../../translation';
import styles from './tables.module.css';

/** Whether the state says that the images are not, or not all, known. */
export function isUnknownState(state: CoverageState): boolean {
  return UNKNOWN_COVERAGE_STATES.some(unknown => unknown === state);
}

/** Icon and word of a state in which no reference is known. */
function StateLabel(props: { state: CoverageState }) {
  const { state } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  return (
    <span className={styles.status}>
      {isUnknownState(state) ? <UnknownIcon /> : <NoneIcon />}
      <span>{t(`coverageState.${state}`)}</span>
    </span>
  );
}

interface WeakestPinProps {
  component: Pick<ComponentCoverage, 'state' | 'weakest'>;
}

/**
 * The class of the weakest reference. What is known can be old or not all, and
 * then the state stands beside it: a digest alone would look like the answer.
 */
export function WeakestPin(props: WeakestPinProps) {
  const { state, weakest } = props.component;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  if (!weakest) {
    return <StateLabel state={state} />;
  }
  return (
    <>
      <PinClassLabel pinClass={weakest} />
      {isUnknownState(state) && (
        <span className={styles.second}>{t(`coverageState.${state}`)}</span>
      )}
    </>
  );
}
