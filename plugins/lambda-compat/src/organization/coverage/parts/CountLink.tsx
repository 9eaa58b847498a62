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
import type { ReactNode } from 'react';

import { lambdaCompatTranslationRef } from '../../../translation';
import styles from './CountLink.module.css';
import type { RowsTarget } from './rowsTarget';
import { useRowsHref } from './useRowsHref';

interface CountLinkProps {
  count: number;
  /** The rows it counts; undefined where no address holds exactly those. */
  target: RowsTarget | undefined;
  /** What it counts, in words. */
  what: string;
  /** Of which group, if not of all. */
  group?: string;
  /** Instead of the number: a share that says the same. */
  children?: ReactNode;
  /** `children` as text, for the name of the link. */
  childrenText?: string;
}

/** A number that leads to exactly the rows it counts; none to nothing. */
export function CountLink(props: CountLinkProps) {
  const { children, childrenText, count, group, target } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const hrefOf = useRowsHref();
  const content = children ?? t('coverage.number', { value: count });

  if (!target || count === 0) {
    const tone = count === 0 && !children ? styles.zero : '';
    return <span className={`${styles.number} ${tone}`}>{content}</span>;
  }
  const what = group
    ? t('coverage.link.inGroup', { group, what: props.what })
    : props.what;
  const label = childrenText
    ? t('coverage.link.share', { percent: childrenText, what })
    : t(`coverage.link.${target.list}`, { count, what });
  return (
    <Link
      href={hrefOf(target)}
      routerOptions={{ preventScrollReset: true }}
      aria-label={label}
      title={label}
      standalone
      className={`${styles.number} ${styles.link}`}
    >
      {content}
    </Link>
  );
}
