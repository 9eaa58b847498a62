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
import type { ReactNode } from 'react';

import { useOptionalParamRoute } from '../../navigation';
import { DAY_MS } from '../../organization/charts/trendDays';
import { useDayText } from '../../organization/charts/useDayText';
import {
  lambdaCompatTagChangeRouteRef,
  lambdaCompatTagRouteRef,
} from '../../routes';
import { lookFailureKind, moveTone } from '../../tags';
import { lambdaCompatTranslationRef } from '../../translation';
import styles from './ReferenceRow.module.css';

/** After this, that a tag moved says less than that it has not since. */
const RECENT_DAYS = 14;

type TagState = NonNullable<ReportedReference['tagState']>;

function useMoveText(lastMove: TagState['lastMove']): string {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const dayText = useDayText();
  if (!lastMove) {
    return t('tagState.neverMoved');
  }
  const day = dayText.short(lastMove.before);
  if (Date.now() - Date.parse(lastMove.before) > RECENT_DAYS * DAY_MS) {
    return t('tagState.still', { day });
  }
  if (lastMove.class === 'content') {
    return t('tagState.movedContent', { day });
  }
  return moveTone(lastMove.class) === 'unknown'
    ? t('tagState.movedUnread', { day })
    : t('tagState.moved', {
        day,
        what: t(`tagMove.class.${lastMove.class}`),
      });
}

function StateLink(props: { href: string | undefined; children: ReactNode }) {
  return props.href ? (
    <Link href={props.href} standalone className={styles.stateLink}>
      {props.children}
    </Link>
  ) : (
    <>{props.children}</>
  );
}

function KnownState(props: { tagState: TagState; registry: string }) {
  const { registry, tagState } = props;
  const { failure, lastMove, state, tagId } = tagState;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const dayText = useDayText();
  const changeRoute = useOptionalParamRoute(lambdaCompatTagChangeRouteRef);
  const tagRoute = useOptionalParamRoute(lambdaCompatTagRouteRef);
  const moveText = useMoveText(lastMove);
  const words = {
    present: moveText,
    gone: t('tagState.gone'),
    unseen: t('tagState.unseen'),
  };
  const href = lastMove
    ? changeRoute?.({ moveId: lastMove.id })
    : tagRoute?.({ tagId });

  return (
    <>
      {(state !== 'unseen' || !failure) && (
        <span className={styles.line}>
          <StateLink href={href}>{words[state]}</StateLink>
        </span>
      )}
      {failure && (
        <span className={styles.line}>
          <StateLink href={tagRoute?.({ tagId })}>
            {t('tagState.since', {
              what: t(`look.failure.${lookFailureKind(failure.code)}`, {
                host: registry,
              }),
              day: dayText.short(failure.since),
            })}
          </StateLink>
        </span>
      )}
    </>
  );
}

/** Whether the tag of a reference moved, and whether its registry answers. */
export function ReferenceTagState(props: { reference: ReportedReference }) {
  const { normalized, pinClass, tagState } = props.reference;
  // Where a digest is written, the tag beside it decides nothing.
  return tagState && normalized && pinClass !== 'digest' ? (
    <KnownState tagState={tagState} registry={normalized.registry} />
  ) : null;
}
