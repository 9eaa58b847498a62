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
import { splitCsv } from './csv';

const DEVICE_FLAG = '--device=';
const BOOLEAN = /^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/;

/** Why the builder refuses a `--device` of a RUN instruction. */
export function checkDevices(node: InstructionNode): string | undefined {
  for (const { text } of node.flags) {
    const error = text.startsWith(DEVICE_FLAG) ? checkDevice(text) : undefined;
    if (error !== undefined) {
      return error;
    }
  }
  return undefined;
}

function checkDevice(flag: string): string | undefined {
  const fields = splitCsv(flag, DEVICE_FLAG.length);
  if (!fields) {
    return 'failed to parse csv devices';
  }
  let name = '';
  for (const { text } of fields) {
    const equals = text.indexOf('=');
    const key = (equals === -1 ? text : text.slice(0, equals)).toLowerCase();
    const value = equals === -1 ? undefined : text.slice(equals + 1);
    if (key === 'required') {
      if (value !== undefined && !BOOLEAN.test(value)) {
        return `invalid value for ${key}: ${value}`;
      }
    } else if (key === 'name' && value !== undefined) {
      if (name !== '') {
        return `device name already set to ${name}`;
      }
      name = value;
    } else if (name === '') {
      name = text;
    } else {
      return value === undefined
        ? `invalid field '${text}' must be a key=value pair`
        : `unexpected key '${key}' in '${text}'`;
    }
  }
  return undefined;
}
