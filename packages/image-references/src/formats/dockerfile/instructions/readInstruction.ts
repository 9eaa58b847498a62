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

import { flagRun, writtenRange } from '../parser/flags';
import { parseHeredoc } from '../parser/heredocs';
import type { InstructionNode } from '../parser/instructionNode';
import type { TextRun } from '../parser/source';
import type { Range } from '../parser/words';
import { checkDevices } from './checkDevices';
import { checkFlags, flagValue } from './checkFlags';
import { checkHealthcheck } from './healthcheck';
import { readMounts } from './mounts';
import type { Instruction, InstructionResult, WrittenName } from './types';

export interface InstructionContext {
  escape: string;
  buildah: boolean;
}

/**
 * Understands an instruction, or says why BuildKit refuses it. The wording of
 * errors is BuildKit's, so that it can be searched for.
 */
export function readInstruction(
  node: InstructionNode,
  context: InstructionContext,
): InstructionResult {
  const error = checkArguments(node) ?? checkFlags(node, context.buildah);
  if (error !== undefined) {
    return { ok: false, error };
  }
  switch (node.name) {
    case 'from':
      return accept(readFrom(node, context));
    case 'arg':
      return readArg(node);
    case 'copy':
      return checkDestination(node) ?? accept(readCopy(node, context));
    case 'add':
      return checkDestination(node) ?? accept({ kind: 'other' });
    case 'run':
      return readRun(node, context);
    case 'onbuild':
      return readOnbuild(node);
    case 'healthcheck':
      return refuseOr(checkHealthcheck(node));
    default:
      return accept({ kind: 'other' });
  }
}

function accept(instruction: Instruction): InstructionResult {
  return { ok: true, instruction };
}

function refuse(error: string): InstructionResult {
  return { ok: false, error };
}

function refuseOr(error: string | undefined): InstructionResult {
  return error === undefined ? accept({ kind: 'other' }) : refuse(error);
}

const STAGE_NAME = /^[a-z][a-z0-9-_.]*$/;

/** What is wrong with the number or form of the arguments. */
function checkArguments(node: InstructionNode): string | undefined {
  const { args } = node;
  const upper = node.name.toUpperCase();
  switch (node.name) {
    case 'from':
      return checkFrom(args);
    case 'copy':
    case 'add':
      return args.length < 2
        ? `${upper} requires at least two arguments, but only one was provided. Destination could not be determined`
        : undefined;
    case 'env':
    case 'label':
      return checkPairs(node) ?? atLeastOne(node);
    case 'arg':
    case 'onbuild':
    case 'expose':
    case 'healthcheck':
      return atLeastOne(node);
    case 'volume':
      return (
        atLeastOne(node) ??
        (args.some(arg => arg.trim() === '')
          ? 'VOLUME specified can not be an empty string'
          : undefined)
      );
    case 'maintainer':
    case 'workdir':
    case 'user':
    case 'stopsignal':
      return args.length === 1
        ? undefined
        : `${upper} requires exactly one argument`;
    case 'shell':
      return (
        atLeastOne(node) ??
        (node.json
          ? undefined
          : `SHELL requires the arguments to be in JSON form`)
      );
    case 'run':
    case 'cmd':
    case 'entrypoint':
      return undefined;
    default:
      return `unknown instruction: ${node.keyword}`;
  }
}

function atLeastOne(node: InstructionNode): string | undefined {
  return node.args.length === 0
    ? `${node.name.toUpperCase()} requires at least one argument`
    : undefined;
}

function checkPairs(node: InstructionNode): string | undefined {
  for (let index = 0; index < node.args.length; index += 3) {
    if (node.args[index] === '') {
      return `${node.name.toUpperCase()} names can not be blank`;
    }
  }
  return undefined;
}

