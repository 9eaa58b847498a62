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

import type { Command } from 'commander';
import { profileFromFile } from '../checking/chooseProfile';
import { scanParts } from '../checking/scanParts';
import { answerSentence, sendTo } from '../upload/uploadFunction';
import { uploadDocument } from '../upload/uploadDocument';
import { parsePath } from './artifactOptions';
import type { CommandContext } from './CommandContext';
import {
  addFunctionOptions,
  type FunctionOptionValues,
} from './functionOptions';
import {
  addBuildOptions,
  uploadTargetOf,
  type UploadOptionValues,
} from './uploadOptions';
import { UsageError } from './UsageError';

interface UploadOptions extends FunctionOptionValues, UploadOptionValues {
  url: string;
  profile?: string;
  dryRun?: boolean;
}

/** Adds `upload`: sends what was measured to the portal. */
export function addUploadCommand(program: Command, context: CommandContext) {
  const command = program
    .command('upload')
    .summary('send what was measured of a function to the portal')
    .description(
      'Scans a function and sends the report to the portal, which judges it and shows\nit on the page of its entity. The token comes from LAMBDA_COMPAT_TOKEN.',
    );
  addFunctionOptions(command)
    .requiredOption('--url <url>', 'address of the Backstage backend')
    .option(
      '--profile <file>',
      'runtime profile that was measured, to be judged against',
      parsePath,
    );
  addBuildOptions(command)
    .option('--dry-run', 'print what would be sent, and send nothing')
    .addHelpText(
      'after',
      `
Example:
  lambda-compat upload function.zip --url https://backstage.example.com --entity component:default/orders --commit "$GITHUB_SHA"

Exit codes: 0 stored · 3 wrong usage · 4 something could not be read or reached, or the portal refused`,
    )
    .action(async (path: string, options: UploadOptions) => {
      await upload(path, options, context);
    });
}

async function upload(
  path: string,
  options: UploadOptions,
  context: CommandContext,
): Promise<void> {
  const { io } = context;
  const { dryRun = false, packageType } = options;
  const target = uploadTargetOf(options, io.env, dryRun);
  const profile =
    options.profile === undefined
      ? undefined
      : await profileFromFile(options.profile, io.cwd);
  const { parts, unread } = await scanParts(path, options.layer ?? [], {
    cwd: io.cwd,
    image: packageType === 'image',
  });
  if (unread.length > 0) {
    throw new UsageError(
      `A layer has to be a file or folder to be sent: ${unread
        .map(({ name }) => name)
        .join(', ')}`,
    );
  }
  const { text, symbolsPerVersion } = uploadDocument(
    {
      entityRef: target.entityRef,
      function: target.function,
      runtime: options.runtime ?? profile?.runtime ?? undefined,
      architecture: options.arch ?? profile?.architecture,
      packageType,
      build: target.build,
      measuredAt: new Date().toISOString(),
      profile,
    },
    parts,
  );
  if (dryRun) {
    io.stdout.write(`${text}\n`);
    return;
  }
  const answer = await sendTo(target, text, symbolsPerVersion, context);
  io.stdout.write(`${answerSentence(answer, target)}\n`);
}
