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
import { useMemo } from 'react';

import { useTimeText } from '../../time';
import { lambdaCompatTranslationRef } from '../../translation';
import type { ExposureSpan } from './exposure';
import { useTagTime } from './useTagTime';

export interface ExposureText {
  /** `7 days, still open`, by the upper bound of its beginning. */
  short: (span: Pick<ExposureSpan, 'window'>) => string;
  /** Both bounds, the length by both, and what it is about. */
  reading: (span: ExposureSpan) => string;
  /** Whether symbol versions came with it. */
  versions: (span: ExposureSpan) => string;
}

/** Texts for times of exposure, in the language of the app. */
export function useExposureText(): ExposureText {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const time = useTagTime();
  const { duration } = useTimeText();

  return useMemo(() => {
    const ended = ({ window }: Pick<ExposureSpan, 'window'>, length: string) =>
      window.closed === null
        ? t('tagHistory.exposure.open', { length })
        : t('tagHistory.exposure.closed', {
            length,
            reason: t(
              `tagHistory.exposure.closedBy.${window.closedBy ?? 'unknown'}`,
            ),
          });
    const versionsText = ({ window: { symbolVersions } }: ExposureSpan) => {
      if (symbolVersions === null) {
        return t('tagHistory.exposure.symbolVersions.unknown');
      }
      return t(
        `tagHistory.exposure.symbolVersions.${symbolVersions ? 'yes' : 'no'}`,
      );
    };
    return {
      short: span => ended(span, duration(span.window.seconds.least)),
      reading: span => {
        const { opened, seconds } = span.window;
        const least = duration(seconds.least);
        const most = seconds.most === null ? least : duration(seconds.most);
        const length =
          most === least
            ? least
            : t('tagHistory.exposure.upTo', { least, most });
        return [
          t('tagHistory.exposure.reading', {
            opened: time.inWords(opened),
            length: ended(span, length),
          }),
          versionsText(span),
          span.references.join(', '),
        ].join('. ');
      },
      versions: versionsText,
    };
  }, [t, time, duration]);
}
