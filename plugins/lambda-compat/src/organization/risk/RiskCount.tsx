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
import type { CoverageScope } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { CSSProperties, ReactNode } from 'react';

import { lambdaCompatTranslationRef } from '../../translation';
import linkStyles from '../coverage/parts/CountLink.module.css';
import { ROWS_ID } from '../coverage/parts/rowsTarget';
import type { RiskView } from '../url/riskUrl';
import { useRiskView } from '../url/useRiskView';

interface RiskCountProps {
  count: number;
  /** Of which components; undefined where no address holds exactly those. */
  scope: CoverageScope | undefined;
  /** Chooses among them; without the other filters of the table. */
  rows: RiskView['rows'];
  /** What it counts, in words. */
  what: string;
  className?: string;
  style?: CSSProperties;
  /** Instead of the number. */
  children?: ReactNode;
  /** `children` as text, for the name of the link. */
  childrenText?: string;
}

/** A number that leads to exactly the rows it counts; none to nothing. */
export function RiskCount(props: RiskCountProps) {
  const { children, className = '', count, rows, scope, style } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const { hrefOf } = useRiskView();
  const content = children ?? t('coverage.number', { value: count });

  if (count === 0 || !scope) {
    const tone = count === 0 ? linkStyles.zero : '';
    return (
      <span
        className={`${linkStyles.number} ${count === 0 ? tone : className}`}
        style={count === 0 ? undefined : style}
      >
        {count === 0 ? t('coverage.number', { value: 0 }) : content}
      </span>
    );
  }
  const label = props.childrenText
    ? t('risk.matrix.cell', { cell: props.childrenText, what: props.what })
    : t('coverage.link.components', { count, what: props.what });
  return (
    <Link
      href={`${hrefOf({ scope, rows, orderField: undefined })}#${ROWS_ID}`}
      routerOptions={{ preventScrollReset: true }}
      aria-label={label}
      title={label}
      standalone
      className={className || `${linkStyles.number} ${linkStyles.link}`}
      style={style}
    >
      {content}
    </Link>
  );
}
