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
import { flagValue } from './checkFlags';

const INTERVALS = ['interval', 'timeout', 'start-period', 'start-interval'];

/** Why the builder refuses a HEALTHCHECK whose flags are known. */
export function checkHealthcheck(node: InstructionNode): string | undefined {
  const kind = node.args[0].toUpperCase();
  if (kind === 'NONE') {
    return node.args.length > 1
      ? 'HEALTHCHECK NONE takes no arguments'
      : undefined;
  }
  if (kind !== 'CMD') {
    return `Unknown type "${kind}" in HEALTHCHECK (try CMD)`;
  }
  if (node.args.length < 2) {
    return 'Missing command after HEALTHCHECK CMD';
  }
  for (const name of INTERVALS) {
    const error = checkInterval(name, flagValue(node, name) ?? '');
    if (error !== undefined) {
      return error;
    }
  }
  return checkRetries(flagValue(node, 'retries') ?? '');
}

const NANOSECONDS: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
};

/** A Go duration: `1m30s`, `1.5h`, `0`. */
function checkInterval(name: string, value: string): string | undefined {
  if (value === '' || /^[+-]?0$/.test(value)) {
    return undefined;
  }
  const negative = value.startsWith('-');
  let rest = value.replace(/^[+-]/, '');
  let nanoseconds = 0;
  do {
    const match = /^(\d*\.?\d*)(ns|us|µs|μs|ms|s|m|h)/.exec(rest);
    if (!match || !/\d/.test(match[1])) {
      return `time: invalid duration "${value}"`;
    }
    nanoseconds += Number(match[1]) * NANOSECONDS[match[2]];
    rest = rest.slice(match[0].length);
  } while (rest !== '');
  const tooShort = nanoseconds !== 0 && (negative || nanoseconds < 1e6);
  return tooShort ? `Interval "${name}" cannot be less than 1ms` : undefined;
}

function checkRetries(value: string): string | undefined {
  if (value === '') {
    return undefined;
  }
  const retries = /^[+-]?\d+$/.test(value) ? Number(value) : NaN;
  if (!(retries >= -(2 ** 31) && retries < 2 ** 31)) {
    return `--retries is not a number: ${value}`;
  }
  return retries < 0 ? `--retries cannot be negative (${value})` : undefined;
}
