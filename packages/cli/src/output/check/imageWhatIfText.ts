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

import type { ImageWhatIfResult } from '@lambda-compat/compatibility';
import type { ImageContents } from '@lambda-compat/image-contents';
import { cutMiddle, printable } from '../../terminal/printable';
import type { Style } from '../../terminal/Style';
import { jsonDocument } from '../json';
import { shortDigests } from '../shortDigests';
import { wrapText } from '../wrapText';

/** The document of `what-if --image --format json`: these keys, in this order. */
export function imageWhatIfDocument(
  { outcome, reason }: ImageWhatIfResult,
  { digest, os, platform }: ImageContents,
): string {
  return jsonDocument({
    outcome,
    reason,
    image: { digest, platform, os: os?.prettyName ?? null },
  });
}

/** What builds on an image can come to, for people. */
export function formatImageWhatIf(
  typed: string,
  { outcome, reason }: ImageWhatIfResult,
  { digest, os, platform }: ImageContents,
  { colors, width }: Style,
): string {
  const labels = {
    works: colors.green('✓ Works'),
    'not-affected': colors.green('- Not affected'),
    'can-break': colors.yellow('! Can break'),
    unknown: colors.magenta('? Unknown'),
  };
  return [
    `${labels[outcome]} · built on ${colors.bold(
      cutMiddle(typed, Math.floor(width / 2)),
    )}`,
    ...wrapText(printable(reason), width),
    colors.dim(
      printable(
        `${os?.prettyName ?? 'no os-release'}, ${platform}, ${shortDigests(
          digest,
        )}`,
      ),
    ),
    '',
  ].join('\n');
}
