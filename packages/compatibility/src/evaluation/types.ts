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
  LibraryResolution,
  LoadedObject,
  RootResolution,
  RootSelection,
  RootSelections,
  ScannedFile,
} from '@lambda-compat/elf-symbols';
import type {
  Architecture,
  LambdaRuntime,
  RuntimeProfile,
} from '@lambda-compat/lambda-runtimes';
import type {
  ArtifactFacts,
  Finding,
  FunctionFacts,
  JudgePolicy,
} from '../types';

/**
 * A native file of the facts where it is at run time.
 *
 * @internal
 */
export interface NativeFile {
  artifact: ArtifactFacts;
  scanned: ScannedFile;
  /** Absolute, at run time. */
  placed: string;
  /** In its artifact. */
  path: string;
  /** Tells it from a file of the same path in another artifact; see keys. */
  keyPath: string;
}

/**
 * An object that is loaded for a root.
 *
 * @internal
 */
export interface JudgedObject {
  root: RootResolution;
  /** Why and how the root is opened. */
  selection: RootSelection;
  object: LoadedObject;
  file: NativeFile;
}

/**
 * A script that starts the function in a way that changes where libraries are
 * looked for.
 *
 * @internal
 */
export interface LaunchScript {
  artifact: ArtifactFacts;
  path: string;
  /** From 1. */
  line: number;
  /** What the line does, as `sets LD_LIBRARY_PATH`. */
  does: string;
}

/**
 * Facts with what follows from them before any rule is asked.
 *
 * @internal
 */
export interface Evaluation {
  facts: FunctionFacts;
  policy: Required<JudgePolicy>;
  demangle: (name: string) => string;
  runtime: LambdaRuntime | null;
  /** Null where it is missing or not for the architecture. */
  profile: RuntimeProfile | null;
  /** As in sentences: `provided.al2023 (arm64)`. */
  target: string;
  architecture: Architecture | null;
  files: NativeFile[];
  /** By path at run time. */
  filesByPlace: Map<string, NativeFile>;
  /** Null where the architecture is not known. */
  selections: RootSelections | null;
  resolution: LibraryResolution | null;
  /** Objects of roots that are for the machine. */
  objects: JudgedObject[];
  launch: LaunchScript | null;
  /** Whether the artifact is a whole image, whose system is its own. */
  ownSystem: boolean;
}

/**
 * A rule: what it concludes from an evaluation. Pure.
 *
 * @internal
 */
export type Rule = (evaluation: Evaluation) => Finding[];
