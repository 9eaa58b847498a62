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

import type { AskedReference } from '../../digests/AskedReference';
import type { ResolvedImage } from '../../digests/resolveImage';
import { printable } from '../../terminal/printable';
import type { Colors } from '../../terminal/Style';
import { alignColumns } from '../columns';
import { shortDigests } from '../shortDigests';

/**
 * One line for each digest: the reference as it can be written into a file,
 * then what the digest stands for.
 */
export function formatDigests(
  asked: readonly AskedReference[],
  colors: Colors,
): string {
  const rows = asked.flatMap(({ answers, pinned }) =>
    answers.flatMap(answer =>
      answer.ok
        ? [[printable(pinned(answer.value.digest)), levelOf(answer.value)]]
        : [],
    ),
  );
  return alignColumns(rows)
    .map(line => {
      const blank = line.indexOf(' ');
      return `${line.slice(0, blank)}${colors.dim(line.slice(blank))}\n`;
    })
    .join('');
}

function levelOf({ level, platform, indexDigest }: ResolvedImage): string {
  if (level === 'index') {
    return 'index, all platforms';
  }
  if (platform === null) {
    return 'manifest, one platform';
  }
  return indexDigest === null
    ? `manifest, ${platform} only`
    : `manifest, ${platform}, of index ${shortDigests(indexDigest)}`;
}
