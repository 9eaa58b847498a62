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
  imageFit,
  type PinCandidate,
  type PinSuggestion,
  suggestPin,
} from '@lambda-compat/compatibility';
import {
  familiarName,
  type NormalizedReference,
} from '@lambda-compat/image-references';
import type {
  Architecture,
  RuntimeProfile,
} from '@lambda-compat/lambda-runtimes';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { parseArchitecture } from '../artifacts/architectures';
import { profileFromFile, shippedProfile } from '../checking/chooseProfile';
import { namedImage } from '../digests/resolveImage';
import { exitCodes } from '../exitCodes';
import { askCandidate } from '../images/askCandidate';
import { datedTags, maxTags } from '../images/datedTags';
import { ImagesOfCommand } from '../images/ImagesOfCommand';
import {
  formatSuggestion,
  suggestionDocument,
} from '../output/suggest-pin/suggestionText';
import type { RegistryFailure } from '../registries/registryFailure';
import type { RegistrySession } from '../registries/RegistrySession';
import { cutMiddle } from '../terminal/printable';
import { parsePath } from './artifactOptions';
import type { CommandContext } from './CommandContext';
import { parseDay } from './functionOptions';
import { parseReference } from './imageArguments';
import { sayError, sayNote } from './messages';
import {
  addRegistryOptions,
  openRegistries,
  type RegistryOptionValues,
} from './registryOptions';
import { UsageError } from './UsageError';

const maxCandidates = 50;
const maxReferenceWidth = 200;

interface SuggestPinOptions extends RegistryOptionValues {
  runtime?: string;
  arch: Architecture;
  packageType: 'zip' | 'image';
  asOf?: string;
  profile?: string;
  candidates: number;
  format: 'text' | 'json';
}

