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

import {
  type BuildOptions,
  type BuildResolution,
  BuildState,
} from './buildState';
import type { Platform } from './platforms';
import { DependencyGraph } from './reachability';
import { resolveBases } from './resolveBases';
import { SourceResolver } from './SourceResolver';
import { isStageIndex, StageNames } from './stageNames';
import type { Stage, StageModel } from './types';
import { declareArgs, predefinedVariables, type Scope } from './variables';

/** Resolves every site of a file for one platform. */
export function resolveBuild(
  model: StageModel,
  options: BuildOptions,
  platform: Platform,
): BuildResolution {
  const state = BuildState.create(model, options, platform);
  const { resolution } = state;
  const globalScope = declareGlobalArgs(state);
  const names = StageNames.create({ buildah: model.buildah });
  const replaced = resolveBases(state, names, globalScope);
  resolution.target = findTarget(state, names);
  if (!resolution.target) {
    resolution.errors.push({
      line: 1,
      message: `target stage ${JSON.stringify(
        options.target,
      )} could not be found`,
    });
  }
  const graph = new DependencyGraph(model, resolution, replaced);
  SourceResolver.create({ state, globalScope, graph, names }).resolve();
  graph.findReachable();
  return resolution;
}

/** Whether another platform could give something else. */
export function dependsOnPlatform(resolution: BuildResolution): boolean {
  return resolution.expansions.some(({ expansion }) =>
    expansion.uses.some(use => use.variable?.source === 'predefined'),
  );
}

function declareGlobalArgs(state: BuildState): Scope {
  const { model, options, platform, resolution } = state;
  const { stages, globalArgs, escape } = model;
  const last = stages[stages.length - 1];
  const scope = predefinedVariables({
    target: platform,
    builder: platform,
    targetStage: options.target ?? last.name ?? 'default',
    buildArgs: options.buildArgs,
  });
  resolution.errors.push(
    ...declareArgs(scope, globalArgs, {
      escape,
      buildArgs: options.buildArgs,
      onExpansion: (expansion, declaration) =>
        state.track(expansion, null, declaration),
    }),
  );
  return scope;
}

function findTarget(state: BuildState, names: StageNames): Stage | null {
  const { stages } = state.model;
  const { target } = state.options;
  if (target === undefined) {
    return stages[stages.length - 1];
  }
  const index =
    names.find(target) ?? (isStageIndex(target) ? Number(target) : undefined);
  return index === undefined ? null : stages[index] ?? null;
}
