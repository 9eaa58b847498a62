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

import type { ArtifactReport } from '@lambda-compat/elf-symbols';
import { type Command, Option } from 'commander';
import { scanPath } from '../artifacts/scanPath';
import { exitCodes } from '../exitCodes';
import { scanDocument } from '../output/scan/scanDocument';
import { formatScan } from '../output/scan/scanText';
import { parsePath } from './artifactOptions';
import type { CommandContext } from './CommandContext';

interface ScanCommandOptions {
  format: 'text' | 'json';
  symbols?: boolean;
}

/** Of one version; nobody reads more, and all of them are counted. */
const maxSymbols = 256;

/** Adds `scan`: what each binary of an artifact asks for. */
export function addScanCommand(program: Command, context: CommandContext) {
  program
    .command('scan')
    .summary('list what the binaries in an artifact ask for')
    .description(
      'Lists every ELF file in a file, folder, zip, tar, tar.gz or tar.zst: what it was\nbuilt for, and which libraries and symbol versions it asks for.',
    )
    .argument('<path>', 'the artifact', parsePath)
    .addOption(
      new Option('--format <format>', 'what to print')
        .choices(['text', 'json'])
        .default('text'),
    )
    .option('--symbols', 'name the symbols that bring each version')
    .addHelpText(
      'after',
      `
Example:
  lambda-compat scan function.zip --symbols

Exit codes: 0 scanned · 3 wrong usage · 4 the artifact, or a part of it, could not be read`,
    )
    .action(async (path: string, options: ScanCommandOptions) => {
      const { io, stdoutStyle } = context;
      const report = await scanPath(path, io.cwd, {
        ...(options.symbols && { symbolsOf: () => true, maxSymbols }),
      });
      io.stdout.write(
        options.format === 'json'
          ? scanDocument(report, options.symbols ?? false)
          : formatScan(report, stdoutStyle),
      );
      if (hasUnread(report)) {
        context.finish(exitCodes.infrastructure);
      }
    });
}

/** An archive that only the program itself opens is said, and no failure. */
function hasUnread({ files, skipped }: ArtifactReport): boolean {
  return (
    files.some(file => !file.report) ||
    skipped.some(
      ({ hidesFiles, reason }) => hidesFiles && reason !== 'nested-archive',
    )
  );
}
