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
  familiarName,
  parseImageReference,
} from '../../../reference/parseImageReference';

/** What `--build-context name=…` puts in the place of an image or a stage. */
export type NamedContext = {
  /** As given. */
  value: string;
} & (
  | { kind: 'image'; image: string }
  | { kind: 'scratch' }
  | { kind: 'files' }
);

/** Looks up named contexts the way BuildKit does, by familiar name. */
export class NamedContexts {
  readonly #contexts: ReadonlyMap<string, NamedContext>;

  static create(options: {
    contexts: Readonly<Record<string, string>>;
  }): NamedContexts {
    const contexts = new Map<string, NamedContext>();
    for (const [key, value] of Object.entries(options.contexts)) {
      const [name, platform] = splitOnce(key, '::');
      const familiar = familiarOf(name) ?? name;
      contexts.set(
        platform === undefined ? familiar : `${familiar}::${platform}`,
        readContext(value),
      );
    }
    return new NamedContexts(contexts);
  }

  private constructor(contexts: ReadonlyMap<string, NamedContext>) {
    this.#contexts = contexts;
  }

  /** `name` is a stage name or an image reference. */
  find(name: string, platform: string): NamedContext | undefined {
    const lower = name.toLowerCase();
    if (
      this.#contexts.size === 0 ||
      lower === 'scratch' ||
      lower === 'context'
    ) {
      return undefined;
    }
    const familiar = familiarOf(name);
    return familiar === undefined
      ? undefined
      : this.#contexts.get(`${familiar}::${platform}`) ??
          this.#contexts.get(familiar);
  }
}

function familiarOf(name: string): string | undefined {
  const parsed = parseImageReference(name);
  return parsed.ok ? familiarName(parsed.reference) : undefined;
}

function readContext(value: string): NamedContext {
  const prefix = 'docker-image:';
  if (!value.startsWith(prefix)) {
    return { kind: 'files', value };
  }
  const image = value.slice(prefix.length).replace(/^\/\//, '');
  return image === 'scratch'
    ? { kind: 'scratch', value }
    : { kind: 'image', value, image };
}

function splitOnce(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator);
  return at === -1
    ? [text]
    : [text.slice(0, at), text.slice(at + separator.length)];
}
