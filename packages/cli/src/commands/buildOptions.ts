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
  DockerfileDialect,
  FindImageReferencesOptions,
} from '@lambda-compat/image-references';
import { Command, InvalidArgumentError, Option } from 'commander';
import { CommandContext } from './CommandContext';

/** Options that say how the build is run; they are named as Docker's are. */
export interface BuildOptionValues {
  buildArg?: ReadonlyMap<string, string>;
  target?: string;
  platform?: readonly string[];
  buildContext?: ReadonlyMap<string, string>;
  dialect?: DockerfileDialect;
  fileName?: string;
}

/** Adds the paths and the options that all commands on build files share. */
export function addBuildOptions(
  command: Command,
  { io }: CommandContext,
): Command {
  return command
    .argument(
      '<path...>',
      'a Dockerfile, a folder to search, or - for standard input',
      (value: string, previous: string[] | undefined) => {
        if (value === '') {
          throw new InvalidArgumentError('A path is empty.');
        }
        return [...(previous ?? []), value];
      },
    )
    .option(
      '--build-arg <name[=value]>',
      'value of an ARG, from the environment where only the name is given (repeatable)',
      (value: string, previous: ReadonlyMap<string, string> | undefined) =>
        withBuildArg(value, previous, io.env),
    )
    .option('--target <stage>', 'stage to build, by name or index')
    .option(
      '--platform <os/arch>',
      'platform to build for, most important first (repeatable)',
      withPlatforms,
    )
    .option(
      '--build-context <name=value>',
      'named context, such as alpine=docker-image://alpine@sha256:… (repeatable)',
      withBuildContext,
    )
    .addOption(
      new Option(
        '--dialect <builder>',
        'whose rules apply; by the name of the file where not given',
      ).choices(['buildkit', 'buildah']),
    )
    .option(
      '--file-name <name>',
      'what standard input is called in the output',
    );
}

/** The options in the form of the engine. */
export function findOptionsOf(
  values: BuildOptionValues,
): FindImageReferencesOptions {
  return {
    ...(values.buildArg && {
      buildArgs: Object.fromEntries(values.buildArg),
    }),
    ...(values.target !== undefined && { target: values.target }),
    ...(values.platform && { platforms: values.platform }),
    ...(values.buildContext && {
      namedContexts: Object.fromEntries(values.buildContext),
    }),
    ...(values.dialect && { dialect: values.dialect }),
  };
}

function withBuildArg(
  value: string,
  previous: ReadonlyMap<string, string> | undefined,
  env: Readonly<Record<string, string | undefined>>,
): ReadonlyMap<string, string> {
  const equals = value.indexOf('=');
  const name = equals === -1 ? value : value.slice(0, equals);
  if (name === '') {
    throw new InvalidArgumentError('Write NAME=VALUE.');
  }
  const args = new Map(previous);
  // As in Docker: a name that the environment does not have either stays out,
  // and the default of the ARG applies.
  const given = equals === -1 ? env[name] : value.slice(equals + 1);
  if (given !== undefined) {
    args.set(name, given);
  }
  return args;
}

const platformPattern = /^[\w.-]+\/[\w.-]+(?:\/[\w.-]+)?$/;

function withPlatforms(
  value: string,
  previous: readonly string[] | undefined,
): readonly string[] {
  const platforms = value.split(',').map(part => part.trim());
  for (const platform of platforms) {
    if (!platformPattern.test(platform)) {
      throw new InvalidArgumentError(
        'Write os/architecture, for example linux/arm64.',
      );
    }
  }
  return [...(previous ?? []), ...platforms];
}

function withBuildContext(
  value: string,
  previous: ReadonlyMap<string, string> | undefined,
): ReadonlyMap<string, string> {
  const equals = value.indexOf('=');
  if (equals < 1 || equals === value.length - 1) {
    throw new InvalidArgumentError(
      'Write NAME=VALUE, for example alpine=docker-image://alpine:3.22.',
    );
  }
  return new Map(previous).set(value.slice(0, equals), value.slice(equals + 1));
}
