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

import type {
  TagImpact,
  TagMove,
  WatchedTag,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import type { Column } from './toCsv';

export const tagColumns: Array<Column<WatchedTag>> = [
  { header: 'image', read: item => item.image },
  { header: 'observer', read: item => item.observer.kind },
  { header: 'host', read: item => item.observer.host },
  { header: 'pinClass', read: item => item.pinClass },
  { header: 'state', read: item => item.state },
  { header: 'digest', read: item => item.digest },
  { header: 'sinceAfter', read: item => item.since?.after ?? null },
  { header: 'sinceBefore', read: item => item.since?.before ?? null },
  { header: 'checkedAt', read: item => item.checkedAt },
  { header: 'seenAt', read: item => item.seenAt },
  { header: 'nextLookAt', read: item => item.nextLookAt },
  { header: 'failure', read: item => item.failure?.code ?? null },
  { header: 'failingSince', read: item => item.failure?.since ?? null },
  { header: 'failureMessage', read: item => item.failure?.message ?? null },
  { header: 'unstable', read: item => item.unstable },
  { header: 'movedThoughDated', read: item => item.movedThoughDated },
  { header: 'notWatched', read: item => item.notWatched },
  { header: 'components', read: item => item.components.total },
  { header: 'unpinnedComponents', read: item => item.components.unpinned },
  { header: 'movesIn30Days', read: item => item.movesIn30Days },
  { header: 'lastMoveAt', read: item => item.lastMoveAt },
];

export const tagMoveColumns: Array<Column<TagMove>> = [
  { header: 'move', read: item => item.id },
  { header: 'image', read: item => item.image },
  { header: 'observer', read: item => item.observer.kind },
  { header: 'host', read: item => item.observer.host },
  { header: 'after', read: item => item.between.after },
  { header: 'before', read: item => item.between.before },
  { header: 'from', read: item => item.from },
  { header: 'to', read: item => item.to },
  { header: 'class', read: item => item.class },
  { header: 'changes', read: item => item.changes.join(', ') },
  {
    header: 'platforms',
    read: item =>
      item.platforms
        .map(({ platform, class: change }) => `${platform} ${change}`)
        .join(', '),
  },
  { header: 'undecided', read: item => item.undecided },
  { header: 'unstable', read: item => item.unstable },
  { header: 'source', read: item => item.source },
  { header: 'reportedBy', read: item => item.reportedBy },
  { header: 'fromAliases', read: item => item.aliases.from.join(', ') },
  { header: 'toAliases', read: item => item.aliases.to.join(', ') },
  { header: 'exposed', read: item => item.exposed },
  { header: 'contentsState', read: item => item.contents.state },
  { header: 'contents', read: item => item.contents.class },
  { header: 'contentsSentence', read: item => item.contents.sentence },
  {
    header: 'gained',
    read: item =>
      (item.contents.gained ?? [])
        .map(({ library, versions }) => `${library} ${versions.join(' ')}`)
        .join(', '),
  },
];

export const tagImpactColumns: Array<Column<TagImpact>> = [
  { header: 'entityRef', read: item => item.entityRef },
  { header: 'title', read: item => item.title },
  { header: 'owners', read: item => item.ownerRefs.join(', ') },
  { header: 'system', read: item => item.systemRef },
  { header: 'exposure', read: item => item.exposure },
  { header: 'reason', read: item => item.reason },
  { header: 'reference', read: item => item.reference },
  { header: 'pinClass', read: item => item.pinClass },
  { header: 'origin', read: item => item.origin },
  { header: 'role', read: item => item.role },
  {
    header: 'stage',
    read: item => item.stage && (item.stage.name ?? String(item.stage.index)),
  },
  { header: 'platform', read: item => item.platform },
  { header: 'file', read: item => item.file },
  { header: 'line', read: item => item.line },
  { header: 'url', read: item => item.url },
  { header: 'from', read: item => item.from },
  { header: 'until', read: item => item.until },
  { header: 'lastBuild', read: item => item.lastBuild?.at ?? null },
  { header: 'lastBuildSource', read: item => item.lastBuild?.source ?? null },
  { header: 'lastBuildNumber', read: item => item.lastBuild?.number ?? null },
  { header: 'builtVerdict', read: item => item.builtVerdict },
  { header: 'builtReason', read: item => item.builtReason },
];
