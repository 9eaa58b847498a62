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

import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  CoverageScope,
  TagMove,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { lambdaCompatApiRef } from '../../api';
import { MoveLink } from '../../components/tags';
import { VerdictIcon } from '../../components/verdict';
import { contentsTone, familiarName, WEIGHTY_CONTENTS } from '../../tags';
import { lambdaCompatTranslationRef } from '../../translation';
import { useRequest } from '../data';
import styles from './tagChanges.module.css';

/** Moves that are asked for, and tags that are named. */
const ASKED = 50;
const MAX_NAMED = 3;

/** The newest of each tag. */
function newestOfTags(moves: readonly TagMove[]): TagMove[] {
  const tags = new Map<string, TagMove>();
  for (const move of moves) {
    if (!tags.has(move.tagId) && contentsTone(move.contents) === 'weighty') {
      tags.set(move.tagId, move);
    }
  }
  return [...tags.values()];
}

/** Tags that moved with other symbol versions, where somebody is exposed. */
export function IncidentBanner(props: { scope: CoverageScope }) {
  const { scope } = props;
  const api = useApi(lambdaCompatApiRef);
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  // The list below says why where it cannot be had.
  const { value: moves } = useRequest(JSON.stringify(scope), async signal => {
    const page = await api.listTagMoves({
      filter: { ...scope, contents: [...WEIGHTY_CONTENTS], exposed: true },
      limit: ASKED,
      signal,
    });
    return newestOfTags(page.items);
  });
  if (!moves || moves.length === 0) {
    return null;
  }
  const [first] = moves;
  const moved = t('tagChanges.banner.moved', { count: moves.length });
  const exposed = ({ exposed: count }: TagMove) =>
    t('tagChanges.banner.exposed', { count });
  const more = moves.length - MAX_NAMED;

  return (
    <section
      className={styles.banner}
      aria-label={t('tagChanges.banner.label')}
    >
      <VerdictIcon verdict="at-risk" size={20} />
      <div>
        <h3 className={styles.bannerTitle}>
          {moves.length === 1
            ? t('tagChanges.banner.movedExposed', {
                moved,
                exposed: exposed(first),
              })
            : moved}
        </h3>
        <ul className={styles.plain}>
          {moves.slice(0, MAX_NAMED).map(move => (
            <li key={move.id} className={styles.bannerMove}>
              <MoveLink move={move}>{familiarName(move.image)}</MoveLink>
              {moves.length > 1 && (
                <span className={styles.muted}> {exposed(move)}</span>
              )}
            </li>
          ))}
        </ul>
        {more > 0 && (
          <span className={styles.muted}>
            {t('tagChanges.banner.more', { count: more })}
          </span>
        )}
      </div>
    </section>
  );
}
