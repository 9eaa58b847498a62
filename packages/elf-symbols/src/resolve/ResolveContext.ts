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

import { FileTree } from './FileTree';
import type { HardwareFolder, SystemLibraries } from './system';
import {
  DEFAULT_RESOLVE_LIMITS,
  type HostProcess,
  type ResolveInput,
  type ResolveLimits,
  type TargetMachine,
} from './types';

/**
 * What all roots of one resolution have in common, and its bounds.
 *
 * @internal
 */
export class ResolveContext {
  readonly machine: TargetMachine;
  readonly tree: FileTree;
  readonly system: SystemLibraries;
  /** Those of the system that the artifact has something in. */
  readonly hardwareFolders: HardwareFolder[];
  readonly libraryPath: string[];
  readonly workingDirectory: string;
  readonly host: HostProcess | undefined;
  readonly limits: ResolveLimits;
  /** A bound was reached. */
  truncated = false;
  #steps = 0;

  constructor(input: ResolveInput) {
    this.machine = input.machine;
    this.tree = new FileTree(
      input.files,
      input.links ?? [],
      input.unreadDirectories ?? [],
    );
    this.system = input.system;
    this.hardwareFolders = input.system.hardwareFolders.filter(({ folder }) =>
      mentions(input, folder),
    );
    this.libraryPath = input.libraryPath;
    this.workingDirectory = input.workingDirectory;
    this.host = input.host;
    this.limits = { ...DEFAULT_RESOLVE_LIMITS, ...input.limits };
  }

  /** Counts a step; false once there were too many. */
  step(): boolean {
    this.#steps += 1;
    if (this.#steps > this.limits.steps) {
      this.truncated = true;
    }
    return !this.truncated;
  }
}

/** Whether a path of the artifact goes through a folder of that name. */
function mentions(input: ResolveInput, folder: string): boolean {
  const [first] = folder.split('/');
  return (
    input.files.some(({ path }) => path.includes(`/${folder}/`)) ||
    // A link of the folder's name leads to folders of other names.
    (input.links ?? []).some(
      ({ path, target }) =>
        path.includes(`/${first}`) || target.includes(first),
    )
  );
}
