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
import type { EntityReport } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { ReactNode } from 'react';

import { lambdaCompatTranslationRef } from '../../translation';
import { Headline, NoneIcon, UnknownIcon } from '../states';
import type { PinRisk } from '../pins';
import { VerdictIcon } from '../verdict';
import { PinClassIcon } from './PinClassLabel';
import styles from './ReferenceRow.module.css';

type Translate = TranslationFunction<typeof lambdaCompatTranslationRef.T>;

interface ReferenceHeadlineProps {
  report: EntityReport;
  /** Why the next build can break by what a reference is. */
  risk?: PinRisk | null;
}

interface Finding {
  icon: ReactNode;
  title: string;
  consequence: string;
}

/** Nothing is known to be able to change: is that all there is? */
function describeFirm(t: Translate, report: EntityReport): Finding {
  const { total: count } = report.summary;

  // What was not read counts against the result, not for it.
  if (report.files.some(({ status }) => status !== 'read')) {
    return {
      icon: <UnknownIcon />,
      title:
        count > 0
          ? t('headline.pinnedSoFar', { count })
          : t('headline.unreadOnly'),
      consequence: t('consequence.unread'),
    };
  }
  return count > 0
    ? {
        icon: <PinClassIcon pinClass="digest" size={20} />,
        title: t('headline.pinned', { count }),
        consequence: t('consequence.digest'),
      }
    : {
        icon: <NoneIcon />,
        title: t('headline.none'),
        consequence: t('consequence.none'),
      };
}

function describe(t: Translate, report: EntityReport): Finding {
  const { byClass, changeable: notPinned, total, weakest } = report.summary;
  const unknown = (byClass.unresolved ?? 0) + (byClass.invalid ?? 0);
  // What is not known is counted as changeable by the summary.
  const changeable = Math.max(0, notPinned - unknown);

  if (!weakest || weakest === 'scratch' || weakest === 'stage') {
    return describeFirm(t, report);
  }
  const icon = <PinClassIcon pinClass={weakest} size={20} />;
  if (changeable > 0 && unknown > 0) {
    return {
      icon,
      title: t('headline.changeableAndUnknown', {
        count: total,
        changeable,
        unknown,
      }),
      consequence: t('consequence.mixed'),
    };
  }
  if (changeable > 0) {
    return {
      icon,
      title: t('headline.changeable', { count: total, changeable }),
      consequence: t(`consequence.${weakest}`),
    };
  }
  return unknown > 0
    ? {
        icon,
        title: t('headline.unknown', { count: unknown, total }),
        consequence: t(`consequence.${weakest}`),
      }
    : describeFirm(t, report);
}

function describeRisk(t: Translate, { highest, message }: PinRisk): string {
  return t('consequence.pin', {
    risk: highest
      ? t('consequence.beyond', {
          namespace: highest.namespace,
          image: highest.image,
          runtime: highest.runtime,
          provided: highest.provided.join(t('ladder.or')),
        })
      : message,
  });
}

/** The fact in numbers, and what follows for the next build. */
export function ReferenceHeadline(props: ReferenceHeadlineProps) {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const { report, risk } = props;
  const { consequence, icon, title } = describe(t, report);
  // Of what cannot change without a commit, nothing is a risk of the next build.
  const isAtRisk = Boolean(risk) && report.summary.changeable > 0;
  const riskText = risk && isAtRisk ? describeRisk(t, risk) : null;

  return (
    <Headline
      icon={isAtRisk ? <VerdictIcon verdict="at-risk" size={20} /> : icon}
      title={isAtRisk ? t('headline.atRisk', { fact: title }) : title}
    >
      <p className={styles.consequenceText}>{riskText ?? consequence}</p>
    </Headline>
  );
}
