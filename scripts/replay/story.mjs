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

import { uploadBuild } from './upload.mjs';
import {
  describeGained,
  describeImpact,
  entityName,
  lengthOf,
  nameOf,
} from './words.mjs';

export const IMAGE = 'docker.io/arm64v8/amazonlinux:latest';
export const ENTITY = '/entities/component/default/orders';

/**
 * The incident, step by step. Each step does something, waits until the portal
 * has noticed, and says what the portal says.
 */
export class Story {
  #root;
  #api;
  #terminal;
  #addresses;
  #repository;
  #moveId;
  #pin;

  constructor({ root, api, terminal, addresses, repository }) {
    this.#root = root;
    this.#api = api;
    this.#terminal = terminal;
    this.#addresses = addresses;
    this.#repository = repository;
  }

  async quiet() {
    const { say, title } = this.#words('1. Everything is quiet');
    title();
    await this.#untilImage('B');
    const orders = await this.#untilVerdict(['compatible']);
    say(
      `${IMAGE} points to B, Amazon Linux 2023.6.20250317 with libstdc++ of gcc 11. The function orders is built on it, and on nothing that names a digest. Its last build was measured: ${sentenceOf(
        orders,
      )}`,
    );
    this.#link('catalog/default/component/orders');
  }

  async move() {
    const { say, show, title } = this.#words(
      '2. The tag moves, and nobody has changed a line',
    );
    title();
    const started = Date.now();
    const { from, to } = await this.#api.moveTag(IMAGE, 'C');
    say(
      `Somebody publishes Amazon Linux 2023.7 under the same name: from ${from.image} to ${to.image}. No build runs.`,
    );
    const move = await this.#untilMoved(to.digest);
    this.#moveId = move.id;
    const pins = await this.#untilPins();
    say(
      `\nThe portal noticed within ${lengthOf(
        (Date.now() - started) / 1_000,
      )}, and says:`,
    );
    show(move.contents[0]?.summary?.sentence ?? '');
    await this.#sayWhoAndWhat(move);
    const [pin] = pins;
    this.#pin = pin;
    say('\nWhat to pin to:');
    show(`${pin.pinned}\n${pin.suggestion.why}`);
    if (pin.suggestion.behind) show(pin.suggestion.behind.sentence);
    this.#link(`lambda-compat/tag-changes/${move.id}`);
    this.#link('catalog/default/component/orders');
    this.#link('notifications');
  }

  async patch() {
    const { say, show, title } = this.#words('3. The patch');
    title();
    say('What the button Copy patch copies:');
    show(this.#pin.patch);
    const checked = this.#repository.checkPatch(this.#pin.patch);
    say(
      checked === null
        ? 'git is not installed here, so nobody has tried whether it takes the patch.'
        : '\ngit apply --check, on a copy of the repository:',
    );
    if (checked) show(checked);
  }

  async buildOnLatest() {
    const { say, title } = this.#words(
      '4. Before anybody has read it, a build runs',
    );
    title();
    say(
      'The same source as ever. The C++ library of the image has a newer condition_variable::wait, and the linker writes that down:',
    );
    await this.#upload('on-latest');
    const orders = await this.#untilVerdict(['broken']);
    say(`\nThe portal says: ${sentenceOf(orders)}`);
    await this.#api.until('What the portal says of the build', async () => {
      const { impact } = await this.#getMove();
      return impact.alreadyBuilt > 0 ? impact : undefined;
    });
    this.#link('catalog/default/component/orders');
  }

  async buildPinned() {
    const { say, title } = this.#words('5. The patch is merged, and built');
    title();
    const { file, line, reference, pinned } = this.#pin;
    this.#repository.pin({ file, line, reference, pinned });
    await this.#api.post(`${ENTITY}/refresh`);
    await this.#upload('pinned');
    const orders = await this.#untilVerdict(['compatible']);
    say(`\nThe portal says: ${sentenceOf(orders)}`);
    // So that the next move comes after this build without doubt.
    await this.#untilLookedAfter(Date.now());
    const window = await this.#api.until(
      'The end of the exposure',
      async () => {
        const { windows } = await this.#api.get(`${ENTITY}/tag-history`);
        return windows.find(
          ({ moveId, closed }) => moveId === this.#moveId && closed !== null,
        );
      },
    );
    const { least, most } = window.seconds;
    say(
      `orders was exposed for ${
        most === null || lengthOf(most) === lengthOf(least)
          ? lengthOf(most ?? least)
          : `${lengthOf(least)} to ${lengthOf(most)}`
      }; it ended because it was ${window.closedBy}.`,
    );
    this.#link('catalog/default/component/orders');
  }

  async jump() {
    const { say, show, title } = this.#words('6. The jump that is to come');
    title();
    this.#repository.restore();
    await this.#api.post(`${ENTITY}/refresh`);
    await this.#api.until('The reference without its pin', async () => {
      const { references } = await this.#api.get(`${ENTITY}/report`);
      return references.some(({ pinClass }) => pinClass === 'floating')
        ? references
        : undefined;
    });
    const { to } = await this.#api.moveTag(IMAGE, 'E');
    say(
      'Say nobody had merged the patch, and latest goes on to the next line of the distribution: glibc and gcc both move.',
    );
    const move = await this.#untilMoved(to.digest);
    say('\nThe portal says:');
    show(move.contents[0]?.summary?.sentence ?? '');
    await this.#sayWhoAndWhat(move);
    this.#link(`lambda-compat/tag-changes/${move.id}`);
  }

  #words(text) {
    const terminal = this.#terminal;
    return {
      title: () => terminal.title(text),
      say: words => terminal.say(words),
      show: words => terminal.show(words),
    };
  }

  #link(path) {
    this.#terminal.aside(`→ ${this.#addresses.portal}/${path}`);
  }

  async #upload(name) {
    const { command, printed } = await uploadBuild({
      root: this.#root,
      api: this.#api,
      addresses: this.#addresses,
      name,
    });
    this.#terminal.show(`$ ${command}\n${printed}`);
  }

  #getMove(id = this.#moveId) {
    return this.#api.get(`/tag-moves/${id}`);
  }

  async #sayWhoAndWhat(move) {
    const terminal = this.#terminal;
    terminal.say('\nWhat came:');
    terminal.show(describeGained(move.contents));
    for (const { runtime, fit } of move.runtimes) {
      terminal.say(`\nAgainst ${runtime}: ${fit.sentence}`);
    }
    const { items } = await this.#api.get(`/tag-moves/${move.id}/impact`, {
      limit: 100,
    });
    terminal.say('\nWho is concerned:');
    terminal.show(describeImpact(items));
  }

  /** Points the tag to an image, and waits until the portal has seen it. */
  async #untilImage(name) {
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

  async #untilLookedAfter(time) {
    await this.#api.until('The next look at the tag', async () => {
      const tag = await this.#findTag();
      return Date.parse(tag?.seenAt ?? '') > time ? tag : undefined;
    });
  }

  async #findTag() {
    const { items } = await this.#api.get('/tags', { search: IMAGE });
    return items.find(({ image }) => image === IMAGE);
  }

  async #untilMoved(digest) {
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
      const details = await this.#getMove(move.id);
      return details.impact.nextBuild > 0 && details.runtimes.length > 0
        ? details
        : undefined;
    });
  }

  #untilPins() {
    return this.#api.until('What to pin to', async () => {
      const { items } = await this.#api.get(`/tag-moves/${this.#moveId}/pins`);
      const pins = items.filter(
        ({ entityRef, pinned, patch }) =>
          entityName(entityRef) === 'orders' && pinned && patch,
      );
      return pins.length > 0 ? pins : undefined;
    });
  }

  #untilVerdict(verdicts) {
    return this.#api.until(
      `That orders is ${verdicts.join(' or ')}`,
      async () => {
        const found = await this.#api.get(`${ENTITY}/compatibility`);
        return verdicts.includes(found.verdict) ? found : undefined;
      },
    );
  }
}

function sentenceOf({ functions }) {
  return functions[0].judgement.sentence;
}
