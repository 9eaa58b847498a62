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

import {
  type TranslationFunction,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import type { ReportedReference } from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { lambdaCompatTranslationRef } from '../../translation';
import {
  completeName,
  PinClassLabel,
  PlaceLink,
  ReferenceMeaning,
} from '../references';
import { Facts } from './Facts';
import styles from './ReportTab.module.css';

type Translate = TranslationFunction<typeof lambdaCompatTranslationRef.T>;

interface ReferenceFactsProps {
  reference: ReportedReference;
}

function mono(text: string): JSX.Element {
  return <code className={styles.mono}>{text}</code>;
}

function rangeText(t: Translate, reference: ReportedReference): string {
  const { endColumn, endLine, file, startColumn, startLine } = reference.place;
  const line = String(startLine);
  const start = String(startColumn);
  // The range ends one past its last character; people count the character.
  const end = String(Math.max(1, endColumn - 1));
  return startLine === endLine
    ? t('reference.details.range', { file, line, start, end })
    : t('reference.details.rangeLines', {
        file,
        line,
        start,
        endLine: String(endLine),
        end,
      });
}

function stageText(
  t: Translate,
  stage: NonNullable<ReportedReference['stage']>,
): string {
  const index = String(stage.index);
  return stage.name
    ? t('reference.details.stageName', { name: stage.name, index })
    : t('reference.details.stageNumber', { index });
}

/** What is written, what it stands for, and where. */
export function ReferenceFacts(props: ReferenceFactsProps) {
  const { reference } = props;
  const { fix, normalized, origin, pinClass, platform, raw, resolved, stage } =
    reference;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const complete = completeName(reference);

  return (
    <Facts
      facts={[
        [t('reference.details.written'), mono(raw)],
        resolved !== raw && resolved
          ? [t('reference.details.used'), mono(resolved)]
          : null,
        complete ? [t('reference.details.normalized'), mono(complete)] : null,
        normalized?.digest
          ? [t('reference.details.digest'), mono(normalized.digest)]
          : null,
        [
          t('reference.details.meaning'),
          <>
            <PinClassLabel pinClass={pinClass} />{' '}
            <span className={styles.second}>
              <ReferenceMeaning reference={reference} />
            </span>
          </>,
        ],
        fix.kind === 'not-fixable'
          ? [t('reference.details.fix'), fix.reason]
          : null,
        fix.kind === 'ready'
          ? [
              t('reference.details.knownDigest'),
              t('reference.details.knownDigestFrom', {
                digest: mono(fix.digest),
                source: fix.digestSource,
              }),
            ]
          : null,
        [t('reference.details.origin'), mono(t(`reference.origin.${origin}`))],
        stage ? [t('reference.details.stage'), stageText(t, stage)] : null,
        platform ? [t('reference.details.platform'), mono(platform)] : null,
        [
          t('reference.details.place'),
          <>
            <PlaceLink reference={reference} />
            <span className={styles.second}>{rangeText(t, reference)}</span>
          </>,
        ],
      ]}
    />
  );
}
