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

import { type Command, Option } from 'commander';
import { Baseline, writeBaseline } from '../checking/Baseline';
import { checkFunction, type CheckedFunction } from '../checking/checkFunction';
import {
  type CheckOutcome,
  exitCodeOf,
  knownFindings,
} from '../checking/CheckOutcome';
import { exitCodes } from '../exitCodes';
import { countOf } from '../output/quantities';
import { printable } from '../terminal/printable';
import { uploadFunction } from '../upload/uploadFunction';
import { parsePath } from './artifactOptions';
import { type CheckFormat, CheckPrinter } from './CheckPrinter';
import type { CommandContext } from './CommandContext';
import {
  addFunctionOptions,
  type FunctionOptionValues,
  parseDay,
  today,
} from './functionOptions';
import { InfrastructureError } from './InfrastructureError';
import { sayError, sayNote, sayWarning } from './messages';
import {
  addBuildOptions,
  uploadTargetOf,
  type UploadOptionValues,
} from './uploadOptions';
import { UsageError } from './UsageError';

interface CheckOptions extends FunctionOptionValues, UploadOptionValues {
  asOf?: string;
  profile?: string;
  libraryPath?: string;
  allowUnknown?: boolean;
  baseline?: string;
  writeBaseline?: string;
  format: CheckFormat;
  output?: string;
  upload?: string;
}

/** Adds `check`: whether a function finds what it asks for. */
export function addCheckCommand(program: Command, context: CommandContext) {
  const command = program
    .command('check')
    .summary('say whether a function finds on its runtime what it asks for')
    .description(
      'Compares what the binaries of a function ask for with what its Lambda runtime\nprovides, and says where that is known from and what to do.',
    );
  addFunctionOptions(command)
    .addOption(
      new Option(
        '--as-of <day>',
        'day to speak of, such as 2025-03-15, or today; without it every state that the function can still be in',
      ).argParser(parseDay),
    )
    .addOption(
      new Option(
        '--profile <file>',
        'runtime profile that was measured (runtimes --snapshot-script)',
      )
        .argParser(parsePath)
        .conflicts('asOf'),
    )
    .option(
      '--library-path <folders>',
      'LD_LIBRARY_PATH that the function sets itself',
    )
    .option('--allow-unknown', 'exit with 0 where the evidence does not decide')
    .option(
      '--baseline <file>',
      'fail only on what is broken and not in this file',
      parsePath,
    )
    .option('--write-baseline <file>', 'write what is broken there', parsePath)
    .addOption(
      new Option('--format <format>', 'what to print')
        .choices(['text', 'json', 'sarif', 'junit', 'github'])
        .default('text'),
    )
    .option(
      '--output <file>',
      'write the document there and print one sentence',
      parsePath,
    )
    .option(
      '--upload <url>',
      'send what was measured to the portal too; see upload',
      parsePath,
    );
  addBuildOptions(command)
    .addHelpText(
      'after',
      `
Example:
  lambda-compat check function.zip --runtime provided.al2023 --arch arm64 --as-of today

Exit codes: 0 compatible, at risk or no native code · 1 incompatible · 2 undecided · 3 wrong usage · 4 something could not be read, written or reached`,
    )
    .action(async (path: string, options: CheckOptions) => {
      await check(path, options, context);
    });
}

async function check(
  path: string,
  options: CheckOptions,
  context: CommandContext,
): Promise<void> {
  const { cwd } = context.io;
  const printer = new CheckPrinter(options, context);
  // Asked for first: a wrong address must not cost a scan.
  const target =
    options.upload === undefined
      ? null
      : uploadTargetOf({ ...options, url: options.upload }, context.io.env);
  if (options.upload === undefined && options.entity !== undefined) {
    throw new UsageError('--entity needs --upload with the URL of the portal.');
  }
  let checked: CheckedFunction;
  let baseline: Baseline | null;
  try {
    baseline =
      options.baseline === undefined
        ? null
        : await Baseline.read(options.baseline, cwd);
    checked = await checkFunction(
      {
        path,
        layers: options.layer ?? [],
        packageType: options.packageType,
        runtime: options.runtime,
        architecture: options.arch,
        asOf: options.asOf,
        profilePath: options.profile,
        libraryPath: options.libraryPath,
        today: today(),
      },
      cwd,
    );
  } catch (error) {
    if (error instanceof InfrastructureError) {
      await printer.failed(path, error.message);
    }
    throw error;
  }
  const { judgement, parts } = checked;
  if (parts[0].report.entries === 0) {
    sayNote(`${path} is empty: nothing was measured`, context);
  }
  const known = knownFindings(judgement, baseline);
  const outcome: CheckOutcome = {
    judgement,
    packageType: options.packageType,
    parts,
    known,
    exitCode: exitCodeOf(judgement, known, options.allowUnknown ?? false),
  };
  context.finish(outcome.exitCode);
  await printer.print(outcome);
  sayWhatIsKnown(outcome, baseline, options, context);
  if (options.writeBaseline !== undefined) {
    const count = await writeBaseline(
      options.writeBaseline,
      judgement.findings,
      cwd,
    );
    sayNote(
      `${countOf(count, 'finding')} written to ${options.writeBaseline}`,
      context,
    );
  }
  if (target) {
    try {
      await uploadFunction(checked, target, context);
    } catch (error) {
      if (!(error instanceof InfrastructureError)) {
        throw error;
      }
      sayError(error.message, context);
      // A verdict that fails the build already says more.
      if (outcome.exitCode === exitCodes.ok) {
        context.finish(exitCodes.infrastructure);
      }
    }
  }
}

/** What makes the exit code better than the verdict. */
function sayWhatIsKnown(
  { judgement, known, exitCode }: CheckOutcome,
  baseline: Baseline | null,
  options: CheckOptions,
  context: CommandContext,
): void {
  if (
    exitCode === exitCodes.ok &&
    judgement.verdict === 'at-risk' &&
    options.format !== 'text'
  ) {
    // The text itself says so; a document may be read by nobody today.
    sayWarning(`at risk: ${judgement.sentence}`, context);
  }
  if (known && known.size > 0) {
    sayWarning(
      `${countOf(known.size, 'finding')} ${
        known.size === 1 ? 'is' : 'are'
      } broken and known: ${options.baseline}`,
      context,
    );
  }
  const gone = baseline?.gone(judgement.findings) ?? [];
  if (gone.length > 0) {
    sayNote(
      `${countOf(gone.length, 'finding')} of ${printable(
        options.baseline ?? '',
      )} ${
        gone.length === 1 ? 'is' : 'are'
      } no more; write it again with --write-baseline`,
      context,
    );
  }
  const undecided = judgement.findings.filter(
    ({ verdict }) => verdict === 'unknown',
  ).length;
  if (exitCode === exitCodes.ok && undecided > 0) {
    sayWarning(
      `${countOf(
        undecided,
        'finding',
      )} undecided; --allow-unknown makes that an exit code of 0`,
      context,
    );
  }
}
