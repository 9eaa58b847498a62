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

import { checkMount } from '../instructions/checkMount';
import { readInstruction } from '../instructions/readInstruction';
import type { Instruction, RunMount } from '../instructions/types';
import {
  type InstructionNode,
  parseInstruction,
} from '../parser/instructionNode';
import type {
  Site,
  Stage,
  StageCommand,
  StageModel,
  StageMount,
  Trigger,
} from './types';

/** Sorts instructions into the stages of a model. */
export class StageReader {
  readonly model: StageModel;

  static create(options: { model: StageModel }): StageReader {
    return new StageReader(options.model);
  }

  private constructor(model: StageModel) {
    this.model = model;
  }

  /** Returns why the builder refuses the instruction. */
  add(node: InstructionNode): string | undefined {
    const result = readInstruction(node, this.model);
    if (!result.ok) {
      return result.error;
    }
    const { instruction } = result;
    const { stages, globalArgs } = this.model;
    if (instruction.kind === 'from') {
      this.#addStage(node, instruction);
      return undefined;
    }
    const stage = stages[stages.length - 1];
    if (!stage) {
      if (instruction.kind !== 'arg') {
        return 'no build stage in current context';
      }
      globalArgs.push(...instruction.declarations);
      return undefined;
    }
    const command = this.#command(node, instruction, stage);
    if (command) {
      stage.commands.push(command);
    }
    return undefined;
  }

  #addStage(
    node: InstructionNode,
    instruction: Extract<Instruction, { kind: 'from' }>,
  ): void {
    const { stages, sites } = this.model;
    const stage: Omit<Stage, 'from'> & { from?: Site } = {
      index: stages.length,
      name: instruction.stageName,
      node,
      platform: instruction.platform,
      commands: [],
    };
    const from: Site = {
      index: sites.length,
      origin: 'dockerfile-from',
      lookup: 'from',
      node,
      name: instruction.base,
      stage: stage as Stage,
      mountError: undefined,
    };
    stage.from = from;
    sites.push(from);
    stages.push(from.stage);
  }

  #command(
    node: InstructionNode,
    instruction: Instruction,
    stage: Stage,
  ): StageCommand | undefined {
    switch (instruction.kind) {
      case 'arg':
        return { kind: 'arg', declarations: instruction.declarations };
      case 'copy':
        return instruction.from
          ? {
              kind: 'copy',
              site: this.#site({
                origin: 'dockerfile-copy-from',
                lookup: 'copy',
                node,
                name: instruction.from,
                stage,
              }),
            }
          : undefined;
      case 'run':
        return instruction.mounts.length > 0
          ? {
              kind: 'run',
              node,
              mounts: instruction.mounts.map(mount =>
                this.#mount(node, mount, stage, 'dockerfile-run-mount'),
              ),
            }
          : undefined;
      case 'onbuild':
        return {
          kind: 'onbuild',
          node,
          trigger: this.#trigger(node, instruction.trigger, stage),
        };
      default:
        return undefined;
    }
  }

  /** Each child build reads the trigger anew, with a backslash as escape. */
  #trigger(
    node: InstructionNode,
    child: InstructionNode,
    stage: Stage,
  ): Trigger {
    const trigger: Trigger = { error: undefined, sites: [], emptyMounts: 0 };
    const context = { escape: '\\', buildah: this.model.buildah };
    const parsed =
      this.model.escape === '\\'
        ? { ok: true as const, node: child }
        : parseInstruction(node.line, child.start, '\\', true);
    const result = parsed.ok ? readInstruction(parsed.node, context) : parsed;
    if (!result.ok) {
      trigger.error = result.error;
      return trigger;
    }
    const { instruction } = result;
    if (instruction.kind === 'copy' && instruction.from) {
      trigger.sites.push(
        this.#site({
          origin: 'dockerfile-onbuild',
          lookup: 'copy',
          node,
          name: instruction.from,
          stage,
        }),
      );
    } else if (instruction.kind === 'run') {
      for (const mount of instruction.mounts) {
        const { site } = this.#mount(node, mount, stage, 'dockerfile-onbuild');
        if (site) {
          trigger.sites.push(site);
        } else {
          trigger.emptyMounts += 1;
        }
      }
    }
    return trigger;
  }

  #mount(
    node: InstructionNode,
    mount: RunMount,
    stage: Stage,
    origin: Site['origin'],
  ): StageMount {
    const site = mount.from
      ? this.#site({ origin, lookup: 'mount', node, name: mount.from, stage })
      : null;
    if (site) {
      site.mountError = checkMount(mount, this.model.escape);
    }
    return { mount, site };
  }

  #site(site: Omit<Site, 'index' | 'mountError'>): Site {
    const added = {
      ...site,
      index: this.model.sites.length,
      mountError: undefined,
    };
    this.model.sites.push(added);
    return added;
  }
}
