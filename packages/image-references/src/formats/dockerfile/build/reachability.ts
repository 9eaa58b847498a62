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
  BuildError,
  Site,
  SiteResolution,
  Stage,
  StageModel,
  Trigger,
} from './types';
import { checkMount } from '../instructions/checkMount';

/** What the graph reads and fills in. */
export interface GraphResolution {
  sites: SiteResolution[];
  reachable: boolean[];
  triggered: ReadonlySet<Site>;
  bases: (Stage | null)[];
  target: Stage | null;
  errors: BuildError[];
}

interface Dependency {
  stage: number;
  /** Null for a mount that names nothing. */
  site: Site | null;
  line: number;
}

const UNSEEN = 0;

const ON_PATH = 1;

const DONE = 2;

const EMPTY_SOURCE: SiteResolution = {
  kind: 'scratch',
  resolved: 'scratch',
  normalized: null,
  targetStage: null,
  expansion: null,
  indirect: null,
  problems: [],
};

/** Which stage takes files from which, and what the target needs of them. */
export class DependencyGraph {
  readonly #model: StageModel;
  readonly #resolution: GraphResolution;
  readonly #replaced: readonly boolean[];
  readonly #dependencies: Dependency[][];
  readonly #triggered = new Set<Site>();
  /** What BuildKit counts behind the stages: images, in order of appearance. */
  readonly #sources: SiteResolution[] = [];

  constructor(
    model: StageModel,
    resolution: GraphResolution,
    replaced: readonly boolean[],
  ) {
    this.#model = model;
    this.#resolution = resolution;
    this.#replaced = replaced;
    this.#dependencies = model.stages.map(() => []);
    resolution.reachable = model.stages.map(() => false);
    resolution.triggered = this.#triggered;
  }

  addSource(site: Site, resolution: SiteResolution): void {
    if (resolution.targetStage) {
      this.#dependencies[site.stage.index].push({
        stage: resolution.targetStage.index,
        site,
        line: site.node.startLine,
      });
    } else if (resolution.kind === 'image' || resolution.kind === 'scratch') {
      this.#sources.push(resolution);
    }
  }

  /** A mount without `from`; BuildKit looks up `scratch` for it. */
  addUnnamedMount(stage: Stage, scratch: number | undefined): void {
    if (scratch === undefined) {
      this.#sources.push(EMPTY_SOURCE);
    } else {
      this.#dependencies[stage.index].push({
        stage: scratch,
        site: null,
        line: stage.node.startLine,
      });
    }
  }

  /** What `COPY --from=index` means for an index behind the last stage. */
  sourceAt(index: number): SiteResolution | undefined {
    return this.#sources[index - this.#model.stages.length];
  }

  /** Marks what the target needs, and what it cannot get. */
  findReachable(): void {
    this.#refuseCycles();
    const { target, reachable, bases } = this.#resolution;
    const queue: number[] = target ? [target.index] : [];
    for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
      if (!reachable[at]) {
        reachable[at] = true;
        if (!this.#replaced[at]) {
          const base = bases[at];
          if (base) {
            queue.push(base.index);
            this.#setOff(base, at);
          }
          for (const dependency of this.#dependencies[at]) {
            queue.push(dependency.stage);
          }
        }
      }
    }
    this.#checkReachable();
  }

  /** Runs the triggers of a stage of this file in a stage based on it. */
  #setOff(base: Stage, child: number): void {
    for (const command of base.commands) {
      if (command.kind === 'onbuild') {
        this.#setOffTrigger(command.trigger, command.node.startLine, child);
      }
    }
  }

  #setOffTrigger(trigger: Trigger, line: number, child: number): void {
    if (trigger.error !== undefined) {
      this.#resolution.errors.push({ line, message: trigger.error });
    }
    for (const site of trigger.sites) {
      this.#triggered.add(site);
      const { targetStage, kind, problems } =
        this.#resolution.sites[site.index];
      if (kind === 'invalid') {
        for (const { message } of problems) {
          this.#resolution.errors.push({ line, message });
        }
      }
      if (targetStage) {
        this.#dependencies[child].push({
          stage: targetStage.index,
          site,
          line,
        });
      }
    }
  }

  /** A stage can only take files from what is built before it. */
  #checkReachable(): void {
    const { stages } = this.#model;
    for (const stage of stages) {
      const { index } = stage;
      if (this.#resolution.reachable[index] && !this.#replaced[index]) {
        for (const dependency of this.#dependencies[index]) {
          if (dependency.stage > index) {
            this.#refuseLater(dependency, stage);
          }
        }
        this.#checkMounts(stage);
      }
    }
  }

  #refuseLater(dependency: Dependency, stage: Stage): void {
    const { site, line } = dependency;
    const current = stage.name ?? `stage-${stage.index}`;
    const name = site?.name.run.text ?? 'scratch';
    const message =
      site?.lookup === 'copy'
        ? `cannot copy from stage ${JSON.stringify(
            name,
          )}, it needs to be defined before current stage ${JSON.stringify(
            current,
          )}`
        : `cannot mount from stage ${JSON.stringify(
            name,
          )}, stage needs to be defined before current command`;
    this.#refuse(site, line, message);
  }

  #checkMounts(stage: Stage): void {
    for (const command of stage.commands) {
      if (command.kind === 'run') {
        for (const { mount, site } of command.mounts) {
          const message = site
            ? site.mountError
            : checkMount(mount, this.#model.escape);
          if (message !== undefined) {
            this.#refuse(site, command.node.startLine, message);
          }
        }
      }
    }
  }

  #refuse(site: Site | null, line: number, message: string): void {
    this.#resolution.errors.push({ line, message });
    if (site) {
      const resolution = this.#resolution.sites[site.index];
      this.#resolution.sites[site.index] = {
        ...resolution,
        kind: 'invalid',
        targetStage: null,
        normalized: null,
        problems: [
          {
            code: resolution.targetStage
              ? 'undefined-stage'
              : 'invalid-reference',
            message,
          },
        ],
      };
    }
  }

  /**
   * Refuses stages that take files from each other. Only a dependency on the
   * stage itself or a later one can close a circle, so mostly there is nothing
   * to look for. Walks without recursion: 10,000 stages can depend in a row.
   */
  #refuseCycles(): void {
    const forward = this.#dependencies.some((list, index) =>
      list.some(({ stage }) => stage >= index),
    );
    if (!forward) {
      return;
    }
    const state = new Uint8Array(this.#dependencies.length);
    for (let start = 0; start < state.length; start += 1) {
      const path = [{ at: start, next: 0 }];
      if (state[start] === UNSEEN) {
        state[start] = ON_PATH;
      } else {
        path.pop();
      }
      while (path.length > 0) {
        const top = path[path.length - 1];
        const dependency = this.#dependencies[top.at][top.next];
        top.next += 1;
        if (!dependency) {
          state[top.at] = DONE;
          path.pop();
        } else if (state[dependency.stage] === ON_PATH) {
          this.#refuseCycle(dependency);
        } else if (state[dependency.stage] === UNSEEN) {
          state[dependency.stage] = ON_PATH;
          path.push({ at: dependency.stage, next: 0 });
        }
      }
    }
  }

  #refuseCycle(dependency: Dependency): void {
    const stage = this.#model.stages[dependency.stage];
    this.#refuse(
      dependency.site,
      dependency.line,
      `circular dependency detected on stage: ${
        stage.name ?? `stage-${stage.index}`
      }`,
    );
  }
}
