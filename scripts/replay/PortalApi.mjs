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

import { setTimeout as sleep } from 'node:timers/promises';

const PATIENCE_MS = 150_000;

/** Asks the portal as its guest does, and the sample registry behind it. */
export class PortalApi {
  #backend;
  #registry;
  #token;

  constructor({ backend, registry }) {
    this.#backend = backend;
    this.#registry = registry;
  }

  /** Of the plugin: `/tag-moves`, with what `query` holds. */
  async get(path, query = {}) {
    return this.#ask('GET', path, query);
  }

  async post(path) {
    return this.#ask('POST', path, {});
  }

  /** What the guest, and so the team of the guest, was told. */
  async listNotifications() {
    const { notifications } = await this.#send(
      'GET',
      `${this.#backend}/api/notifications?limit=100`,
    );
    return notifications.map(({ payload }) => payload);
  }

  /** To an image of the samples, by its name. */
  async moveTag(image, to) {
    const colon = image.lastIndexOf(':');
    const answer = await fetch(`${this.#registry}/sample/move`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        repository: image.slice(0, colon),
        tag: image.slice(colon + 1),
        to,
      }),
    });
    return readAnswer(answer);
  }

  /** Repositories, tags and builds of the samples. */
  async describeSamples() {
    return readAnswer(await fetch(`${this.#registry}/sample`));
  }

  /** A file that a build of the samples has made. */
  async fetchBuild(build, file) {
    const answer = await fetch(
      `${this.#registry}/sample/builds/${build}/${file}`,
    );
    if (!answer.ok) {
      throw new Error(`The sample registry has no ${file} of ${build}`);
    }
    return Buffer.from(await answer.arrayBuffer());
  }

  /**
   * Asks until the answer is what is waited for.
   *
   * @param what - completes the sentence "… has not come"
   * @param look - gives undefined until it is there
   */
  async until(what, look) {
    let last;
    for (const end = Date.now() + PATIENCE_MS; ; ) {
      try {
        const found = await look();
        if (found !== undefined) return found;
      } catch (error) {
        last = error;
      }
      if (Date.now() > end) {
        throw new Error(
          `${what} has not come within ${PATIENCE_MS / 1_000} seconds${
            last ? `: ${last.message}` : ''
          }. Is the portal busy? Run the command again`,
        );
      }
      await sleep(500);
    }
  }

  async #ask(method, path, query) {
    const url = new URL(`${this.#backend}/api/lambda-compat/v1${path}`);
    for (const [name, value] of Object.entries(query)) {
      url.searchParams.set(name, value);
    }
    return this.#send(method, url);
  }

  async #send(method, url) {
    const send = async () =>
      fetch(url, {
        method,
        headers: { Authorization: `Bearer ${await this.#signIn()}` },
      });
    let answer = await send();
    if (answer.status === 401) {
      // An hour has passed.
      this.#token = undefined;
      answer = await send();
    }
    return readAnswer(answer);
  }

  async #signIn() {
    if (!this.#token) {
      const answer = await readAnswer(
        await fetch(`${this.#backend}/api/auth/guest/refresh`, {
          headers: { 'X-Requested-With': 'XMLHttpRequest' },
        }),
      );
      this.#token = answer.backstageIdentity.token;
    }
    return this.#token;
  }
}

async function readAnswer(answer) {
  const text = await answer.text();
  let value;
  try {
    value = text ? JSON.parse(text) : {};
  } catch {
    throw new Error(`${answer.url} answers ${answer.status}, and no JSON`);
  }
  if (!answer.ok) {
    throw new Error(
      `${answer.url} answers ${answer.status}: ${
        value.error?.message ?? value.error ?? text.slice(0, 200)
      }`,
    );
  }
  return value;
}
