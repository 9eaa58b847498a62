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

import { flagRun, type InstructionFlag, writtenRange } from '../parser/flags';
import type { InstructionNode } from '../parser/instructionNode';
import { sliceRun } from '../parser/source';
import { type CsvField, splitCsv } from './csv';
import type { RunMount } from './types';

export type MountsResult =
  | { ok: true; mounts: RunMount[] }
  | { ok: false; error: string };

const MOUNT_FLAG = '--mount=';

const FROM_KEY = 'from=';

/** The mounts of a RUN instruction. Only Buildah takes variables in `from`. */
export function readMounts(
  node: InstructionNode,
  escape: string,
  buildah: boolean,
): MountsResult {
  const mounts: RunMount[] = [];
  for (const flag of node.flags) {
    if (flag.text.startsWith(MOUNT_FLAG)) {
      const fields = splitCsv(flag.text, MOUNT_FLAG.length);
      if (!fields) {
        return { ok: false, error: 'failed to parse csv mounts' };
      }
      if (!buildah && fields.some(hasVariableFrom)) {
        return {
          ok: false,
          error:
            "'from' doesn't support variable expansion, define alias stage instead",
        };
      }
      mounts.push(readMount(node, flag, fields, escape));
    }
  }
  return { ok: true, mounts };
}

function readMount(
  node: InstructionNode,
  flag: InstructionFlag,
  fields: CsvField[],
  escape: string,
): RunMount {
  const mount: RunMount = { from: null, fields: [] };
  let last: CsvField | undefined;
  for (const field of fields) {
    const equals = field.text.indexOf('=');
    const key = equals === -1 ? field.text : field.text.slice(0, equals);
    const value = equals === -1 ? null : field.text.slice(equals + 1);
    mount.fields.push({ key: key.toLowerCase(), value });
    if (isFrom(field)) {
      last = field;
    }
  }
  if (last && last.text.length > FROM_KEY.length) {
    const from = last.start + FROM_KEY.length;
    const to = last.start + last.text.length;
    const run = sliceRun(flagRun(node.line, flag, 0, escape), from, to);
    mount.from = {
      run: { ...run, text: last.text.slice(FROM_KEY.length) },
      written: writtenRange(node.line, flag, from, to, escape),
    };
  }
  return mount;
}

function isFrom({ text }: CsvField): boolean {
  return text.slice(0, FROM_KEY.length).toLowerCase() === FROM_KEY;
}

/** A `from` with a dollar sign in it, other than at its end. */
function hasVariableFrom(field: CsvField): boolean {
  const { text } = field;
  const dollar = text.indexOf('$', FROM_KEY.length);
  return isFrom(field) && dollar !== -1 && dollar !== text.length - 1;
}
