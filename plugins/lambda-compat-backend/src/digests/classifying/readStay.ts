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
  describeMove,
  type ImageRepository,
  type MoveClass,
  type MoveDescription,
  type TagContent,
} from '@lambda-compat/oci-registry';
import type { TagIntervalsRow } from '../../database/tagTables';
import type { ContentReader } from './ContentReader';
import type { ClaimedContents, ReadMove, ReadStay } from './ContentsStore';

/** What is known of the stay before. */
export interface Before {
  stay: Pick<TagIntervalsRow, 'digest'> | undefined;
  /** Undefined where it was not read yet. */
  content: TagContent | undefined;
  /** Digests by platform, as they are written down. */
  platforms: ReadonlyMap<string, string>;
}

export interface ReadingOptions {
  image: ImageRepository;
  reader: ContentReader;
  signal: AbortSignal;
  /**
   * Whether to do without what the error stands for; it is thrown otherwise.
   *
   * @param what - `before` may have been deleted, `after` was there just now
   * @returns a sentence that says why, undefined to throw
   */
  giveUp: (error: unknown, what: 'before' | 'after') => string | undefined;
}

const NOT_COMPARED =
  'It is not known whether files differ: only platforms changed that AWS Lambda does not have, which are not compared.';

/** Finds out what a stay of a tag consists of, and how it differs. */
export async function readStay(
  stay: TagIntervalsRow,
  before: Before,
  claimed: Pick<ClaimedContents, 'moves' | 'history'>,
  options: ReadingOptions,
): Promise<{ read: ReadStay; content: TagContent | undefined }> {
  const reasons: string[] = [];
  const move = claimed.moves.get(Number(stay.before_ms));
  // Retention may have removed the stay before.
  const from = before.stay ?? (move && { digest: move.from_digest });
  const content =
    stay.digest === ''
      ? null
      : await readContent(stay.digest, options, reasons, 'after');
  const read: ReadStay = { stay, platforms: toPlatforms(stay, content) };
  if (move && from) {
    const described = await describe(
      {
        digest: stay.digest,
        content,
        before: { ...before, stay: from },
        seenBefore: createSeenBefore(stay, claimed.history),
      },
      options,
      reasons,
    );
    read.move = toReadMove(move.move_id, described, reasons);
  }
  return { read, content: content ?? undefined };
}

/** What a move amounts to of which others told. */
export async function readReported(
  move: {
    move_id: string;
    from_digest: string;
    to_digest: string;
    before_ms: number | string;
  },
  history: ClaimedContents['history'],
  options: ReadingOptions,
): Promise<ReadMove> {
  const reasons: string[] = [];
  const { from_digest: from, to_digest: to } = move;
  const described = await describe(
    {
      digest: to,
      content:
        to === '' ? null : await readContent(to, options, reasons, 'before'),
      before: {
        stay: { digest: from },
        content: undefined,
        platforms: new Map(),
      },
      seenBefore: createSeenBefore(
        { digest: to, before_ms: move.before_ms },
        history,
      ),
    },
    options,
    reasons,
  );
  return toReadMove(move.move_id, described, reasons);
}

async function describe(
  move: {
    digest: string;
    /** Null where the tag is gone, or where it is not to be had. */
    content: TagContent | null;
    before: Before;
    seenBefore: (digest: string) => boolean;
  },
  options: ReadingOptions,
  reasons: string[],
): Promise<MoveDescription> {
  const { before, content, digest, seenBefore } = move;
  const from = before.stay?.digest ?? '';
  if (digest === '') {
    return describeMove(before.content ?? recall(from, before), null, {
      seenBefore,
    });
  }
  const wasGone = from === '';
  if (!content) {
    const changes: MoveClass[] = [
      ...(wasGone ? (['back'] as const) : []),
      ...(seenBefore(digest) ? (['reverted'] as const) : []),
      'undetermined',
    ];
    return { class: changes[0], changes, platforms: [] };
  }
  if (wasGone) {
    return describeMove(null, content, { seenBefore, wasGone });
  }
  const old =
    before.content ??
    (await readContent(from, options, reasons, 'before')) ??
    recall(from, before);
  await options.reader.readDifferences(options.image, old, content, {
    signal: options.signal,
    giveUp: (error, side) => {
      const reason = options.giveUp(error, side);
      reasons.push(...(reason === undefined ? [] : [reason]));
      return reason !== undefined;
    },
  });
  return describeMove(isKnown(old, before) ? old : null, content, {
    seenBefore,
  });
}

async function readContent(
  digest: string,
  options: ReadingOptions,
  reasons: string[],
  what: 'before' | 'after',
): Promise<TagContent | null> {
  const { image, reader, signal } = options;
  try {
    return await reader.readPlatforms(image, digest, { signal });
  } catch (error) {
    const reason = options.giveUp(error, what);
    if (reason === undefined) {
      throw error;
    }
    reasons.push(reason);
    return null;
  }
}

/** What can be said of a digest from what was written down when it was there. */
function recall(digest: string, { platforms }: Before): TagContent {
  return {
    digest,
    mediaType: '',
    kind: 'index',
    images: [...platforms].flatMap(([platform, platformDigest]) =>
      platformDigest === ''
        ? []
        : { platform, digest: platformDigest, manifest: null, config: null },
    ),
    attestations: [],
  };
}

/** Of what was neither read nor written down, nothing can be said. */
function isKnown(old: TagContent, { platforms }: Before): boolean {
  return old.mediaType !== '' || platforms.size > 0;
}

function toPlatforms(
  { digest }: TagIntervalsRow,
  content: TagContent | null,
): ReadonlyMap<string, string> | null {
  if (digest === '') {
    return new Map();
  }
  // Of two images for one platform the first counts.
  return (
    content &&
    new Map(
      content.images
        .map((image): [string, string] => [image.platform, image.digest])
        .reverse(),
    )
  );
}

/**
 * Whether the tag, or one of its platforms, has pointed to a digest before. An
 * image may be both, and is looked for at its own level.
 */
function createSeenBefore(
  { digest: own, before_ms }: Pick<TagIntervalsRow, 'digest' | 'before_ms'>,
  history: ClaimedContents['history'],
): (digest: string) => boolean {
  const tags = new Set<string>();
  const platforms = new Set<string>();
  for (const { before_ms: seen, digest, platform } of history) {
    if (Number(seen) < Number(before_ms)) {
      (platform === '' ? tags : platforms).add(digest);
    }
  }
  return digest => (digest === own ? tags : platforms).has(digest);
}

function toReadMove(
  moveId: string,
  description: MoveDescription,
  reasons: readonly string[],
): ReadMove {
  const undecided = description.changes.includes('undetermined')
    ? [...new Set(reasons)].join(' ') || NOT_COMPARED
    : '';
  return { moveId, ...description, undecided };
}
