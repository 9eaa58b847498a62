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
import type { BuildState } from './buildState';
import type { DependencyGraph } from './reachability';
import { resolveContext, resolveScratch, resolveStage } from './resolveName';
import { StageNames } from './stageNames';
import type {
  Expansion,
  Site,
  SiteResolution,
  Stage,
  StageCommand,
  Variable,
} from './types';
import {
  declareArgs,
  expandRun,
  literalExpansion,
  type Scope,
} from './variables';

/** An optional sign and digits; longer than any index is a name again. */
const INDEX = /^[+-]?\d{1,15}$/;

const NO_VARIABLES: Scope = new Map();

/** Resolves what instructions take files from: COPY --from and mounts. */
export class SourceResolver {
  readonly #state: BuildState;
  readonly #globalScope: Scope;
  readonly #graph: DependencyGraph;
  /** BuildKit looks names up when all stages are known, Buildah as it goes. */
  readonly #names: StageNames;
  /** In Buildah, the arguments that each stage has declared in the end. */
  readonly #scopes: Map<string, Variable>[] = [];

  static create(options: {
    state: BuildState;
    globalScope: Scope;
    graph: DependencyGraph;
    names: StageNames;
  }): SourceResolver {
    return new SourceResolver(options);
  }

  private constructor(options: {
    state: BuildState;
    globalScope: Scope;
    graph: DependencyGraph;
    names: StageNames;
  }) {
    const { state, globalScope, graph, names } = options;
    this.#state = state;
    this.#globalScope = globalScope;
    this.#graph = graph;
    this.#names = state.model.buildah
      ? StageNames.create({ buildah: true })
      : names;
  }

  resolve(): void {
    const { stages, buildah } = this.#state.model;
    for (const stage of stages) {
      const scope = this.#stageScope(stage);
      for (const command of stage.commands) {
        this.#resolveCommand(command, stage, scope);
      }
      if (buildah) {
        this.#names.add(stage);
      }
    }
  }

  /** In Buildah a stage sees the arguments of the stage it is based on. */
  #stageScope(stage: Stage): Map<string, Variable> {
    const { model, resolution } = this.#state;
    const base = model.buildah ? resolution.bases[stage.index] : null;
    const scope = new Map(base ? this.#scopes[base.index] : []);
    this.#scopes.push(scope);
    return scope;
  }

  #resolveCommand(
    command: StageCommand,
    stage: Stage,
    scope: Map<string, Variable>,
  ): void {
    switch (command.kind) {
      case 'arg':
        if (this.#state.model.buildah) {
          this.#declareArgs(scope, command.declarations);
        }
        return;
      case 'copy':
        this.#resolveSource(command.site, scope);
        return;
      case 'run':
        for (const { site } of command.mounts) {
          if (site) {
            this.#resolveSource(site, scope);
          } else {
            this.#graph.addUnnamedMount(stage, this.#names.find('scratch'));
          }
        }
        return;
      default:
        // A trigger adds nothing to the stage that it stands in.
        for (const site of command.trigger.sites) {
          this.#state.resolution.sites[site.index] = this.#lookUp(site, scope);
        }
    }
  }

  #declareArgs(
    scope: Map<string, Variable>,
    declarations: readonly ArgDeclaration[],
  ): void {
    const { model, options, resolution } = this.#state;
    resolution.errors.push(
      ...declareArgs(scope, declarations, {
        escape: model.escape,
        buildArgs: options.buildArgs,
        outer: this.#globalScope,
        onExpansion: (expansion, declaration) =>
          this.#state.track(expansion, null, declaration),
      }),
    );
  }

  #resolveSource(site: Site, scope: Scope): void {
    const resolution = this.#lookUp(site, scope);
    this.#state.resolution.sites[site.index] = resolution;
    this.#graph.addSource(site, resolution);
  }

  #lookUp(site: Site, scope: Scope): SiteResolution {
    const expansion = this.#expand(site, scope);
    if ('kind' in expansion) {
      return expansion;
    }
    const { text } = expansion;
    if (site.lookup === 'copy' && INDEX.test(text)) {
      return this.#lookUpIndex(site, expansion);
    }
    const index = this.#names.find(text);
    if (index !== undefined) {
      return this.#namedStage(index, site, expansion);
    }
    if (text === 'scratch') {
      return resolveScratch(expansion);
    }
    if (text === '') {
      const message = `the name (${site.name.run.text}) is blank`;
      return this.#state.refuse(site, 'blank-reference', message, expansion);
    }
    return this.#state.resolveImageName(site, expansion);
  }

  /** BuildKit takes no variables here, Buildah those of the stage. */
  #expand(site: Site, scope: Scope): Expansion | SiteResolution {
    const { run } = site.name;
    const { escape, buildah } = this.#state.model;
    if (!buildah && site.lookup === 'mount') {
      return literalExpansion(run);
    }
    const result = expandRun(run, escape, buildah ? scope : NO_VARIABLES);
    if (!result.ok) {
      return this.#state.refuseExpansion(site, result);
    }
    if (buildah) {
      this.#state.track(result.expansion, site, null);
      return result.expansion;
    }
    if (result.expansion.text !== run.text) {
      const message =
        'variable expansion is not supported for --from, define a new stage with FROM using ARG from global scope as a workaround';
      return this.#state.refuse(site, 'variable-not-allowed', message, null);
    }
    return literalExpansion(run);
  }

  #lookUpIndex(site: Site, expansion: Expansion): SiteResolution {
    const { stages, buildah } = this.#state.model;
    const index = Number(expansion.text);
    if (buildah) {
      return index >= 0 && index < site.stage.index
        ? this.#namedStage(index, site, expansion)
        : this.#state.resolveImageName(site, expansion);
    }
    if (index >= 0 && index < stages.length) {
      return resolveStage(stages[index], expansion);
    }
    // BuildKit counts images that earlier instructions name as well.
    const source = index < 0 ? undefined : this.#graph.sourceAt(index);
    if (source) {
      return {
        ...source,
        expansion,
        indirect: `The number stands for ${source.resolved}, which an earlier instruction names.`,
      };
    }
    const message = `invalid stage index ${index}`;
    return this.#state.refuse(site, 'undefined-stage', message, expansion);
  }

  #namedStage(index: number, site: Site, expansion: Expansion): SiteResolution {
    const { model } = this.#state;
    const stage = model.stages[index];
    if (model.buildah && stage.name !== null) {
      const context = this.#state.findContext(stage.name, site.stage);
      if (context) {
        return resolveContext(stage.name, context, expansion);
      }
    }
    return resolveStage(stage, expansion);
  }
}
