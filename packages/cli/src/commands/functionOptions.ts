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

import type { Architecture, PackageType } from '@lambda-compat/lambda-runtimes';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { parseArchitecture } from '../artifacts/architectures';
import { collectPaths, parsePath } from './artifactOptions';

/** Lambda refuses more layers than these. */
const maxLayers = 5;

/** Options that say what a function is; named as Lambda names them. */
export interface FunctionOptionValues {
  runtime?: string;
  arch?: Architecture;
  layer?: readonly string[];
  packageType: PackageType;
}

/** Adds the options that all commands on a function share. */
export function addFunctionOptions(
  command: Command,
  runtime: string = 'runtime of the function, such as provided.al2023',
): Command {
  return command
    .argument('<path>', 'the function: a file, folder, zip or tar', parsePath)
    .option('--runtime <id>', runtime)
    .option('--arch <architecture>', 'x86_64 or arm64', parseArchitecture)
    .option(
      '--layer <path>',
      'a layer of the function, in the order in which they are laid (repeatable)',
      collectLayers,
    )
    .addOption(
      new Option(
        '--package-type <type>',
        'image: the path is the unpacked image, or a tar of its root',
      )
        .choices(['zip', 'image'])
        .default('zip'),
    );
}

function collectLayers(
  value: string,
  previous: readonly string[] | undefined,
): readonly string[] {
  const layers = collectPaths(value, previous);
  if (layers.length > maxLayers) {
    throw new InvalidArgumentError(`Lambda takes ${maxLayers} layers at most.`);
  }
  return layers;
}

/** The day of now, in UTC. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** A day, or the word for the one of now. */
export function parseDay(value: string): string {
  if (value === 'today') {
    return today();
  }
  const time = /^\d{4}-\d{2}-\d{2}$/.test(value)
    ? Date.parse(`${value}T00:00:00Z`)
    : NaN;
  // Date.parse takes the 30th of February for the 2nd of March.
  if (
    Number.isNaN(time) ||
    new Date(time).toISOString().slice(0, 10) !== value
  ) {
    throw new InvalidArgumentError('Write a day such as 2025-03-15, or today.');
  }
  return value;
}
