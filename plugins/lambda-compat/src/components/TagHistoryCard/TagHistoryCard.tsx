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

import { stringifyEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { useState } from 'react';

import {
  type AskedHistory,
  exposedFirst,
  ownPlatform,
  platformsOf,
  useEntityTagHistory,
} from '../../tags';
import { lambdaCompatTranslationRef } from '../../translation';
import {
  ChangeLink,
  type HistoryAs,
  HistoryControls,
  HistoryFooter,
  HistoryView,
  lastWeighty,
  PastExposures,
  TagLink,
} from '../tags';
import { TagHistoryFrame } from './TagHistoryFrame';
import { TagHistoryState } from './TagHistoryState';
import { TagSelect } from './TagSelect';

const RANGES = ['30', '90'] as const;

/** More would push the other cards of the overview off the screen. */
const MAX_MOVES = 5;

interface ResultsProps {
  asked: AskedHistory;
  tagId: string | undefined;
  onTag: (tagId: string) => void;
  days: (typeof RANGES)[number];
  onDays: (days: (typeof RANGES)[number]) => void;
}

function Results(props: ResultsProps) {
  const { asked, days, onDays, onTag, tagId } = props;
  const [as, setAs] = useState<HistoryAs>('timeline');
  // By tag: another tag begins with the platform that concerns the entity.
  const [chosen, setChosen] = useState<Record<string, string | null>>({});
  const tags = exposedFirst(asked.history.tags);
  const shown = tags.find(({ tag }) => tag.id === tagId) ?? tags[0];
  const platforms = platformsOf(shown);
  const own = ownPlatform(shown, platforms);
  const wanted = shown.tag.id in chosen ? chosen[shown.tag.id] : own;
  const platform =
    wanted !== null && platforms.includes(wanted) ? wanted : null;

  return (
    <>
      <HistoryControls
        ranges={RANGES}
        days={days}
        onDays={onDays}
        as={as}
        onAs={setAs}
        platforms={platforms}
        platform={platform}
        onPlatform={value =>
          setChosen(previous => ({ ...previous, [shown.tag.id]: value }))
        }
      >
        <TagSelect tags={tags} shown={shown} onChange={onTag} />
      </HistoryControls>
      <HistoryView
        history={shown}
        platform={platform}
        days={asked.days}
        now={asked.askedAt}
        as={as}
        moves={MAX_MOVES}
        builds={asked.history.builds}
        windows={asked.history.windows}
      />
    </>
  );
}

/** When each tag that the entity names moved, and what came with it. */
export function TagHistoryCard() {
  const { entity } = useEntity();
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const entityRef = stringifyEntityRef(entity);
  const [days, setDays] = useState<(typeof RANGES)[number]>('30');
  const [choice, setChoice] = useState<{ entityRef: string; tagId: string }>();
  const view = useEntityTagHistory(entityRef, Number(days));
  const tagId = choice?.entityRef === entityRef ? choice.tagId : undefined;
  const tags = exposedFirst(view.value?.history.tags ?? []);
  const shown = tags.find(({ tag }) => tag.id === tagId) ?? tags.at(0);

  return (
    <TagHistoryFrame
      view={view}
      shown={shown}
      footer={
        shown && (
          <>
            <HistoryFooter history={shown} />
            <TagLink tagId={shown.tag.id}>{t('tagHistory.openTag')}</TagLink>
            <ChangeLink moveId={lastWeighty(shown)?.id}>
              {t('tagHistory.openChange')}
            </ChangeLink>
          </>
        )
      }
    >
      <TagHistoryState view={view}>
        {asked => (
          <Results
            asked={asked}
            tagId={tagId}
            onTag={id => setChoice({ entityRef, tagId: id })}
            days={days}
            onDays={setDays}
          />
        )}
      </TagHistoryState>
      {view.value && <PastExposures asked={view.value} />}
    </TagHistoryFrame>
  );
}
