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

import type { LookRequest } from '../digests/watching/requestLooks';
import { parseRegistryEvent } from './parseRegistryEvent';
import type { PushedImage } from './PushedImage';
import type { RegistryEventResult, RegistryEvents } from './RegistryEvents';
import type { RegistryNames } from './RegistryNames';

/** @see RegistryEvents */
export class DefaultRegistryEvents implements RegistryEvents {
  readonly #names: RegistryNames;
  readonly #requestLooks: (images: LookRequest[]) => Promise<number>;
  readonly #lookNow: () => Promise<void>;

  static create(options: {
    names: RegistryNames;
    /** Makes the watched ones due. */
    requestLooks: (images: LookRequest[]) => Promise<number>;
    /** Has this replica do at once what is due. */
    lookNow: () => Promise<void>;
  }): DefaultRegistryEvents {
    return new DefaultRegistryEvents(options);
  }

  private constructor(options: {
    names: RegistryNames;
    requestLooks: (images: LookRequest[]) => Promise<number>;
    lookNow: () => Promise<void>;
  }) {
    this.#names = options.names;
    this.#requestLooks = options.requestLooks;
    this.#lookNow = options.lookNow;
  }

  async receive(event: unknown): Promise<RegistryEventResult> {
    const images = parseRegistryEvent(event);
    const tags = await this.#requestLooks(
      unique(images.flatMap(image => this.#resolve(image))),
    );
    if (tags > 0) {
      await this.#lookNow();
    }
    return { images: images.length, tags };
  }

  #resolve({ names, tag }: PushedImage): LookRequest[] {
    return names.flatMap(({ host, repository }) =>
      this.#names.resolve(host, repository).map(name => ({ ...name, tag })),
    );
  }
}

function unique(tags: readonly LookRequest[]): LookRequest[] {
  return [...new Map(tags.map(tag => [JSON.stringify(tag), tag])).values()];
}
