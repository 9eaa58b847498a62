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

import { entityName, nameOf } from './words.mjs';

export const IMAGE = 'docker.io/arm64v8/amazonlinux:latest';
export const ENTITY = '/entities/component/default/orders';

/** Waits until the portal has noticed something of the incident. */
export class Waiting {
  #api;
  #terminal;

  constructor({ api, terminal }) {
    this.#api = api;
    this.#terminal = terminal;
  }

  /** Points the tag to an image, and waits until the portal has seen it. */
  async untilImage(name) {
    const { repositories } = await this.#api.describeSamples();
    const colon = IMAGE.lastIndexOf(':');
    const { tags } = repositories.find(
      repository => repository.name === IMAGE.slice(0, colon),
    );
    const at = tags[IMAGE.slice(colon + 1)];
    const digest =
      at?.image === name
        ? at.digest
        : (await this.#api.moveTag(IMAGE, name)).to.digest;
    if (at?.image !== name) {
      this.#terminal.say(
        `The tag was at ${
          at?.image ?? 'nothing'
        } already. It is put back to ${name}, which the portal sees as a move of its own.`,
      );
    }
    await this.#api.until('The look at the tag', async () => {
      const tag = await this.#findTag();
      return tag?.digest === digest && !tag.failure ? tag : undefined;
    });
  }

  /** Whether the portal has got a build of an earlier replay. */
  async isReplayed() {
    const { builds } = await this.#api.describeSamples();
    const numbers = Object.values(builds).map(({ build }) => build.number);
    const { functions } = await this.#api.get(`${ENTITY}/compatibility`);
    return functions.some(({ build }) => numbers.includes(build?.number));
  }

  async untilLookedAfter(time) {
    await this.#api.until('The next look at the tag', async () => {
      const tag = await this.#findTag();
      return Date.parse(tag?.seenAt ?? '') > time ? tag : undefined;
    });
  }

  async #findTag() {
    const { items } = await this.#api.get('/tags', { search: IMAGE });
    return items.find(({ image }) => image === IMAGE);
  }

  async untilMoved(digest) {
    const move = await this.#api.until('The move', async () => {
      const { items } = await this.#api.get('/tag-moves', { search: IMAGE });
      return items.find(
        ({ image, to, latest, contents, class: kind }) =>
          image === IMAGE &&
          latest &&
          to === digest &&
          kind !== 'pending' &&
          contents.state !== 'pending',
      );
    });
    if (move.contents.state !== 'available') {
      throw new Error(
        `The portal could not read what came with the move: ${
          move.contents.sentence ?? move.contents.state
        }`,
      );
    }
    this.#terminal.aside(
      `${nameOf(move.from, move.aliases.from)} → ${nameOf(
        move.to,
        move.aliases.to,
      )}`,
    );
    return this.#api.until('Who is exposed', async () => {
      const details = await this.#api.get(`/tag-moves/${move.id}`);
      return details.impact.nextBuild > 0 && details.runtimes.length > 0
        ? details
        : undefined;
    });
  }

  untilPin(moveId) {
    return this.#api.until('What to pin to', async () => {
      const { items } = await this.#api.get(`/tag-moves/${moveId}/pins`);
      return items.find(
        ({ entityRef, pinned, patch }) =>
          entityName(entityRef) === 'orders' && pinned && patch,
      );
    });
  }

  /** The guest of the portal is a member of the team that owns orders. */
  untilTold(moveId) {
    return this.#api.until('The notification of the owner', async () => {
      const told = (await this.#api.listNotifications()).filter(({ link }) =>
        link?.endsWith(moveId),
      );
      if (told.length > 1) {
        throw new Error(`The owner was told ${told.length} times`);
      }
      return told[0];
    });
  }

  untilReference(isWanted, what) {
    return this.#api.until(what, async () => {
      const { references } = await this.#api.get(`${ENTITY}/report`);
      return references.find(isWanted);
    });
  }

  untilVerdict(verdicts) {
    return this.#api.until(
      `That orders is ${verdicts.join(' or ')}`,
      async () => {
        const found = await this.#api.get(`${ENTITY}/compatibility`);
        return verdicts.includes(found.verdict) ? found : undefined;
      },
    );
  }
}
