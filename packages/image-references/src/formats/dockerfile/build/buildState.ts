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

import type { DockerfileDialect, ReferenceProblem } from '../../../types';
import type { ArgDeclaration } from '../instructions/types';
import type { NamedContext, NamedContexts } from './namedContexts';
import { formatPlatform, type Platform } from './platforms';
import { resolveContext, resolveImage, resolveInvalid } from './resolveName';
import type {
  BuildError,
  Expansion,
  Site,
  SiteResolution,
  Stage,
  StageModel,
} from './types';
import type { ExpansionResult } from './variables';

export interface BuildOptions {
  buildArgs: Readonly<Record<string, string>>;
  /** Stage name or index; undefined is the last stage. */
  target: string | undefined;
  contexts: NamedContexts;
  dialect: DockerfileDialect;
}

/** What a build for one platform makes of a file. */
export interface BuildResolution {
  platform: Platform;
  /** By index of the site. */
  sites: SiteResolution[];
  /** Stages that the target needs. */
  reachable: boolean[];
  /** Sites of triggers that a stage of this file sets off. */
  triggered: ReadonlySet<Site>;
  /** The stage that each stage is based on. */
  bases: (Stage | null)[];
  /** `--platform` of each stage, resolved. */
  platforms: (string | null)[];
  target: Stage | null;
  errors: BuildError[];
  /** Every text that was expanded, for what else an ARG is used in. */
  expansions: TrackedExpansion[];
}

/** An expansion and what it is for: a site, an ARG default, or else. */
export interface TrackedExpansion {
  expansion: Expansion;
  site: Site | null;
  declaration: ArgDeclaration | null;
}

/** What the steps of resolving a build share. */
export class BuildState {
  readonly model: StageModel;
  readonly options: BuildOptions;
  readonly platform: Platform;
  readonly resolution: BuildResolution;

  static create(
    model: StageModel,
    options: BuildOptions,
    platform: Platform,
  ): BuildState {
    return new BuildState(model, options, platform);
  }

  private constructor(
    model: StageModel,
    options: BuildOptions,
    platform: Platform,
  ) {
    this.model = model;
    this.options = options;
    this.platform = platform;
    this.resolution = {
      platform,
      sites: new Array(model.sites.length),
      reachable: [],
      triggered: new Set(),
      bases: [],
      platforms: [],
      target: null,
      errors: [],
      expansions: [],
    };
  }

  track(
    expansion: Expansion,
    site: Site | null,
    declaration: ArgDeclaration | null,
  ): void {
    if (expansion.uses.length > 0) {
      this.resolution.expansions.push({ expansion, site, declaration });
    }
  }

  /** Reads an expanded name as an image, or what takes its place. */
  resolveImageName(site: Site, expansion: Expansion): SiteResolution {
    const resolution = resolveImage(expansion);
    if (resolution.kind === 'invalid') {
      this.#report(site, resolution.problems[0].message, expansion);
      return resolution;
    }
    const context = this.findContext(expansion.text, site.stage);
    return context
      ? resolveContext(expansion.text, context, expansion)
      : resolution;
  }

  findContext(name: string, stage: Stage): NamedContext | undefined {
    const platform =
      this.resolution.platforms[stage.index] ?? formatPlatform(this.platform);
    return this.options.contexts.find(name, platform);
  }

  refuse(
    site: Site,
    code: ReferenceProblem['code'],
    message: string,
    expansion: Expansion | null,
  ): SiteResolution {
    this.#report(site, message, expansion);
    return resolveInvalid({ code, message }, expansion);
  }

  refuseExpansion(
    site: Site,
    result: Extract<ExpansionResult, { ok: false }>,
  ): SiteResolution {
    const code =
      result.required === null ? 'substitution-error' : 'required-variable';
    return this.refuse(site, code, result.error, null);
  }

  /** What is wrong with a trigger stops only builds that set it off. */
  #report(site: Site, message: string, expansion: Expansion | null): void {
    if (site.origin !== 'dockerfile-onbuild') {
      const unset = expansion?.dependencies.unset ?? [];
      const has = unset.length === 1 ? 'has' : 'have';
      this.resolution.errors.push({
        line: site.node.startLine,
        message:
          unset.length === 0
            ? message
            : `${message}; ${unset.join(', ')} ${has} no value in this file`,
      });
    }
  }
}
