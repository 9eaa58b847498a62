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
import { Link } from '@backstage/ui';
import type { ReportedReference } from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { useOptionalParamRoute } from '../../navigation';
import { lambdaCompatTagComparisonRouteRef } from '../../routes';
import { isWeighty } from '../../tags';
import { lambdaCompatTranslationRef } from '../../translation';
import { placeText, referenceText } from '../references/referenceText';
import styles from './pins.module.css';

interface ComparisonLinkProps {
  reference: ReportedReference;
  /** For which it is pulled; null where that is not known. */
  platform: string | null;
}

/** To what came with the last move of the tag that a reference names. */
export function ComparisonLink(props: ComparisonLinkProps) {
  const { platform, reference } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const route = useOptionalParamRoute(lambdaCompatTagComparisonRouteRef);
  const move = reference.tagState?.lastMove;
  // Where there is no image on one side, there is nothing to compare.
  if (
    !route ||
    !move ||
    !isWeighty(move.class) ||
    move.class === 'gone' ||
    reference.pinClass === 'digest'
  ) {
    return null;
  }
  const query = platform ? `?${new URLSearchParams({ platform })}` : '';
  return (
    <Link
      href={`${route({ moveId: move.id })}${query}`}
      standalone
      className={styles.compare}
      aria-label={t('pinLine.compareLabel', {
        reference: referenceText(reference),
        place: placeText(reference),
      })}
    >
      {t('pinLine.compare')}
    </Link>
  );
}
