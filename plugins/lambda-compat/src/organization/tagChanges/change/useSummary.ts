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
import type { TagImpact } from '@lambda-compat/backstage-plugin-lambda-compat-common';

import { useTagTime } from '../../../components/tags';
import { familiarName, shortDigest, tellingAlias } from '../../../tags';
import { lambdaCompatTranslationRef } from '../../../translation';
import { componentName } from '../../tables/cells';
import { codeMarkdown, plainMarkdown } from './markdown';
import type { Change } from './useTagChange';

/** The change in a few lines of Markdown, for chats and tickets. */
export function useSummary(
  change: Change,
  named: readonly TagImpact[],
): string {
  const { t } = useTranslationRef(lambdaCompatTranslationRef);
  const time = useTagTime();
  const { impact } = change;

  const side = (digest: string | null, aliases: readonly string[]) =>
    digest === null
      ? t('tagChange.summary.nothing')
      : [tellingAlias(aliases), shortDigest(digest)]
          .flatMap(text => (text ? [codeMarkdown(text)] : []))
          .join(' ');
  const names = (exposure: TagImpact['exposure'], count: number) => {
    if (count === 0) {
      return t('tagChange.summary.nobody');
    }
    const found = new Map(
      named
        .filter(item => item.exposure === exposure)
        .map(item => [item.entityRef, plainMarkdown(componentName(item))]),
    );
    const more = count - found.size;
    return [
      ...found.values(),
      ...(more > 0 ? [t('tagChange.summary.more', { count: more })] : []),
    ].join(', ');
  };
  const line = (label: string, text: string) => `- **${label}** ${text}`;

  return [
    `## ${t('tagChange.summary.heading', {
      image: codeMarkdown(familiarName(change.image)),
      what: t(`tagMove.class.${change.class}`),
    })}`,
    '',
    line(t('tagChange.summary.moved'), time.between(change.between)),
    line(
      t('tagChange.summary.fromTo'),
      `${side(change.from, change.aliases.from)} → ${side(
        change.to,
        change.aliases.to,
      )}`,
    ),
    ...(change.platforms.length > 0
      ? [
          line(
            t('tagChange.summary.platforms'),
            change.platforms
              .map(
                ({ class: moveClass, platform }) =>
                  `${platform} (${t(`tagMove.class.${moveClass}`)})`,
              )
              .join(', '),
          ),
        ]
      : []),
    line(
      t('tagChange.summary.nextBuild'),
      names('next-build', impact.nextBuild),
    ),
    ...(impact.possibly > 0
      ? [
          line(
            t('tagChange.summary.possibly'),
            names('possibly', impact.possibly),
          ),
        ]
      : []),
    line(t('tagChange.summary.notExposed'), String(impact.notExposed)),
    line(
      t('tagChange.summary.link'),
      `${window.location.origin}${window.location.pathname}`,
    ),
    '',
  ].join('\n');
}
