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
  formatImageReference,
  NormalizedReference,
} from '@lambda-compat/image-references';
import type {
  RegistryAnswer,
  RegistrySession,
} from '../registries/RegistrySession';
import {
  namedImage,
  ResolvedImage,
  resolveImage,
  resolvePlatforms,
  WantedPlatforms,
} from './resolveImage';

/** A reference of the command line, and what its registry said. */
export interface AskedReference {
  /** As it was typed. */
  typed: string;
  image: NormalizedReference;
  /** One, or one for each platform that was asked for. */
  answers: RegistryAnswer<ResolvedImage>[];
  /** The reference in full with a digest, ready to be written. */
  pinned: (digest: string) => string;
}

/**
 * Asks for references, each image once however often and in whatever spelling
 * it is named.
 *
 * @param platforms - null for what the references themselves stand for
 */
export async function askReferences(
  session: RegistrySession,
  references: readonly { typed: string; image: NormalizedReference }[],
  platforms: WantedPlatforms | null,
): Promise<AskedReference[]> {
  const answersByName = new Map<
    string,
    Promise<RegistryAnswer<ResolvedImage>[]>
  >();
  return Promise.all(
    references.map(async ({ typed, image }) => {
      const named = namedImage(image);
      const name = JSON.stringify(named);
      const answers =
        answersByName.get(name) ??
        (platforms === null
          ? resolveImage(session, named).then(answer => [answer])
          : resolvePlatforms(session, named, platforms));
      answersByName.set(name, answers);
      return {
        typed,
        image,
        answers: await answers,
        pinned: digest => formatImageReference({ ...image, digest }),
      };
    }),
  );
}