function checkFrom(args: string[]): string | undefined {
  if (args.length === 3 && args[1].toLowerCase() === 'as') {
    return STAGE_NAME.test(args[2].toLowerCase())
      ? undefined
      : `invalid name for build stage: ${JSON.stringify(
          args[2],
        )}, name can't start with a number or contain symbols`;
  }
  return args.length === 1
    ? undefined
    : 'FROM requires either one or three arguments';
}

function wordRun(node: InstructionNode, range: Range): TextRun {
  return {
    line: node.line,
    text: node.line.text.slice(range.start, range.end),
    start: range.start,
    positions: null,
  };
}

function readFrom(
  node: InstructionNode,
  context: InstructionContext,
): Instruction {
  const [base] = node.words;
  return {
    kind: 'from',
    base: { run: wordRun(node, base), written: base },
    platform: flagName(node, 'platform', context)?.run ?? null,
    stageName: node.args.length === 3 ? node.args[2].toLowerCase() : null,
  };
}

function readArg(node: InstructionNode): InstructionResult {
  const declarations = node.words.map(word => {
    const run = wordRun(node, word);
    const equals = run.text.indexOf('=');
    return equals === -1
      ? { name: run.text, value: null, node }
      : {
          name: run.text.slice(0, equals),
          value: wordRun(node, {
            start: word.start + equals + 1,
            end: word.end,
          }),
          node,
        };
  });
  return declarations.some(({ name }) => name === '')
    ? refuse('ARG names can not be blank')
    : accept({ kind: 'arg', declarations });
}

function readCopy(
  node: InstructionNode,
  context: InstructionContext,
): Instruction {
  return { kind: 'copy', from: flagName(node, 'from', context) };
}

/** The value of a flag and where it is written; null where it is empty. */
function flagName(
  node: InstructionNode,
  name: string,
  { escape }: InstructionContext,
): WrittenName | null {
  const prefix = `--${name}=`;
  const flag = node.flags.find(({ text }) => text.startsWith(prefix));
  if (!flag || flag.text.length === prefix.length) {
    return null;
  }
  return {
    run: flagRun(node.line, flag, prefix.length, escape),
    written: writtenRange(
      node.line,
      flag,
      prefix.length,
      flag.text.length,
      escape,
    ),
  };
}

function checkDestination(
  node: InstructionNode,
): InstructionResult | undefined {
  const destination = parseHeredoc(node.args[node.args.length - 1]);
  return destination.ok && destination.heredocs.length > 0
    ? refuse(
        `${node.name.toUpperCase()} cannot accept a heredoc as a destination`,
      )
    : undefined;
}

const NETWORK_MODES = new Set(['default', 'none', 'host']);
const SECURITY_MODES = new Set(['insecure', 'sandbox']);

function readRun(
  node: InstructionNode,
  context: InstructionContext,
): InstructionResult {
  if (node.flags.length === 0) {
    return accept({ kind: 'run', mounts: [] });
  }
  const network = flagValue(node, 'network');
  const security = flagValue(node, 'security');
  const device = checkDevices(node);
  if (device !== undefined) {
    return refuse(device);
  }
  const mounts = readMounts(node, context.escape, context.buildah);
  if (!mounts.ok) {
    return refuse(mounts.error);
  }
  if (network !== undefined && !NETWORK_MODES.has(network)) {
    return refuse(`invalid network mode "${network}"`);
  }
  if (security !== undefined && !SECURITY_MODES.has(security)) {
    return refuse(`security "${security}" is not valid`);
  }
  return accept({ kind: 'run', mounts: mounts.mounts });
}

function readOnbuild(node: InstructionNode): InstructionResult {
  const { child } = node;
  const trigger = child?.keyword.toUpperCase() ?? '';
  if (!child || trigger === 'ONBUILD') {
    return refuse("Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed");
  }
  if (trigger === 'FROM' || trigger === 'MAINTAINER') {
    return refuse(`${trigger} isn't allowed as an ONBUILD trigger`);
  }
  return accept({ kind: 'onbuild', trigger: child });
}
