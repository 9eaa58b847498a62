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

import { expandWord } from '../shell/shellWord';
import type { RunMount } from './types';

const TYPES = new Set(['bind', 'cache', 'tmpfs', 'secret', 'ssh']);
const SHARING_MODES = new Set(['shared', 'private', 'locked']);

/** Keys that can stand without a value. */
const SWITCHES = new Set(['readonly', 'ro', 'readwrite', 'rw']);

const TEXT_KEYS = new Set([
  'from',
  'source',
  'src',
  'target',
  'dst',
  'destination',
  'id',
  'env',
]);

/** What the builder takes away when it expands a value. */
const QUOTED = /['"\\`]/;

const BOOLEAN = /^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/;
const SIZE = /^\d+(?:\.\d*)? ?(?:[kmgtp]i?)?b?$/i;

interface MountState {
  type: string;
  /** False where the type contains a variable. */
  typeKnown: boolean;
  given: Set<string>;
}

function checkSwitch(key: string, state: MountState): string | undefined {
  if (SWITCHES.has(key)) {
    return undefined;
  }
  return key === 'required'
    ? onlyFor(key, state, ['secret', 'ssh'])
    : `invalid field '${key}' must be a key=value pair`;
}

function onlyFor(
  key: string,
  { type, typeKnown }: MountState,
  types: readonly string[],
): string | undefined {
  return !typeKnown || types.includes(type)
    ? undefined
    : `unexpected key '${key}' for mount type '${type}'`;
}

type Check = (
  key: string,
  value: string,
  known: boolean,
  state: MountState,
) => string | undefined;

const checkType: Check = (_key, value, known, state) => {
  state.typeKnown = known;
  state.type = value.toLowerCase();
  return !known || TYPES.has(state.type)
    ? undefined
    : `unsupported mount type "${value}"`;
};

const checkBoolean: Check = (key, value, known) =>
  !known || BOOLEAN.test(value)
    ? undefined
    : `invalid value for ${key}: ${value}`;

const checkNumber: Check = (key, value, known) => {
  const base = key === 'mode' ? 8 : 10;
  const digits = base === 8 ? /^[0-7]+$/ : /^\d+$/;
  return !known || (digits.test(value) && parseInt(value, base) < 2 ** 32)
    ? undefined
    : `invalid value ${value} for ${key}`;
};

const CHECKS: Readonly<Record<string, Check | undefined>> = {
  type: checkType,
  readonly: checkBoolean,
  ro: checkBoolean,
  readwrite: checkBoolean,
  rw: checkBoolean,
  required: (key, value, known, state) =>
    onlyFor(key, state, ['secret', 'ssh']) ??
    checkBoolean(key, value, known, state),
  size: (key, value, known, state) =>
    onlyFor(key, state, ['tmpfs']) ??
    (!known || SIZE.test(value)
      ? undefined
      : `invalid value for ${key}: ${value}`),
  sharing: (_key, value, known) =>
    !known || SHARING_MODES.has(value.toLowerCase())
      ? undefined
      : `unsupported sharing value "${value}"`,
  mode: checkNumber,
  uid: checkNumber,
  gid: checkNumber,
};

function checkValue(
  key: string,
  written: string,
  escape: string,
  state: MountState,
): string | undefined {
  const check = CHECKS[key];
  if (!check && !TEXT_KEYS.has(key)) {
    return `unexpected key '${key}' in '${key}=${written}'`;
  }
  if (written !== '') {
    state.given.add(key);
  }
  const known = !written.includes('$');
  let value = written;
  if (known && QUOTED.test(written)) {
    const expanded = expandWord(written, { escape, lookup: () => undefined });
    if (!expanded.ok) {
      return expanded.error;
    }
    value = expanded.text;
  }
  return check?.(key, value, known, state);
}

/**
 * Why the builder refuses a mount when it comes to run the instruction. What
 * contains a variable is not judged: its value depends on the base image.
 */
export function checkMount(
  mount: RunMount,
  escape: string,
): string | undefined {
  const state: MountState = {
    type: 'bind',
    typeKnown: true,
    given: new Set(),
  };
  for (const { key, value } of mount.fields) {
    const error =
      value === null
        ? checkSwitch(key, state)
        : checkValue(key, value, escape, state);
    if (error !== undefined) {
      return error;
    }
  }
  return state.typeKnown ? checkCombination(state) : undefined;
}

function checkCombination({ type, given }: MountState): string | undefined {
  if (type === 'bind' || type === 'tmpfs') {
    for (const key of ['mode', 'uid', 'gid']) {
      if (given.has(key)) {
        return `${key} not allowed for "${type}" type mounts`;
      }
    }
  }
  if (type === 'secret') {
    return checkSecret(given);
  }
  return given.has('sharing') && type !== 'cache'
    ? `invalid cache sharing set for ${type} mount`
    : undefined;
}

function checkSecret(given: ReadonlySet<string>): string | undefined {
  const has = (...keys: string[]) => keys.some(key => given.has(key));
  if (has('from')) {
    return 'secret mount should not have a from';
  }
  if (has('sharing')) {
    return 'secret mount should not define sharing';
  }
  if (!has('source', 'src', 'target', 'dst', 'destination', 'id')) {
    return 'invalid secret mount. one of source, target required';
  }
  return has('source', 'src') && has('id')
    ? "both source and id can't be set"
    : undefined;
}
