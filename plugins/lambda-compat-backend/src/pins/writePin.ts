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

import { renderPinPatch } from '@lambda-compat/image-references';
import type { StoredReference } from '../references/entityFacts';

/** How a pin is written into a build file. */
export interface WrittenPin {
  /** With tag and digest. */
  pinned: string;
  patch: string | null;
  noPatch: string | null;
}

/** What of a reference its pin is written with. */
export type PinnedReference = Pick<
  StoredReference,
  'raw' | 'resolved' | 'normalized' | 'pin' | 'place' | 'startLine'
>;

/**
 * Writes a pin with tag and digest: people read the tag, builders take the
 * digest. Where the tag does not stand beside the place of the digest, as with
 * one that is put together of variables, the one that is written stays.
 *
 * @param tag - null where none is known that names the digest
 */
export function writePin(
  reference: PinnedReference,
  { digest, tag }: { digest: string; tag: string | null },
): WrittenPin {
  const written = reference.normalized?.tag ?? null;
  const name = getName(reference, written);
  const { pin, place, startLine } = reference;
  const where = `${place.file}:${startLine}`;
  const compose = (chosen: string | null) =>
    `${name}${chosen === null ? '' : `:${chosen}`}@${digest}`;
  if (pin.kind !== 'plan') {
    return {
      pinned: compose(tag ?? written),
      patch: null,
      noPatch:
        pin.kind === 'pinned'
          ? `The reference at ${where} is pinned already; its digest has to be replaced by hand.`
          : toSentence(
              `The reference at ${where} cannot be pinned: ${pin.reason}`,
            ),
    };
  }
  const rendered = renderPinPatch(pin.plan, digest);
  if (!rendered.ok) {
    return {
      pinned: compose(tag ?? written),
      patch: null,
      noPatch: toSentence(
        `The reference at ${where} cannot be pinned: ${rendered.reason}`,
      ),
    };
  }
  const retagged =
    tag === null || tag === written
      ? undefined
      : replaceTag(rendered.patch, digest, { name, from: written, to: tag });
  return {
    pinned: compose(retagged === undefined ? writtenTag(reference) : tag),
    patch: retagged ?? rendered.patch,
    noPatch: null,
  };
}

/**
 * The patch with another tag before the digest; undefined where the tag does
 * not stand there as it is.
 *
 * @param tags - `from` is null where the reference names none, and so `latest`
 */
function replaceTag(
  patch: string,
  digest: string,
  { name, from, to }: { name: string; from: string | null; to: string },
): string | undefined {
  const lines = patch.split('\n');
  const found = lines.flatMap((line, index) => {
    const end = line.startsWith('+') ? line.indexOf(`@${digest}`) : -1;
    return end < 0 ? [] : { index, before: line.slice(0, end), end };
  });
  const [only, ...others] = found;
  if (!only || others.length > 0) {
    return undefined;
  }
  const { index, before, end } = only;
  const start = findTag(before, name, from);
  if (start === undefined) {
    return undefined;
  }
  const after = lines[index].slice(end);
  lines[index] = `${before.slice(0, start)}:${to}${after}`;
  return lines.join('\n');
}

/** Where `:tag` begins at the end of a text, or the end where there is none. */
function findTag(
  before: string,
  name: string,
  tag: string | null,
): number | undefined {
  if (tag !== null && before.endsWith(`:${tag}`)) {
    return before.length - tag.length - 1;
  }
  return before.endsWith(name) ? before.length : undefined;
}

/** The name without tag and digest, as it is written where that can be. */
function getName(
  { raw, resolved }: PinnedReference,
  tag: string | null,
): string {
  const text = raw.includes('$') ? resolved : raw;
  const [named] = text.split('@');
  return tag !== null && named.endsWith(`:${tag}`)
    ? named.slice(0, -tag.length - 1)
    : named;
}

/** Null where the reference writes none. */
function writtenTag({ raw, resolved, normalized }: PinnedReference) {
  const [named] = (raw.includes('$') ? resolved : raw).split('@');
  const tag = normalized?.tag ?? null;
  return tag !== null && named.endsWith(`:${tag}`) ? tag : null;
}

function toSentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
