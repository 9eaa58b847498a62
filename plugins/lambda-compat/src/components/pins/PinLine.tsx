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
import { RiPushpinLine } from '@remixicon/react';
import type { ReferencePin } from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { errorText, explainError } from '../../report';
import { shortDigest } from '../../tags';
import { lambdaCompatTranslationRef } from '../../translation';
import { WaysOut } from '../findings/WaysOut';
import { CopyButton } from '../patch';
import { shortenDigests } from '../references/referenceText';
import { UnknownIcon } from '../states';
import { Code } from '../text';
import styles from './pins.module.css';
import type { PinState } from './useReferencePins';

/** Tag and digest: the name of the image stands beside it already. */
function PinText(props: { pin: ReferencePin }) {
  const { pinned, suggestion } = props.pin;
  const written = pinned?.slice(pinned.lastIndexOf('/') + 1);
  const at = written?.search(/[:@]/) ?? -1;
  const version =
    written && at !== -1 ? written.slice(at).replace(/^:/, '') : undefined;
  return (
    <Code title={pinned ?? suggestion?.digest}>
      {version
        ? shortenDigests(version)
        : suggestion && shortDigest(suggestion.digest)}
    </Code>
  );
}

function Suggestion(props: { pin: ReferencePin }) {
  const { noPatch, pinned, suggestion } = props.pin;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  if (!suggestion) {
    return null;
  }
  const { behind, fits, why } = suggestion;
  return (
    <span className={styles.line}>
      <RiPushpinLine size={12} className={styles.lineIcon} aria-hidden="true" />
      <span>
        {t('pinLine.to', { pin: <PinText pin={props.pin} /> })}
        {pinned && (
          <CopyButton
            text={pinned}
            label={t('pinLine.copy', { pin: shortenDigests(pinned) })}
            copiedText={t('incident.pin.pinnedCopied')}
            isIconOnly
          />
        )}
        <br />
        {t('pinLine.why', { fits: t(`incident.pin.${fits}`), why })}
        {behind && <> {behind.sentence.replace(/\.?$/, '.')}</>}
        {noPatch && <> {noPatch}</>}
      </span>
    </span>
  );
}

function NothingFits(props: { pin: ReferencePin }) {
  const { alternatives, reason } = props.pin;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  return (
    <>
      <span className={styles.line}>
        <span className={styles.lineIcon}>
          <UnknownIcon />
        </span>
        <span>
          {reason
            ? t('pinLine.nothingBecause', { reason })
            : t('pinLine.nothing')}
        </span>
      </span>
      {alternatives.length > 0 && (
        <details className={styles.more}>
          <summary>
            {t('pinLine.alternatives', { count: alternatives.length })}
          </summary>
          <WaysOut ways={alternatives} />
        </details>
      )}
    </>
  );
}

/**
 * What to pin a reference to and what that costs, in the place of a line that
 * is there from the beginning, so that nothing jumps.
 */
export function PinLine(props: { state: PinState }) {
  const { state } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  switch (state.kind) {
    case 'none':
      return null;
    case 'loading':
      return <span className={styles.line}>{t('pinLine.loading')}</span>;
    case 'failed':
      return (
        <span className={styles.line}>
          {explainError(state.error) === 'forbidden'
            ? t('pinLine.forbidden')
            : t('pinLine.failed', { reason: errorText(state.error) })}
        </span>
      );
    default:
      return state.pin.suggestion ? (
        <Suggestion pin={state.pin} />
      ) : (
        <NothingFits pin={state.pin} />
      );
  }
}
