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

import type { NormalizedReference } from '@lambda-compat/image-references';
import { namedImage, resolveImage } from '../digests/resolveImage';
import { maxQuestions, RegistrySession } from '../registries/RegistrySession';
import { tagName } from './GivenDigests';

/** What a registry said to one tag. */
export type TagAnswer =
  | { ok: true; digest: string }
  | {
      ok: false;
      why: { reason: 'tag-not-found' | 'not-asked'; message: string };
    };

const tooMany: TagAnswer = {
  ok: false,
  why: {
    reason: 'not-asked',
    message: `At most ${maxQuestions} tags are asked for in one call, and this is one more. Name fewer files.`,
  },
};

/** What the registries said to the tags of all files. */
export class TagAnswers {
  readonly #byName: ReadonlyMap<string, TagAnswer>;
  /** What the registries announce about themselves. */
  readonly warnings: ReadonlySet<string>;

  private constructor(
    byName: ReadonlyMap<string, TagAnswer>,
    warnings: ReadonlySet<string>,
  ) {
    this.#byName = byName;
    this.warnings = warnings;
  }

  /** Asks once for each tag, however many references name it. */
  static async ask(
    session: RegistrySession,
    references: readonly NormalizedReference[],
  ): Promise<TagAnswers> {
    const tags = new Map(
      references.map(reference => [tagName(reference), reference]),
    );
    const warnings = new Set<string>();
    const answers = await Promise.all(
      [...tags].map(async ([name, reference], index) => {
        const answer =
          index < maxQuestions
            ? await ask(session, reference, warnings)
            : tooMany;
        return [name, answer] as const;
      }),
    );
    return new TagAnswers(new Map(answers), warnings);
  }

  for(reference: NormalizedReference): TagAnswer | undefined {
    return this.#byName.get(tagName(reference));
  }
}

async function ask(
  session: RegistrySession,
  reference: NormalizedReference,
  warnings: Set<string>,
): Promise<TagAnswer> {
  const answer = await resolveImage(session, namedImage(reference));
  if (!answer.ok) {
    const { absent, sentence } = answer.failure;
    const reason = absent ? 'tag-not-found' : 'not-asked';
    return { ok: false, why: { reason, message: sentence } };
  }
  for (const warning of answer.value.warnings) {
    warnings.add(`${reference.registry} says: ${warning}`);
  }
  return { ok: true, digest: answer.value.digest };
}
