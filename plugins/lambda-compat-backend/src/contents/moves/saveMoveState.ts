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
  CONTENTS_CLASSES,
  type ContentsClass,
  type ContentsState,
  type ContentsSummary,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { COMPARED_PLATFORMS } from '@lambda-compat/oci-registry';
import type { Knex } from 'knex';
import {
  TABLE_MOVE_PLATFORMS,
  TABLE_MOVES,
  type TagMovePlatformsRow,
  type TagMovesRow,
} from '../../database/tagTables';

/** What is not known yet comes first, then what is; nothing comes last. */
const ORDER: readonly ContentsState[] = [
  'pending',
  'available',
  'failed',
  'too-large',
  'off',
  'none',
];

/**
 * Writes beside a move what its platforms say together: of what is known the
 * weightiest. Once nothing of it is pending, those who tell of it need not wait
 * any longer.
 *
 * @param options - `alone`: what is said of a move without platforms
 * @returns its state now
 */
export async function saveMoveState(
  tx: Knex.Transaction,
  moveId: string,
  options: {
    alone: { state: ContentsState; message: string };
    now: number;
  },
): Promise<ContentsState> {
  const { alone, now } = options;
  const all = await tx<TagMovePlatformsRow>(TABLE_MOVE_PLATFORMS)
    .where('move_id', moveId)
    .orderBy('platform');
  const compared = all.filter(({ platform }) =>
    COMPARED_PLATFORMS.includes(platform),
  );
  // Others only say something where there are no images for AWS Lambda.
  const platforms = compared.length > 0 ? compared : all;
  const states = platforms.map(
    ({ contents_state: state }) => state || ('none' as const),
  );
  const state =
    platforms.length === 0
      ? alone.state
      : ORDER.find(name => states.includes(name)) ?? 'none';
  const weightiest = findWeightiest(platforms);
  const message =
    platforms.length === 0
      ? alone.message
      : platforms.find(row => row.contents_state === state)?.contents_message;
  const moves = () => tx<TagMovesRow>(TABLE_MOVES).where('move_id', moveId);
  await moves().update({
    contents_state: state,
    contents_class: weightiest?.class ?? '',
    contents_sentence: weightiest?.sentence ?? message ?? '',
  });
  if (state !== 'pending') {
    // What failed to be told before has its own time.
    await moves()
      .andWhere({ tell_state: 'due', tell_attempts: 0 })
      .andWhere('tell_due_ms', '>', now)
      .update({ tell_due_ms: now });
  }
  return state;
}

function findWeightiest(
  platforms: readonly TagMovePlatformsRow[],
): { class: ContentsClass; sentence: string } | undefined {
  const [first] = platforms
    .flatMap(row =>
      row.contents_class === ''
        ? []
        : { class: row.contents_class, text: row.contents_summary },
    )
    .sort(
      (a, b) =>
        CONTENTS_CLASSES.indexOf(a.class) - CONTENTS_CLASSES.indexOf(b.class),
    );
  return (
    first && {
      class: first.class,
      sentence: (JSON.parse(first.text) as ContentsSummary).sentence,
    }
  );
}
