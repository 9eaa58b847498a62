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

import { Command, Option } from 'commander';
import { GivenDigests } from '../pinning/GivenDigests';
import { addBuildOptions } from './buildOptions';
import { CommandContext } from './CommandContext';
import { Pinning, PinOptions } from './Pinning';
import { addRegistryOptions } from './registryOptions';

/** Adds `pin`: writes digests behind the images that a build pulls. */
export function addPinCommand(program: Command, context: CommandContext) {
  const command = program
    .command('pin')
    .summary('write digests behind the images that a build pulls')
    .description(
      'Asks the registries for the digests of the images that a build pulls, or takes\nthose that are given, and prints one patch that writes them behind the tags.\nTags, comments and every other byte stay. A given digest that belongs to none of\nthe references is an error, and then nothing is written.',
    );
  addBuildOptions(command, context)
    .option(
      '--digest <reference=digest>',
      'digest to write, such as python:3.13=sha256:…; the registry is not asked then (repeatable)',
      (value: string, previous: GivenDigests | undefined) =>
        (previous ?? GivenDigests.none()).with(value),
    )
    .option(
      '--online',
      'ask the registries for references that no --digest names, too',
    )
    .addOption(new Option('--offline', 'ask no registry').conflicts('online'))
    .addOption(
      new Option('--diff', 'print a patch for git apply (default)').conflicts(
        'write',
      ),
    )
    .option('--write', 'edit the files instead of printing a patch')
    .addOption(
      new Option('--format <format>', 'what to print')
        .choices(['text', 'json'])
        .default('text'),
    );
  addRegistryOptions(command)
    .addHelpText(
      'after',
      `
Examples:
  lambda-compat pin . | git apply
  lambda-compat pin . --digest python:3.13=sha256:<64 hex digits> | git apply

Exit codes: 0 every digest is written · 1 one was given for a reference that cannot take it, or a registry knows no such tag · 3 wrong usage, or a digest that belongs to no reference · 4 something could not be read or written, or a registry not be asked`,
    )
    .action(async (paths: string[], options: PinOptions) => {
      await new Pinning(options, context).run(paths);
    });
}
