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

import type { Architecture } from '@lambda-compat/lambda-runtimes';
import {
  profileFromFolder,
  RuntimeProfileError,
} from '@lambda-compat/lambda-runtimes';
import { type Command, Option } from 'commander';
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { parseArchitecture } from '../artifacts/architectures';
import { systemErrorSentence } from '../files/systemErrors';
import { jsonDocument } from '../output/json';
import {
  formatRuntime,
  runtimeDocument,
} from '../output/runtimes/runtimeProfiles';
import {
  formatRuntimes,
  runtimesDocument,
} from '../output/runtimes/runtimesList';
import { cutMiddle } from '../terminal/printable';
import { parsePath } from './artifactOptions';
import type { CommandContext } from './CommandContext';
import { parseDay, today } from './functionOptions';
import { InfrastructureError } from './InfrastructureError';
import { UsageError } from './UsageError';

interface RuntimesOptions {
  arch?: Architecture;
  asOf?: string;
  profileFrom?: string;
  snapshotScript?: boolean;
  format: 'text' | 'json';
}

/** Adds `runtimes`: what is known of Lambda's runtimes. */
export function addRuntimesCommand(program: Command, context: CommandContext) {
  program
    .command('runtimes')
    .summary("list Lambda's runtimes, or what one of them provides")
    .description(
      "Lists Lambda's runtimes with their systems, architectures and dates. With the\nname of one: which libraries and symbol versions it provides, and since when.",
    )
    .argument('[id]', 'a runtime, such as provided.al2023')
    .option('--arch <architecture>', 'x86_64 or arm64', parseArchitecture)
    .option(
      '--as-of <day>',
      'day to speak of, such as 2025-03-15, or today',
      parseDay,
    )
    .addOption(
      new Option(
        '--profile-from <folder>',
        'measure an unpacked image and print its profile, as JSON for check --profile',
      ).argParser(parsePath),
    )
    .addOption(
      new Option(
        '--snapshot-script',
        'print the script that measures a runtime from inside of a function',
      ).conflicts('profileFrom'),
    )
    .addOption(
      new Option('--format <format>', 'what to print')
        .choices(['text', 'json'])
        .default('text'),
    )
    .addHelpText(
      'after',
      `
Examples:
  lambda-compat runtimes provided.al2023 --arch arm64
  lambda-compat runtimes --snapshot-script > snapshot.cjs

Exit codes: 0 printed · 3 wrong usage, or no such runtime · 4 something could not be read`,
    )
    .action(async (id: string | undefined, options: RuntimesOptions) => {
      context.io.stdout.write(await documentOf(id, options, context));
    });
}

async function documentOf(
  id: string | undefined,
  options: RuntimesOptions,
  { io, stdoutStyle }: CommandContext,
): Promise<string> {
  if (options.snapshotScript) {
    return snapshotScript();
  }
  if (options.profileFrom !== undefined) {
    return measure(options.profileFrom, id, options, io.cwd);
  }
  const json = options.format === 'json';
  if (id === undefined) {
    if (options.asOf !== undefined || options.arch !== undefined) {
      throw new UsageError('--arch and --as-of need the name of a runtime.');
    }
    return json ? runtimesDocument() : formatRuntimes(today(), stdoutStyle);
  }
  const selection = { runtime: id, arch: options.arch, asOf: options.asOf };
  return json
    ? runtimeDocument(selection)
    : formatRuntime(selection, stdoutStyle);
}

async function snapshotScript(): Promise<string> {
  const root = dirname(
    require.resolve('@lambda-compat/lambda-runtimes/package.json'),
  );
  try {
    return await readFile(join(root, 'snapshot', 'snapshot.cjs'), 'utf8');
  } catch (error) {
    throw new InfrastructureError(
      `The snapshot script is missing from this installation: ${systemErrorSentence(
        error,
      )}`,
      { cause: error },
    );
  }
}

async function measure(
  folder: string,
  runtime: string | undefined,
  { arch, asOf }: RuntimesOptions,
  cwd: string,
): Promise<string> {
  try {
    const profile = await profileFromFolder(resolve(cwd, folder), {
      name: folder,
      asOf: asOf ?? today(),
      ...(runtime !== undefined && { runtime }),
      ...(arch !== undefined && { architecture: arch }),
    });
    return jsonDocument(profile);
  } catch (error) {
    if (error instanceof RuntimeProfileError) {
      throw new InfrastructureError(cutMiddle(`${error.message}.`, 400), {
        cause: error,
      });
    }
    throw error;
  }
}
