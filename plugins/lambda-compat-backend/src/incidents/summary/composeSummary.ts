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
  MoveContents,
  MoveOnRuntime,
  ReferencePin,
  TagImpact,
  TagMoveDetails,
} from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { CONTENTS_CLASSES } from '@lambda-compat/backstage-plugin-lambda-compat-common';
import { versionNamespace } from '@lambda-compat/lambda-runtimes';
import { mergeVersions } from '../../tags/queries/moveContents';
import { highestOfRuntime } from '../highestOfRuntime';
import { describeExposed } from './describeExposed';
import { describePins } from './describePins';
import { escapeMarkdown } from './markdown';
import { compareNamespaces, describeVersions } from './versionRanges';

/** Everything that a summary says. */
export interface SummaryFacts {
  move: TagMoveDetails;
  /** Exposed first; may be the first ones of each exposure. */
  impact: readonly TagImpact[];
  pins: readonly ReferencePin[];
}

type Line = [name: string, text: string];

const NO_PACKAGES = { added: 0, removed: 0, upgraded: 0, downgraded: 0 };

/**
 * An incident in Markdown, for a chat or a ticket. The same facts give the same
 * text.
 */
export function composeSummary({ move, impact, pins }: SummaryFacts): string {
  const known = sortContents(move.contents);
  const { alreadyBuilt, nextBuild, notExposed, possibly } = move.impact;
  const lines: Line[] = [
    ['Moved', describeTimes(move)],
    ['From → to', `${describeEnd(move, 'from')} → ${describeEnd(move, 'to')}`],
    ...describeContents(known),
    ...describeRuntimes(move.runtimes, known),
    ['Already built', describeExposed(impact, 'already-built', alreadyBuilt)],
    ['Next build', describeExposed(impact, 'next-build', nextBuild)],
    ['Possibly', describeExposed(impact, 'possibly', possibly)],
    ['Not exposed', describeExposed(impact, 'not-exposed', notExposed)],
    ...describePins(pins).map((text): Line => ['Pin to', text]),
  ];
  return [
    `## ${escapeMarkdown(toFamiliarName(move.image))} ${describeMove(
      move,
      known,
    )}`,
    '',
    ...lines
      .filter(([, text]) => text !== '')
      .map(([name, text]) => `- **${name}:** ${text}`),
    '',
  ].join('\n');
}

/** The weightiest first; what is not known has no weight. */
function sortContents(contents: readonly MoveContents[]): MoveContents[] {
  const rank = ({ summary }: MoveContents) =>
    summary ? CONTENTS_CLASSES.indexOf(summary.class) : CONTENTS_CLASSES.length;
  return [...contents].sort(
    (a, b) => rank(a) - rank(b) || (a.platform < b.platform ? -1 : 1),
  );
}

function describeMove(
  move: TagMoveDetails,
  [weightiest]: readonly MoveContents[],
): string {
  if (move.class === 'gone') {
    return 'is gone';
  }
  if (move.class === 'back') {
    return 'is back';
  }
  const summary = weightiest?.summary;
  switch (summary?.class) {
    case 'distro':
      return 'moved to another distribution release';
    case 'symbol-versions':
      return summary.gained.length > 0
        ? 'moved with new symbol versions'
        : 'moved with other symbol versions';
    case 'packages':
      return 'moved with other packages';
    case 'configuration':
      return 'moved with another configuration';
    case 'none':
      return 'moved with the same content';
    default:
      return 'moved';
  }
}

function describeTimes({ between: { after, before } }: TagMoveDetails): string {
  if (after === null) {
    return `not later than ${toText(before, 'minute')} UTC`;
  }
  // Looks can be seconds apart.
  const unit =
    toText(after, 'minute') === toText(before, 'minute') ? 'second' : 'minute';
  return `between ${toText(after, unit)} and ${toText(before, unit)} UTC`;
}

/** `2025-04-01 18:04`, or `2025-04-01 18:04:09`. */
function toText(iso: string, unit: 'minute' | 'second'): string {
  return iso.slice(0, unit === 'minute' ? 16 : 19).replace('T', ' ');
}

/** The most telling tag with the digest: `2023.6.20250317.2 (3f9a0c71e4d2)`. */
function describeEnd(move: TagMoveDetails, end: 'from' | 'to'): string {
  const digest = move[end];
  if (digest === null) {
    return 'nothing';
  }
  const short = digest.slice(digest.indexOf(':') + 1).slice(0, 12);
  const [alias] = [...move.aliases[end]].sort(compareTelling);
  return alias ? `${escapeMarkdown(alias)} (${short})` : short;
}

