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
import { Alert } from '@backstage/ui';
import type { ReferencePin } from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { shortDigest } from '../../tags';
import { lambdaCompatTranslationRef } from '../../translation';
import { WaysOut } from '../findings/WaysOut';
import { CopyButton } from '../patch';
import { Code, WebLink } from '../text';
import { VerdictIcon } from '../verdict';
import styles from './pins.module.css';
import { PinPatch } from './PinPatch';

type PinOf = NonNullable<ReferencePin['suggestion']>;

/** The name and the tag as they are, the digest cut where it is long. */
function PinnedText(props: { pinned: string }) {
  const { pinned } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const at = pinned.lastIndexOf('@');
  const name = at === -1 ? pinned : pinned.slice(0, at);
  const digest = at === -1 ? '' : pinned.slice(at + 1);
  return (
    <p className={styles.pinned}>
      <span title={pinned}>
        {name}
        {digest && (
          <span className={styles.muted}>@sha256:{shortDigest(digest)}…</span>
        )}
      </span>
      <CopyButton
        text={pinned}
        label={t('incident.pin.copyPinned')}
        copiedText={t('incident.pin.pinnedCopied')}
        isIconOnly
      />
    </p>
  );
}

function Suggestion(props: { pin: ReferencePin; suggestion: PinOf }) {
  const { pin, suggestion } = props;
  const { behind, fits, why } = suggestion;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  return (
    <>
      <p className={styles.fits}>
        <VerdictIcon verdict="compatible" />
        <b>{t(`incident.pin.${fits}`)}</b>
      </p>
      {pin.pinned && <PinnedText pinned={pin.pinned} />}
      <p className={styles.why}>{why}</p>
      {behind && (
        <Alert
          status="info"
          icon
          className={styles.behind}
          title={behind.sentence}
        />
      )}
      {pin.patch && (
        <PinPatch patch={pin.patch} label={`${pin.file}:${pin.line}`} />
      )}
      {!pin.patch && pin.noPatch && <p className={styles.why}>{pin.noPatch}</p>}
    </>
  );
}

function Nothing(props: { pin: ReferencePin }) {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  return (
    <>
      <p className={styles.fits}>
        <VerdictIcon verdict="unknown" />
        <b>{t('incident.pin.nothing')}</b>
      </p>
      {props.pin.reason && <p className={styles.why}>{props.pin.reason}</p>}
    </>
  );
}

/** What to pin one reference to, what that costs, and how; or what else. */
export function ReferencePinView(props: { pin: ReferencePin }) {
  const { pin } = props;
  const { alternatives, architecture, current, rejected, runtime, suggestion } =
    pin;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  return (
    <div className={styles.pin}>
      <div>
        <span className={styles.place}>
          <WebLink url={pin.url}>{`${pin.file}:${pin.line}`}</WebLink>{' '}
          <Code title={pin.reference}>{pin.reference}</Code>
        </span>
        <span className={styles.why}>
          {current &&
            t(
              current.tag ? 'incident.pin.currentTag' : 'incident.pin.current',
              {
                digest: shortDigest(current.digest),
                tag: current.tag ?? '',
              },
            )}{' '}
          {runtime && architecture
            ? t('incident.pin.target', { runtime, architecture })
            : t('incident.pin.targetUnknown')}
        </span>
      </div>
      {suggestion ? (
        <Suggestion pin={pin} suggestion={suggestion} />
      ) : (
        <Nothing pin={pin} />
      )}
      {rejected.length > 0 && (
        <details className={styles.more}>
          <summary>
            {t('incident.pin.rejected', { count: rejected.length })}
          </summary>
          <ul className={styles.rejected}>
            {rejected.map(({ digest, reason, tag }) => (
              <li key={digest}>
                <Code title={digest}>
                  {[tag, shortDigest(digest)].filter(Boolean).join(' ')}
                </Code>{' '}
                <span className={styles.muted}>{reason}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      <WaysOut ways={alternatives} />
    </div>
  );
}
