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

import type { WayOut } from '../../compatibility';
import { lambdaCompatTranslationRef } from '../../translation';
import { CodeBlock } from './CodeBlock';
import styles from './findings.module.css';

interface WaysOutProps {
  ways: readonly WayOut[];
}

function Way(props: { way: WayOut }) {
  const { code, kind, text } = props.way;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  return (
    <>
      <p className={styles.way}>{text}</p>
      {code && (
        <CodeBlock
          code={code}
          copyLabel={t('compatibility.copyWay', {
            way: t(`compatibility.wayOut.${kind}`),
          })}
        />
      )}
    </>
  );
}

/** What an owner can do: the first way at once, the others on demand. */
export function WaysOut(props: WaysOutProps) {
  const [first, ...others] = props.ways;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  if (!first) {
    return null;
  }
  return (
    <div className={styles.ways}>
      <h5 className={styles.waysTitle}>{t('compatibility.waysOut')}</h5>
      <Way way={first} />
      {others.length > 0 && (
        <details className={styles.more}>
          <summary>
            {t('compatibility.otherWays', { count: others.length })}
          </summary>
          <ul className={styles.plain}>
            {others.map(way => (
              <li key={`${way.kind} ${way.text}`}>
                <Way way={way} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