/** With the stamp of a build in it, as `2023.6.20250317.2` or `2025.10.02`. */
const STAMPED = /20[0-9]{2}([.-]?)[01][0-9]\1[0-3][0-9]/;

/** Longer tags say more: `3.13.6-bookworm` beside `3.13`. */
function compareTelling(a: string, b: string): number {
  return (
    Number(STAMPED.test(b)) - Number(STAMPED.test(a)) ||
    b.length - a.length ||
    (a < b ? -1 : 1)
  );
}

function describeContents(contents: readonly MoveContents[]): Line[] {
  const summaries = contents.flatMap(({ summary }) => summary ?? []);
  const [distro] = summaries.flatMap(summary => summary.distro ?? []);
  const versionsOf = (side: 'gained' | 'lost') =>
    mergeVersions(summaries.flatMap(summary => summary[side])).flatMap(
      ({ versions }) => versions,
    );
  const [first] = summaries;
  const { added, downgraded, removed, upgraded } =
    first?.packages ?? NO_PACKAGES;
  const packages = [
    count(upgraded, 'updated'),
    count(downgraded, 'downgraded'),
    count(added, 'added'),
    count(removed, 'removed'),
  ].filter(text => text !== '');
  return [
    [
      'Distribution',
      distro
        ? `${escapeMarkdown(distro.from)} → ${escapeMarkdown(distro.to)}`
        : '',
    ],
    ['Gained', escapeMarkdown(describeVersions(versionsOf('gained')))],
    ['Lost', escapeMarkdown(describeVersions(versionsOf('lost')))],
    ['Packages', packages.join(', ')],
    ...contents.flatMap(describeUnknown),
  ];
}

function count(number: number, word: string): string {
  return number > 0 ? `${number} ${word}` : '';
}

/** What came is not known, which is not the same as nothing. */
function describeUnknown({ message, platform, state }: MoveContents): Line[] {
  const reasons: Partial<Record<typeof state, string>> = {
    pending: 'it is being read',
    failed: message ?? 'it cannot be had',
    'too-large': message ?? 'the image is too large to be read',
    off: 'contents are not read, by configuration',
  };
  const reason = reasons[state];
  return reason === undefined
    ? []
    : [
        [
          'What came with it',
          `not known for ${escapeMarkdown(platform)}: ${escapeMarkdown(
            reason,
          )}`,
        ],
      ];
}

function describeRuntimes(
  runtimes: readonly MoveOnRuntime[],
  contents: readonly MoveContents[],
): Line[] {
  const gained = new Set(
    contents.flatMap(({ summary }) =>
      (summary?.gained ?? []).flatMap(({ versions }) =>
        versions.map(versionNamespace),
      ),
    ),
  );
  return runtimes.map(one => {
    const isAlone =
      runtimes.filter(({ runtime }) => runtime === one.runtime).length === 1;
    const name = isAlone
      ? one.runtime
      : `${one.runtime} on ${one.architecture}`;
    return ['Runtime', `${escapeMarkdown(name)} ${describeFit(one, gained)}`];
  });
}

function describeFit(
  { fit }: MoveOnRuntime,
  gained: ReadonlySet<string>,
): string {
  if (fit.answer === 'yes') {
    return 'provides every version that the image has';
  }
  const texts = [...highestOfRuntime(fit)]
    // Without a comparison all that is beyond the runtime is said.
    .filter(([namespace]) => gained.size === 0 || gained.has(namespace))
    .sort(([a], [b]) => compareNamespaces(a, b))
    .map(([, versions]) => versions.join(' or '))
    .filter(text => text !== '');
  const isOpen = fit.answer === 'unknown';
  if (texts.length === 0) {
    return isOpen
      ? `is not known to provide what the image has: ${escapeMarkdown(
          fit.sentence,
        )}`
      : 'does not provide what the image has';
  }
  return `provides up to ${escapeMarkdown(texts.join(', '))}${
    isOpen ? ', and it is not known whether more' : ''
  }`;
}

/** As people write it: without `docker.io` and `library`. */
function toFamiliarName(image: string): string {
  return image.replace(/^docker\.io\/(?:library\/)?/, '');
}