/** Adds `suggest-pin`: the newest image that fits a runtime. */
export function addSuggestPinCommand(
  program: Command,
  context: CommandContext,
) {
  const command = program
    .command('suggest-pin')
    .summary('say what to pin a build image to')
    .description(
      'Looks for the newest image of a repository that provides nothing above what a\nLambda runtime has, so that no build on it can ask for more: the image that the\nreference stands for now, then the build-stamped tags of the same channel.',
    )
    .argument('<ref>', 'the reference as the build file has it')
    .option(
      '--runtime <id>',
      'runtime of the function, such as provided.al2023',
    )
    .requiredOption(
      '--arch <architecture>',
      'x86_64 or arm64',
      parseArchitecture,
    )
    .addOption(
      new Option('--package-type <type>', 'how the function is deployed')
        .choices(['zip', 'image'])
        .default('zip'),
    )
    .addOption(
      new Option(
        '--as-of <day>',
        'day whose state of the runtime counts, such as 2025-03-15, or today',
      ).argParser(parseDay),
    )
    .addOption(
      new Option('--profile <file>', 'measured profile of the runtime')
        .argParser(parsePath)
        .conflicts('asOf'),
    )
    .option(
      '--candidates <n>',
      `images to look at, at most ${maxCandidates}`,
      parseCount,
      10,
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
  lambda-compat suggest-pin arm64v8/amazonlinux:latest --runtime provided.al2023 --arch arm64

Exit codes: 0 there is one · 1 nothing fits · 3 wrong usage, nothing was asked · 4 an image could not be read, and none of the others fits`,
    )
    .action(async (typed: string, options: SuggestPinOptions) => {
      await suggest(typed, options, context);
    });
}

async function suggest(
  typed: string,
  options: SuggestPinOptions,
  context: CommandContext,
): Promise<void> {
  const reference = parseReference(typed);
  const profile = await profileOf(options, context);
  const session = openRegistries(options, context);
  let asked: Awaited<ReturnType<typeof askAll>>;
  try {
    asked = await askAll(session, reference, profile, options);
  } finally {
    await session.close();
  }
  const { candidates, failures, unlisted } = asked;
  const suggestion = suggestPin(candidates, {
    runtime: profile.runtime,
    architecture: options.arch,
    profile,
    pinnedTo: reference.digest,
    language: null,
  });
  const pinned = pinnedText(reference, suggestion);
  const { io, stdoutStyle } = context;
  io.stdout.write(
    options.format === 'json'
      ? suggestionDocument({ typed, pinned, suggestion, profile })
      : formatSuggestion({ typed, pinned, suggestion, profile }, stdoutStyle),
  );
  for (const [name, { code, sentence }] of failures) {
    sayError(
      `${cutMiddle(name, maxReferenceWidth)}: ${sentence} (${code})`,
      context,
    );
  }
  if (unlisted) {
    sayNote(
      `The tags of ${reference.repository} cannot be listed, so only the reference itself was looked at: ${unlisted.sentence}`,
      context,
    );
  }
  if (pinned !== null) {
    context.finish(exitCodes.ok);
    return;
  }
  const isClear = failures.every(([, { absent }]) => absent) && !unlisted;
  context.finish(isClear ? exitCodes.refused : exitCodes.infrastructure);
}

async function profileOf(
  options: SuggestPinOptions,
  { io }: CommandContext,
): Promise<RuntimeProfile> {
  const { arch: architecture, asOf, packageType, runtime } = options;
  if (options.profile !== undefined) {
    const measured = await profileFromFile(options.profile, io.cwd);
    if (measured.architecture !== architecture) {
      throw new UsageError(
        `The profile was measured on ${measured.architecture}, and the function is to run on ${architecture}.`,
      );
    }
    return measured;
  }
  if (runtime === undefined) {
    throw new UsageError('Say with --runtime what the function runs on.');
  }
  return shippedProfile({ runtime, architecture, packageType, asOf });
}

/** The newest first, until one of them fits. */
async function askAll(
  session: RegistrySession,
  reference: NormalizedReference,
  profile: RuntimeProfile,
  options: SuggestPinOptions,
): Promise<{
  candidates: PinCandidate[];
  failures: Array<[name: string, failure: RegistryFailure]>;
  unlisted: RegistryFailure | null;
}> {
  const { registry, repository } = reference;
  const listed = await session.ask(registry, client =>
    client.listTags({ registry, repository }, { limit: maxTags }),
  );
  const dated = listed.ok ? datedTags(reference, listed.value) : [];
  const platform = options.arch === 'arm64' ? 'linux/arm64' : 'linux/amd64';
  const images = new ImagesOfCommand(session);
  const ask = (tag: string | null, image = namedImage(reference)) =>
    askCandidate(session, images, { reference, tag, image, platform });

  const candidates: PinCandidate[] = [];
  const failures: Array<[string, RegistryFailure]> = [];
  const tags = [reference.tag ?? (reference.digest === null ? 'latest' : null)];
  const others = dated
    .filter(tag => tag !== reference.tag)
    .slice(0, options.candidates);
  // A tag beside a digest says nothing: the digest is what builds get.
  for (const [index, tag] of [...tags, ...others].entries()) {
    const answer =
      index === 0
        ? await ask(tag)
        : await ask(tag, { registry, repository, tag: tag! });
    if (!answer.ok) {
      failures.push([answer.tag, answer.failure]);
      continue;
    }
    const { candidate } = answer;
    candidates.push(candidate);
    const fits =
      candidate.provides !== null &&
      imageFit(candidate.provides, profile).answer === 'yes' &&
      candidate.digest !== reference.digest;
    // The tag that names what was found is worth one more question.
    if (fits && (candidate.dated || dated.length === 0)) {
      break;
    }
  }
  return { candidates, failures, unlisted: listed.ok ? null : listed.failure };
}

/** With tag and digest, as it is to be written. */
function pinnedText(
  reference: NormalizedReference,
  { suggestion }: PinSuggestion,
): string | null {
  if (!suggestion) {
    return null;
  }
  const { digest, tag } = suggestion;
  const name = familiarName({ ...reference, tag: null, digest: null });
  return `${name}${tag === null ? '' : `:${tag}`}@${digest}`;
}

function parseCount(value: string): number {
  const count = Number(value);
  if (!Number.isInteger(count) || count < 1 || count > maxCandidates) {
    throw new InvalidArgumentError(
      `Write a whole number from 1 to ${maxCandidates}.`,
    );
  }
  return count;
}
