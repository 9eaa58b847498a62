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
import type { TagMove } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { ReactNode } from 'react';

import { useOptionalParamRoute } from '../../navigation';
import {
  lambdaCompatTagChangeRouteRef,
  lambdaCompatTagRouteRef,
} from '../../routes';
import { lambdaCompatTranslationRef } from '../../translation';
import { PageLink } from '../text';
import styles from './tags.module.css';
import { useTagTime } from './useTagTime';

interface MoveLinkProps {
  move: TagMove;
  children: ReactNode;
}

/** To all about one move; plain text where the app does not have the page. */
export function MoveLink(props: MoveLinkProps) {
  const { children, move } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const time = useTagTime();
  const route = useOptionalParamRoute(lambdaCompatTagChangeRouteRef);
  return route ? (
    <Link
      href={route({ moveId: move.id })}
      standalone
      title={t('tagHistory.moves.open', { when: time.between(move.between) })}
      className={styles.moveLink}
    >
      {children}
    </Link>
  ) : (
    <>{children}</>
  );
}

interface ChangeLinkProps {
  /** Undefined where there is no move: then there is no link. */
  moveId: string | undefined;
  children: ReactNode;
}

/** To all about one move, as a link of its own. */
export function ChangeLink(props: ChangeLinkProps) {
  const { children, moveId } = props;
  const route = useOptionalParamRoute(lambdaCompatTagChangeRouteRef);
  return (
    <PageLink href={moveId === undefined ? undefined : route?.({ moveId })}>
      {children}
    </PageLink>
  );
}

interface TagLinkProps {
  tagId: string;
  children: ReactNode;
}

/** To all about one tag; nothing where the app does not have the page. */
export function TagLink(props: TagLinkProps) {
  const route = useOptionalParamRoute(lambdaCompatTagRouteRef);
  return (
    <PageLink href={route?.({ tagId: props.tagId })}>{props.children}</PageLink>
  );
}

/** The same as a name in a list: plain text where there is no such page. */
export function TagPageLink(props: TagLinkProps) {
  const route = useOptionalParamRoute(lambdaCompatTagRouteRef);
  return route ? (
    <Link
      href={route({ tagId: props.tagId })}
      standalone
      className={styles.moveLink}
    >
      {props.children}
    </Link>
  ) : (
    <>{props.children}</>
  );
}
