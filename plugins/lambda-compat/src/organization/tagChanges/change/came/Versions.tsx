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
import { Button, VisuallyHidden } from '@backstage/ui';
import { useState } from 'react';

import { lambdaCompatTranslationRef } from '../../../../translation';
import type { ProvidedVersion } from '../types';
import { type NamespaceChange, splitVersion } from '../versions';
import styles from './came.module.css';

/** More are shown on demand: a library can gain hundreds. */
const CHIPS = 12;
const ROWS = 8;

function Chip(props: { version: ProvidedVersion; isLost?: boolean }) {
  const { isLost, version } = props;
  const { name, symbols } = version;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const { namespace, number } = splitVersion(name);
  return (
    <li
      className={`${styles.chip} ${isLost ? styles.lost : ''}`}
      title={
        symbols === null
          ? name
          : `${name}, ${t('incident.symbols.symbols', { count: symbols })}`
      }
    >
      <b className={styles.sign} aria-hidden="true">
        {isLost ? '−' : '+'}
      </b>
      <VisuallyHidden>
        {t(
          isLost ? 'incident.symbols.lostSign' : 'incident.symbols.gainedSign',
        )}{' '}
      </VisuallyHidden>
      <span>
        {number && <span className={styles.hidden}>{namespace}_</span>}
        {number || name}
      </span>
      {symbols !== null && (
        <span className={styles.symbols}>
          <span aria-hidden="true">{symbols}</span>
          <VisuallyHidden>
            {t('incident.symbols.symbols', { count: symbols })}
          </VisuallyHidden>
        </span>
      )}
    </li>
  );
}

/** What came and went of one namespace, each version named. */
function Row(props: { change: NamespaceChange }) {
  const { gained, libraries, lost, namespace, unchanged } = props.change;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const [isOpen, setIsOpen] = useState(false);
  const chips = [
    ...gained.map(version => ({ version, isLost: false })),
    ...lost.map(version => ({ version, isLost: true })),
  ];
  const shown = isOpen ? chips : chips.slice(0, CHIPS);
  const hidden = chips.length - shown.length;
  return (
    <div className={styles.namespace}>
      <dt>
        <b className={styles.mono}>{namespace}</b>
        <span className={styles.second}>
          {t('incident.symbols.libraries', { libraries: libraries.join(', ') })}
        </span>
      </dt>
      <dd>
        {chips.length === 0 ? (
          <span className={styles.muted}>
            {t('incident.symbols.unchanged', {
              version: splitVersion(unchanged ?? '').number || unchanged || '',
            })}
          </span>
        ) : (
          <ul className={styles.chips}>
            {shown.map(({ isLost, version }) => (
              <Chip
                key={`${isLost} ${version.name}`}
                version={version}
                isLost={isLost}
              />
            ))}
          </ul>
        )}
        {hidden > 0 && (
          <Button
            variant="tertiary"
            size="small"
            onPress={() => setIsOpen(true)}
          >
            {t('incident.symbols.showVersions', { count: hidden, namespace })}
          </Button>
        )}
      </dd>
    </div>
  );
}

/** What came and went, by namespace, and what stayed as it was. */
export function Versions(props: { changes: readonly NamespaceChange[] }) {
  const { changes } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const [isOpen, setIsOpen] = useState(false);
  const shown = isOpen ? changes : changes.slice(0, ROWS);
  const hidden = changes.length - shown.length;
  return (
    <>
      <p className={`${styles.hint} ${styles.second}`} aria-hidden="true">
        {t('incident.symbols.hint')}
      </p>
      <dl className={styles.namespaces}>
        {shown.map(change => (
          <Row key={change.namespace} change={change} />
        ))}
      </dl>
      {hidden > 0 && (
        <Button variant="tertiary" size="small" onPress={() => setIsOpen(true)}>
          {t('incident.symbols.showRows', { count: hidden })}
        </Button>
      )}
    </>
  );
}
