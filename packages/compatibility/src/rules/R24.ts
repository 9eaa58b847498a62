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

import { nativeCodeOf } from '../evaluation/nativeCode';
import { namesOf } from '../evaluation/nextBuild';
import type { Evaluation } from '../evaluation/types';
import { momentOf } from '../evaluation/wording';
import type { BuildImageFacts } from '../images/types';
import type { Finding } from '../types';
import { finding } from './finding';

/** Multiple of the time after which it is stale from which nothing is believed. */
const NOT_KNOWN = 2;

/**
 * What an image is that the next build pulls was last seen too long ago, or what
 * is in it cannot be had.
 *
 * @internal
 */
export function R24(evaluation: Evaluation): Finding[] {
  const { facts } = evaluation;
  const code = nativeCodeOf(evaluation);
  if (code === 'static' || code === 'none') {
    return [];
  }
  const now = Date.parse(facts.now ?? `${facts.today}T00:00:00Z`);
  return (facts.buildImages ?? [])
    .filter(({ reach, pinned }) => reach === 'shaping' && !pinned)
    .flatMap(image => [...stale(image, now), ...unread(image)]);
}

function stale(image: BuildImageFacts, now: number): Finding[] {
  const { seenAt, staleAfterSeconds } = image;
  if (seenAt === null || staleAfterSeconds === null) {
    return [];
  }
  const age = (now - Date.parse(seenAt)) / 1000;
  if (Number.isNaN(age) || age <= staleAfterSeconds) {
    return [];
  }
  const { place, reference } = namesOf(image);
  const old = age > staleAfterSeconds * NOT_KNOWN;
  const seconds = old ? staleAfterSeconds * NOT_KNOWN : staleAfterSeconds;
  return [
    finding('R24', {
      verdict: old ? 'unknown' : 'info',
      about: [image.file, image.reference, 'stale'],
      message: `What ${reference} of ${place} resolves to was last seen ${momentOf(
        seenAt,
      )}, more than ${durationOf(seconds)} ago.${
        old ? ' What your next build pulls is not known.' : ' Shown as it was.'
      }`,
      undecided: old ? `what ${reference} resolves to today` : null,
    }),
  ];
}

function unread(image: BuildImageFacts): Finding[] {
  if (image.unread === null) {
    return [];
  }
  const { kind, reason } = image.unread;
  const lasting = kind === 'failed' || kind === 'too-large';
  const { place, reference } = namesOf(image);
  return [
    finding('R24', {
      verdict: lasting ? 'unknown' : 'info',
      about: [image.file, image.reference, 'unread'],
      message: `What ${reference} of ${place} provides ${
        kind === 'pending' ? 'is not known yet' : 'is not known'
      }: ${reason.replace(/\.$/, '')}.`,
      undecided: lasting ? `what ${reference} provides` : null,
    }),
  ];
}

function durationOf(seconds: number): string {
  const hours = Math.round(seconds / 3600);
  if (hours < 1) {
    const minutes = Math.max(Math.round(seconds / 60), 1);
    return `${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`;
  }
  return `${hours} ${hours === 1 ? 'hour' : 'hours'}`;
}
