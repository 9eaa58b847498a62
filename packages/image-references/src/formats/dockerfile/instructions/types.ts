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
import type { TextRun } from '../parser/source';
import type { Range } from '../parser/words';

/** `NAME` or `NAME=default` of an ARG instruction. */
export interface ArgDeclaration {
  name: string;
  /** As written, quotes included; null where there is no default. */
  value: TextRun | null;
  node: InstructionNode;
}

/** A text in an instruction that can name an image or a stage. */
export interface WrittenName {
  run: TextRun;
  /** Where it is written in the line, quotes around it included. */
  written: Range;
}

/** One `--mount` of a RUN instruction. */
export interface RunMount {
  /** Null where nothing, or an empty text, is given. */
  from: WrittenName | null;
  /** Keys in lower case; a key without `=` has no value. */
  fields: { key: string; value: string | null }[];
}

/** What an instruction means, as far as images are concerned. */
export type Instruction =
  | {
      kind: 'from';
      base: WrittenName;
      platform: TextRun | null;
      /** In lower case. */
      stageName: string | null;
    }
  | { kind: 'arg'; declarations: ArgDeclaration[] }
  | { kind: 'copy'; from: WrittenName | null }
  | { kind: 'run'; mounts: RunMount[] }
  | { kind: 'onbuild'; trigger: InstructionNode }
  | { kind: 'other' };

export type InstructionResult =
  | { ok: true; instruction: Instruction }
  | { ok: false; error: string };
