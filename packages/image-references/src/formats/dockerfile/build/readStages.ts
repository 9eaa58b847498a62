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

import type { ArgDeclaration } from '../instructions/types';
import type { ParsedDockerfile } from '../parser/parseDockerfile';
import { StageReader } from './StageReader';
import type { BuildError, StageModel } from './types';

/** More than any file that people write; each costs about a kilobyte. */
const MAX_SITES = 50_000;

export type StageModelResult =
  | { ok: true; model: StageModel }
  | { ok: false; error: BuildError };

/**
 * Sorts instructions into stages. The first instruction that the builder does
 * not take makes it refuse the whole file.
 */
export function readStages(
  parsed: ParsedDockerfile,
  buildah: boolean,
): StageModelResult {
  const reader = StageReader.create({
    model: {
      escape: parsed.escape,
      buildah,
      globalArgs: [],
      stages: [],
      sites: [],
    },
  });
  for (const node of parsed.nodes) {
    const message = reader.add(node);
    if (message !== undefined) {
      return { ok: false, error: { line: node.startLine, message } };
    }
    if (reader.model.sites.length > MAX_SITES) {
      const limit = MAX_SITES.toLocaleString('en');
      return {
        ok: false,
        error: {
          line: node.startLine,
          message: `more than ${limit} references to images are not read`,
        },
      };
    }
  }
  return reader.model.stages.length === 0
    ? {
        ok: false,
        error: {
          line: parsed.nodes[parsed.nodes.length - 1].endLine,
          message: 'dockerfile contains no stages to build',
        },
      }
    : { ok: true, model: reader.model };
}

/** The names that stages declare again without a value of their own. */
export function namesUsedInStages(model: StageModel): ReadonlySet<string> {
  const names = new Set<string>();
  const add = (declaration: ArgDeclaration) => {
    if (!declaration.value) {
      names.add(declaration.name);
    }
  };
  for (const stage of model.stages) {
    for (const command of stage.commands) {
      if (command.kind === 'arg') {
        command.declarations.forEach(add);
      }
    }
  }
  return names;
}
