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

import { findImageReferences } from '@lambda-compat/image-references';
import { Command, Option } from 'commander';
import { exitCodes } from '../exitCodes';
import { readPaths } from '../files/readPaths';
import {
  addBuildOptions,
  BuildOptionValues,
  findOptionsOf,
} from './buildOptions';
import { CommandContext } from './CommandContext';
import { JsonPrinter, TextPrinter } from './referencesPrinters';
import { noteNothingFound } from './unread';

interface RefsOptions extends BuildOptionValues {
  format: 'text' | 'json';
}

/** Adds `refs`: what a build pulls, and how firmly each name is tied. */
export function addRefsCommand(program: Command, context: CommandContext) {
  const command = program
    .command('refs')
    .summary('list the images that a build pulls')
    .description(
      'Lists every image that the named Dockerfiles make a build pull: where it is\nwritten, what it resolves to, and whether it can change without a commit.',
    );
  addBuildOptions(command, context)
    .addOption(
      new Option('--format <format>', 'what to print')
        .choices(['text', 'json'])
        .default('text'),
    )
    .addHelpText(
      'after',
      `
Example:
  lambda-compat refs . --build-arg PYTHON=3.13 --target runtime

Exit codes: 0 listed, with what a builder refuses · 3 wrong usage · 4 something could not be read`,
    )
    .action(async (paths: string[], options: RefsOptions) => {
      await refs(paths, options, context);
    });
}

async function refs(
  paths: readonly string[],
  options: RefsOptions,
  context: CommandContext,
): Promise<void> {
  const { io } = context;
  const printer =
    options.format === 'json'
      ? new JsonPrinter(context)
      : new TextPrinter(context);
  const findOptions = findOptionsOf(options);

  const outcomes = readPaths(paths, {
    cwd: io.cwd,
    stdin: io.stdin,
    stdinName: options.fileName,
  });
  // One file at a time: memory stays that of one file and of what was found.
  for await (const outcome of outcomes) {
    if (outcome.type === 'nothing-found') {
      noteNothingFound(outcome.folder, context);
    } else if (outcome.type === 'unread') {
      if (!outcome.unread.skipped) {
        context.finish(exitCodes.infrastructure);
      }
      printer.unread(outcome.unread);
    } else {
      const { file } = outcome;
      printer.file(
        file,
        findImageReferences(
          [{ path: file.path, content: file.content }],
          findOptions,
        ),
      );
    }
  }
  printer.end();
}
