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

import type { ReferenceProblem } from '../../../types';
import type { BuildState } from './buildState';
import { formatPlatform, parsePlatform } from './platforms';
import { resolveContext, resolveScratch, resolveStage } from './resolveName';
import type { StageNames } from './stageNames';
import type { SiteResolution, Stage } from './types';
import { type ExpansionResult, expandRun, type Scope } from './variables';

/**
 * Resolves FROM stage by stage, each seeing the names of those before it.
 * Returns which stages a named context takes the place of.
 */
export function resolveBases(
  state: BuildState,
  names: StageNames,
  scope: Scope,
): boolean[] {
  const { sites, bases } = state.resolution;
  return state.model.stages.map(stage => {
    const problem = resolvePlatform(stage, state, scope);
    const found = lookUpBase(stage, state, names, scope);
    const base = problem
      ? { ...found, problems: [...found.problems, problem] }
      : found;
    const context =
      stage.name === null ? undefined : state.findContext(stage.name, stage);
    sites[stage.from.index] =
      context && base.kind !== 'invalid'
        ? resolveContext(stage.name ?? '', context, base.expansion)
        : base;
    bases.push(context ? null : base.targetStage);
    names.add(stage);
    return context !== undefined;
  });
}

function lookUpBase(
  stage: Stage,
  state: BuildState,
  names: StageNames,
  scope: Scope,
): SiteResolution {
  const { from } = stage;
  const { run } = from.name;
  const result = expandRun(run, state.model.escape, scope);
  if (!result.ok) {
    return state.refuseExpansion(from, result);
  }
  const { expansion } = result;
  state.track(expansion, from, null);
  const { text } = expansion;
  if (text === '') {
    const message = `base name (${run.text}) should not be blank`;
    return state.refuse(from, 'blank-reference', message, expansion);
  }
  const index = names.findExact(text);
  if (index !== undefined) {
    return resolveStage(state.model.stages[index], expansion);
  }
  return text === 'scratch'
    ? resolveScratch(expansion)
    : state.resolveImageName(from, expansion);
}

/** Returns what is wrong with `--platform`. */
function resolvePlatform(
  stage: Stage,
  state: BuildState,
  scope: Scope,
): ReferenceProblem | undefined {
  const { platforms, errors } = state.resolution;
  if (!stage.platform) {
    platforms.push(null);
    return undefined;
  }
  const result = expandRun(stage.platform, state.model.escape, scope);
  if (result.ok) {
    state.track(result.expansion, null, null);
  }
  const text = result.ok ? result.expansion.text : '';
  const platform = result.ok ? parsePlatform(text, state.platform) : undefined;
  platforms.push(platform ? formatPlatform(platform) : null);
  if (platform) {
    return undefined;
  }
  const problem = describePlatform(stage.platform.text, text, result);
  errors.push({ line: stage.node.startLine, message: problem.message });
  return problem;
}

function describePlatform(
  written: string,
  text: string,
  result: ExpansionResult,
): ReferenceProblem {
  if (!result.ok) {
    return {
      code: 'substitution-error',
      message: `failed to process arguments for platform ${written}: ${result.error}`,
    };
  }
  return text === ''
    ? {
        code: 'unset-variable',
        message: `empty platform value from expression ${written}`,
      }
    : {
        code: 'invalid-reference',
        message: `failed to parse platform ${text}`,
      };
}
