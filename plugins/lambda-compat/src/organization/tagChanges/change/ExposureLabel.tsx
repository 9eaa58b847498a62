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
import type {
  Exposure,
  TagImpact,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';

import type { Verdict } from '../../../compatibility';
import { VerdictIcon } from '../../../components/verdict';
import { lambdaCompatTranslationRef } from '../../../translation';
import styles from '../tagChanges.module.css';

/** The verdict whose icon stands for an exposure. */
const ICONS: Record<Exposure, Verdict> = {
  'already-built': 'at-risk',
  'next-build': 'at-risk',
  possibly: 'unknown',
  'not-exposed': 'no-native-code',
};

interface ExposureProps {
  exposure: Exposure;
  /** Of what is built on it: the sign of Broken is for what was measured so. */
  builtVerdict?: TagImpact['builtVerdict'];
}

/** Never alone: a word stands beside it. */
export function ExposureIcon(props: ExposureProps) {
  const { builtVerdict, exposure } = props;
  const isBroken = exposure === 'already-built' && builtVerdict === 'broken';
  return <VerdictIcon verdict={isBroken ? 'broken' : ICONS[exposure]} />;
}

/** Icon and word of an exposure. */
export function ExposureLabel(props: ExposureProps) {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  return (
    <span className={styles.state}>
      <ExposureIcon {...props} />
      <span>{t(`tagChange.exposure.${props.exposure}`)}</span>
    </span>
  );
}
