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

import { parsePlatform } from '@lambda-compat/oci-registry';
import { Command, InvalidArgumentError, Option } from 'commander';
import { AskedReference, askReferences } from '../digests/AskedReference';
import type { WantedPlatforms } from '../digests/resolveImage';
import { ExitCode, exitCodes } from '../exitCodes';
import { digestDocument } from '../output/digest/digestDocument';
import { formatDigests } from '../output/digest/digestText';
import { maxQuestions } from '../registries/RegistrySession';
import { cutMiddle } from '../terminal/printable';
import type { CommandContext } from './CommandContext';
import { parseReference } from './imageArguments';
import { sayError, sayNote } from './messages';
import {
  addRegistryOptions,
  openRegistries,
  RegistryOptionValues,
} from './registryOptions';
import { UsageError } from './UsageError';

const maxReferenceWidth = 200;

interface DigestOptions extends RegistryOptionValues {
  platform?: WantedPlatforms;
  format: 'text' | 'json';
}

/** Adds `digest`: asks registries what tags stand for now. */
export function addDigestCommand(program: Command, context: CommandContext) {
  const command = program
    .command('digest')
    .summary('ask registries for the digests of images')
    .description(
      'Asks registries what image references stand for now, and prints each with its\ndigest. Without --platform it is the digest of the tag itself: mostly that of an\nindex, which holds for all platforms and is the one to pin.',
    )
    .argument('<ref...>', 'an image reference, such as python:3.13')
    .option(
      '--platform <os/arch>',
      'digest of the manifest for a platform, or for "all" (repeatable)',
      withPlatforms,
    )
    .addOption(
      new Option('--format <format>', 'what to print')
        .choices(['text', 'json'])
        .default('text'),
    );
  addRegistryOptions(command)
    .addHelpText(
      'after',
      `
Example:
  lambda-compat digest python:3.13 arm64v8/amazonlinux:latest
  lambda-compat digest public.ecr.aws/lambda/provided:al2023 --platform linux/arm64

Exit codes: 0 all found · 1 a registry knows no such tag, digest or platform · 3 wrong usage, nothing was asked · 4 a registry could not be asked`,
    )
    .action(async (typed: string[], options: DigestOptions) => {
      await digest(typed, options, context);
    });
}

async function digest(
  typed: readonly string[],
  options: DigestOptions,
  context: CommandContext,
): Promise<void> {
  const { io, stdoutStyle } = context;
  const references = typed.map(text => ({
    typed: text,
    image: parseReference(text),
  }));
  if (references.length > maxQuestions) {
    throw new UsageError(
      `At most ${maxQuestions} references are asked for in one call; these are ${references.length}.`,
    );
  }
  const session = openRegistries(options, context);
  let asked: AskedReference[];
  try {
    asked = await askReferences(session, references, options.platform ?? null);
  } finally {
    await session.close();
  }

  if (options.format === 'json') {
    io.stdout.write(digestDocument(asked));
  } else {
    io.stdout.write(formatDigests(asked, stdoutStyle.colors));
    sayAnswers(asked, context);
  }
  context.finish(exitCodeOf(asked));
}

function sayAnswers(
  asked: readonly AskedReference[],
  context: CommandContext,
): void {
  const warnings = new Set<string>();
  for (const { typed, image, answers } of asked) {
    for (const answer of answers) {
      if (!answer.ok) {
        const { code, sentence } = answer.failure;
        const name = cutMiddle(typed, maxReferenceWidth);
        sayError(`${name}: ${sentence} (${code})`, context);
        continue;
      }
      for (const warning of answer.value.warnings) {
        warnings.add(`${image.registry} says: ${warning}`);
      }
    }
  }
  warnings.forEach(warning => sayNote(warning, context));
}

function exitCodeOf(asked: readonly AskedReference[]): ExitCode {
  const failures = asked.flatMap(({ answers }) =>
    answers.flatMap(answer => (answer.ok ? [] : [answer.failure])),
  );
  if (failures.length === 0) {
    return exitCodes.ok;
  }
  // What nobody could ask may well exist: that counts more than a clear no.
  return failures.every(({ absent }) => absent)
    ? exitCodes.refused
    : exitCodes.infrastructure;
}

function withPlatforms(
  value: string,
  previous: WantedPlatforms | undefined,
): WantedPlatforms {
  const names = value.split(',').map(name => name.trim());
  if (previous === 'all' || names.includes('all')) {
    return 'all';
  }
  const platforms = names.map(name => {
    try {
      return parsePlatform(name);
    } catch {
      throw new InvalidArgumentError(
        'Write os/architecture, for example linux/arm64, or all.',
      );
    }
  });
  return [...new Set([...(previous ?? []), ...platforms])];
}
