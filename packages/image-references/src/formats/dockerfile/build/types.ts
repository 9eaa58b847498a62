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

import type {
  NormalizedReference,
  ReferenceKind,
  ReferenceOrigin,
  ReferenceProblem,
} from '../../../types';
import type {
  ArgDeclaration,
  RunMount,
  WrittenName,
} from '../instructions/types';
import type { InstructionNode } from '../parser/instructionNode';
import type { TextRun } from '../parser/source';
import type { ShellPart, ShellUse } from '../shell/types';

/** A build argument as it stands when a word is expanded. */
export interface Variable {
  name: string;
  value: string;
  source: 'arg-default' | 'build-arg' | 'predefined';
  /** The ARG that gave the value, for `arg-default`. */
  declaration: ArgDeclaration | null;
  /** How the value came about, for `arg-default`. */
  expansion: Expansion | null;
}

/** A text of the file, expanded. */
export interface Expansion {
  run: TextRun;
  text: string;
  parts: ShellPart<Variable>[];
  uses: ShellUse<Variable>[];
  /** What it depends on, through all the values that went into it. */
  dependencies: Dependencies;
}

export interface Dependencies {
  /** Names that had no value and no default; of many only the first. */
  unset: readonly string[];
  /** Variables that the builder gives their value, by name. */
  predefined: ReadonlyMap<string, Variable>;
}

/** A place where the build can name an image. */
export interface Site {
  /** Position in the list of all sites, which is the order of the file. */
  index: number;
  origin: Exclude<ReferenceOrigin, 'dockerfile-syntax'>;
  /** How the name is looked up. */
  lookup: 'from' | 'copy' | 'mount';
  /** Whole instruction, ONBUILD included. */
  node: InstructionNode;
  name: WrittenName;
  stage: Stage;
  /** What is wrong with the mount around it, told when it is run. */
  mountError: string | undefined;
}

/** An instruction of a stage that matters here, in the order of the file. */
export type StageCommand =
  | { kind: 'arg'; declarations: ArgDeclaration[] }
  | { kind: 'copy'; site: Site }
  | { kind: 'run'; node: InstructionNode; mounts: StageMount[] }
  | { kind: 'onbuild'; node: InstructionNode; trigger: Trigger };

/** A mount; `site` is null where it names nothing and so mounts `scratch`. */
export interface StageMount {
  mount: RunMount;
  site: Site | null;
}

/** What ONBUILD does in each build that is based on the stage. */
export interface Trigger {
  /** Why the child build refuses it. */
  error: string | undefined;
  sites: Site[];
  /** How many of its mounts name nothing. */
  emptyMounts: number;
}

export interface Stage {
  index: number;
  /** In lower case, null where the stage has no name. */
  name: string | null;
  node: InstructionNode;
  from: Site;
  platform: TextRun | null;
  commands: StageCommand[];
}

/** The stages of a file and what stands before them. */
export interface StageModel {
  escape: string;
  buildah: boolean;
  globalArgs: ArgDeclaration[];
  stages: Stage[];
  sites: Site[];
}

/** What a site turned out to name. */
export interface SiteResolution {
  kind: ReferenceKind;
  resolved: string;
  normalized: NormalizedReference | null;
  /** For `kind: 'stage'`; null where a named context took its place. */
  targetStage: Stage | null;
  expansion: Expansion | null;
  /** Why the image is not what this text names, in a sentence. */
  indirect: string | null;
  problems: ReferenceProblem[];
}

/** An error of the build, which the builder stops with. */
export interface BuildError {
  line: number;
  message: string;
}
