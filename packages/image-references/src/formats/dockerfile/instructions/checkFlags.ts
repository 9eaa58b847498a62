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

import type { InstructionNode } from '../parser/instructionNode';

type FlagKind = 'boolean' | 'string' | 'strings';

const COPY_FLAGS: Readonly<Record<string, FlagKind>> = {
  chown: 'string',
  chmod: 'string',
  link: 'boolean',
  exclude: 'strings',
};

const NO_FLAGS: Readonly<Record<string, FlagKind>> = {};

/** The flags that BuildKit knows, by instruction. */
const FLAGS: Readonly<Record<string, Readonly<Record<string, FlagKind>>>> = {
  from: { platform: 'string' },
  copy: { ...COPY_FLAGS, from: 'string', parents: 'boolean' },
  add: {
    ...COPY_FLAGS,
    'keep-git-dir': 'boolean',
    checksum: 'string',
    unpack: 'boolean',
  },
  run: {
    mount: 'strings',
    network: 'string',
    security: 'string',
    device: 'strings',
  },
  healthcheck: {
    interval: 'string',
    timeout: 'string',
    'start-period': 'string',
    'start-interval': 'string',
    retries: 'string',
  },
};

/** Buildah's addition: a stage that has to be built first. */
const BUILDAH_FROM_FLAGS: Readonly<Record<string, FlagKind>> = {
  ...FLAGS.from,
  after: 'string',
};

/** Instructions whose flags the builder never looks at. */
const UNCHECKED = new Set(['arg', 'stopsignal']);

/** Why the builder refuses the flags, undefined where it takes them. */
export function checkFlags(
  node: InstructionNode,
  buildah: boolean,
): string | undefined {
  if (node.flags.length === 0 || UNCHECKED.has(node.name)) {
    return undefined;
  }
  if (node.name === 'healthcheck' && node.args[0].toUpperCase() === 'NONE') {
    return undefined;
  }
  const known =
    buildah && node.name === 'from'
      ? BUILDAH_FROM_FLAGS
      : FLAGS[node.name] ?? NO_FLAGS;
  const seen = new Set<string>();
  for (const flag of node.flags) {
    const equals = flag.text.indexOf('=');
    const shown = equals === -1 ? flag.text : flag.text.slice(0, equals);
    const name = shown.slice(2);
    const value = equals === -1 ? undefined : flag.text.slice(equals + 1);
    if (!Object.hasOwn(known, name)) {
      return `unknown flag: ${shown}`;
    }
    const kind = known[name];
    if (seen.has(name) && kind !== 'strings') {
      return `duplicate flag specified: ${shown}`;
    }
    seen.add(name);
    if (kind === 'boolean') {
      const error = checkBoolean(shown, value);
      if (error !== undefined) {
        return error;
      }
    } else if (value === undefined) {
      return `missing a value on flag: ${shown}`;
    }
  }
  return undefined;
}

function checkBoolean(
  shown: string,
  value: string | undefined,
): string | undefined {
  if (value === undefined) {
    return undefined;
  }
  if (value === '') {
    return `missing a value on flag: ${shown}`;
  }
  return ['true', 'false'].includes(value.toLowerCase())
    ? undefined
    : `expecting boolean value for flag ${shown}, not: ${value}`;
}

/** The value of a flag that is given once, undefined where it is not. */
export function flagValue(
  node: InstructionNode,
  name: string,
): string | undefined {
  const prefix = `--${name}=`;
  const flag = node.flags.find(({ text }) => text.startsWith(prefix));
  return flag?.text.slice(prefix.length);
}
