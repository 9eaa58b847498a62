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
import type { TagMove } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { RiBox3Line, RiSettings3Line, RiTimeLine } from '@remixicon/react';

import { contentsTone, type KnownContents } from '../../tags';
import { lambdaCompatTranslationRef } from '../../translation';
import { VerdictIcon } from '../verdict';
import { MoveClassLabel } from './MoveClassLabel';
import styles from './tags.module.css';

function ContentsIcon(props: { contents: KnownContents }) {
  const { contents } = props;
  const tone = contentsTone(contents);
  if (tone === 'weighty') {
    return <VerdictIcon verdict="at-risk" />;
  }
  if (tone === 'unknown' && contents.state !== 'pending') {
    return <VerdictIcon verdict="unknown" />;
  }
  const isPending = contents.state === 'pending';
  const Quiet = contents.class === 'packages' ? RiBox3Line : RiSettings3Line;
  const Icon = isPending ? RiTimeLine : Quiet;
  return (
    <Icon
      size={16}
      className={`${styles.classIcon} ${styles[tone ?? 'quiet']}`}
      aria-hidden="true"
    />
  );
}

interface ContentsLabelProps {
  contents: KnownContents;
  /** Where nothing is to be said of the contents. */
  moveClass: TagMove['class'];
  /** In a sentence's length: where it stands for the whole page. */
  isHeadline?: boolean;
}

/** What came with a move, or else what the move amounts to: icon and word. */
export function ContentsLabel(props: ContentsLabelProps) {
  const { contents, isHeadline, moveClass } = props;
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const tone = contentsTone(contents);
  if (tone === undefined) {
    return <MoveClassLabel moveClass={moveClass} />;
  }
  const kind = isHeadline ? 'headline' : 'label';
  return (
    <span className={styles.classLabel}>
      <ContentsIcon contents={contents} />
      <span>
        {contents.state === 'available' && contents.class !== null
          ? t(`contents.${kind}.${contents.class}`)
          : t(`contents.${kind}.${unknownState(contents)}`)}
      </span>
    </span>
  );
}

function unknownState({ state }: KnownContents) {
  return state === 'pending' || state === 'too-large' ? state : 'failed';
}
