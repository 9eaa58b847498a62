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

import { Command, CommanderError } from 'commander';
import { version } from '../package.json';
import { addCheckCommand } from './commands/check';
import { CommandContext } from './commands/CommandContext';
import { InfrastructureError } from './commands/InfrastructureError';
import { sayError } from './commands/messages';
import { addDiffCommand } from './commands/diff';
import { addDigestCommand } from './commands/digest';
import { addPinCommand } from './commands/pin';
import { addRefsCommand } from './commands/refs';
import { addRuntimesCommand } from './commands/runtimes';
import { addScanCommand } from './commands/scan';
import { addUploadCommand } from './commands/upload';
import { UsageError } from './commands/UsageError';
import { addSuggestPinCommand } from './commands/suggestPin';
import { addWhatIfCommand } from './commands/whatIf';
import { ExitCode, exitCodes } from './exitCodes';
import { styleFor } from './terminal/Style';

/**
 * Where the program writes to. The standard streams of a process fit.
 *
 * @public
 */
export interface ProgramOutput {
  /** Takes text, or bytes that must arrive as they are. */
  write(chunk: string | Uint8Array): unknown;
  /** Whether a person reads along: colours, and escapes in patches. */
  isTTY?: boolean;
  /** Columns of the terminal. */
  columns?: number;
}

/**
 * What the program sees of the world, so that it runs in tests and in other
 * programs as it does in a terminal.
 *
 * @public
 */
export interface ProgramIo {
  /** Read for the path `-` only. */
  stdin: AsyncIterable<Uint8Array | string>;
  /** Data: references, documents, patches. */
  stdout: ProgramOutput;
  /** Everything that is said about the data. */
  stderr: ProgramOutput;
  /**
   * For `--build-arg NAME`, `LAMBDA_COMPAT_TOKEN`, `GITHUB_STEP_SUMMARY`,
   * `NO_COLOR`, `FORCE_COLOR` and `TERM`; where credentials of registries are
   * kept (`HOME`, `DOCKER_CONFIG`, `REGISTRY_AUTH_FILE`, `XDG_RUNTIME_DIR`),
   * and all of it for the credential helpers named there.
   */
  env: Readonly<Record<string, string | undefined>>;
  /** Absolute; relative paths start here. */
  cwd: string;
}

const examples = `
Examples:
  lambda-compat refs .
  lambda-compat refs Dockerfile --build-arg PYTHON=3.13 --format json
  lambda-compat digest python:3.13
  lambda-compat pin . | git apply
  lambda-compat diff arm64v8/amazonlinux:2023.6.20250317.2 arm64v8/amazonlinux:latest
  lambda-compat suggest-pin arm64v8/amazonlinux --runtime provided.al2023 --arch arm64
  lambda-compat check function.zip --runtime provided.al2023 --arch arm64
  lambda-compat what-if function.zip --from provided.al2 --runtime provided.al2023

Exit codes: 0 done · 1 the answer is no · 2 undecided · 3 wrong usage · 4 something could not be read, written or reached`;

/**
 * Runs one command line.
 *
 * @param argv - the arguments, without the program itself
 * @returns the exit code; usage errors and unreadable files are codes, and are
 * said on `io.stderr`. It rejects only for a defect of the program.
 * @public
 */
export async function run(
  argv: readonly string[],
  io: ProgramIo,
): Promise<number> {
  const stdoutStyle = styleFor(io.stdout, io.env);
  const stderrStyle = styleFor(io.stderr, io.env);
  let exitCode: ExitCode = exitCodes.ok;
  const context: CommandContext = {
    io,
    stdoutStyle,
    stderrStyle,
    plainStyle: styleFor({}, {}),
    finish: code => {
      exitCode = code;
    },
  };

  const program = new Command('lambda-compat')
    .description(
      'Says which container images the build of an AWS Lambda function pulls and how\nto pin them, what its binaries ask for, and whether its runtime has that.',
    )
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .addHelpText('after', examples)
    .configureOutput({
      writeOut: text => io.stdout.write(text),
      writeErr: text => io.stderr.write(text),
      getOutHelpWidth: () => stdoutStyle.width,
      getErrHelpWidth: () => stderrStyle.width,
      getOutHasColors: () => stdoutStyle.colors.isColorSupported,
      getErrHasColors: () => stderrStyle.colors.isColorSupported,
    })
    .configureHelp({
      styleTitle: text => stdoutStyle.colors.bold(text),
      styleCommandText: text => stdoutStyle.colors.cyan(text),
      styleOptionTerm: text => stdoutStyle.colors.cyan(text),
      styleSubcommandTerm: text => stdoutStyle.colors.cyan(text),
      styleArgumentTerm: text => stdoutStyle.colors.cyan(text),
    })
    .showHelpAfterError('(run with --help for usage)')
    .exitOverride();
  addRefsCommand(program, context);
  addPinCommand(program, context);
  addDigestCommand(program, context);
  addDiffCommand(program, context);
  addSuggestPinCommand(program, context);
  addScanCommand(program, context);
  addCheckCommand(program, context);
  addWhatIfCommand(program, context);
  addRuntimesCommand(program, context);
  addUploadCommand(program, context);

  try {
    await program.parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) {
      // Commander has printed it; help and version are no errors.
      return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
    }
    if (error instanceof UsageError) {
      io.stderr.write(`${stderrStyle.colors.red('error:')} ${error.message}\n`);
      return exitCodes.usage;
    }
    if (error instanceof InfrastructureError) {
      sayError(error.message, context);
      return exitCodes.infrastructure;
    }
    throw error;
  }
}
