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

import { suggestPin, uploadBuild } from './commands.mjs';
import { ENTITY, IMAGE, Waiting } from './Waiting.mjs';
import {
  CLOSED_BY,
  describeGained,
  describeImpact,
  lengthOf,
  spanOf,
} from './words.mjs';

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
  #portal;
  #moveId;
  #pin;

  constructor({ root, api, terminal, addresses, repository }) {
    this.#root = root;
    this.#api = api;
    this.#terminal = terminal;
    this.#addresses = addresses;
    this.#repository = repository;
    this.#portal = new Waiting({ api, terminal });
  }

  async quiet() {
    const { say, title } = this.#words('1. Everything is quiet');
    title();
    await this.#portal.untilImage('B');
    if (await this.#portal.isReplayed()) {
      say(
        'The portal knows a replay, whose last build was on another image. So there is one more on B:',
      );
      await this.#upload('pinned');
      // So that the move comes after this build without doubt.
      await this.#portal.untilLookedAfter(Date.now());
    }
    const orders = await this.#portal.untilVerdict(['compatible']);
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
    const move = await this.#portal.untilMoved(to.digest);
    this.#moveId = move.id;
    this.#pin = await this.#portal.untilPin(this.#moveId);
    const orders = await this.#portal.untilVerdict(['at-risk']);
    say(
      `\nThe portal noticed within ${lengthOf(
        (Date.now() - started) / 1_000,
      )}, and says:`,
    );
    show(move.contents[0]?.summary?.sentence ?? '');
    await this.#sayWhoAndWhat(move);
    say(`\nThe verdict on orders is now At risk: ${sentenceOf(orders)}`);
    this.#sayPin(this.#pin);
    const told = await this.#portal.untilTold(this.#moveId);
    say('\nThe owner of orders, payments, was told once:');
    show(told.title);
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
    const orders = await this.#portal.untilVerdict(['broken']);
    say(`\nThe portal says: ${sentenceOf(orders)}`);
    await this.#api.until('What the portal says of the build', async () => {
      const { impact } = await this.#api.get(`/tag-moves/${this.#moveId}`);
      return impact.alreadyBuilt > 0 ? impact : undefined;
    });
    this.#link('catalog/default/component/orders');
  }

  async buildPinned() {
    const { say, show, title } = this.#words(
      '5. The patch is merged, and built',
    );
    title();
    const isApplied = this.#repository.pin(this.#pin);
    say(
      isApplied
        ? 'git applies the patch in the repository of orders:'
        : 'git is not installed here: the line that the patch changes is written.',
    );
    if (isApplied) show('$ git apply orders.patch');
    await this.#api.post(`${ENTITY}/refresh`);
    await this.#portal.untilReference(
      ({ raw }) => raw === this.#pin.pinned,
      'The pinned reference',
    );
    say(`\n${this.#pin.file}:${this.#pin.line} is pinned, and CI builds:`);
    await this.#upload('pinned');
    const orders = await this.#portal.untilVerdict(['compatible']);
    say(`\nThe portal says: ${sentenceOf(orders)}`);
    // So that the next move comes after this build without doubt.
    await this.#portal.untilLookedAfter(Date.now());
    const window = await this.#api.until(
      'The end of the exposure',
      async () => {
        const { windows } = await this.#api.get(`${ENTITY}/tag-history`);
        return windows.find(
          ({ moveId, closed }) => moveId === this.#moveId && closed !== null,
        );
      },
    );
    say(
      `orders was exposed for ${spanOf(window.seconds)}; ${
        CLOSED_BY[window.closedBy] ?? window.closedBy
      }.`,
    );
    this.#link('catalog/default/component/orders');
  }

  async jump() {
    const { say, show, title } = this.#words('6. The jump that is to come');
    title();
    this.#repository.restore();
    await this.#api.post(`${ENTITY}/refresh`);
    await this.#portal.untilReference(
      ({ raw }) => raw === this.#pin.reference,
      'The reference without its pin',
    );
    const { to } = await this.#api.moveTag(IMAGE, 'E');
    say(
      'Say nobody had merged the patch, and latest goes on to the next line of the distribution: glibc and gcc both move.',
    );
    const move = await this.#portal.untilMoved(to.digest);
    this.#moveId = move.id;
    const pin = await this.#portal.untilPin(this.#moveId);
    say('\nThe portal says:');
    show(move.contents[0]?.summary?.sentence ?? '');
    await this.#sayWhoAndWhat(move);
    this.#sayPin(pin);
    this.#link('lambda-compat/tag-changes');
    this.#link(`lambda-compat/tag-changes/${move.id}`);
    say(
      '\nThis portal judges as of March 2025. The runtimes of today have more, and still not that much:',
    );
    show(
      await suggestPin({
        root: this.#root,
        registry: this.#addresses.registry,
        image: IMAGE,
      }),
    );
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

  #sayPin({ pinned, suggestion }) {
    this.#terminal.say('\nWhat to pin to:');
    this.#terminal.show(
      [pinned, suggestion.why, suggestion.behind?.sentence]
        .filter(Boolean)
        .join('\n'),
    );
  }
}

function sentenceOf({ functions }) {
  return functions[0].judgement.sentence;
}
