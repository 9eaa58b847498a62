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
  compareImages,
  type ImageComparison,
} from '@lambda-compat/image-contents';
import { parsePlatform, type PlatformText } from '@lambda-compat/oci-registry';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { namedImage } from '../digests/resolveImage';
import { type ExitCode, exitCodes } from '../exitCodes';
import {
  findImages,
  type FoundImage,
  ImagesOfCommand,
  lambdaPlatforms,
} from '../images/ImagesOfCommand';
import { diffDocument } from '../output/diff/diffDocument';
import { formatComparison } from '../output/diff/diffText';
import {
  type RegistryFailure,
  registryFailure,
} from '../registries/registryFailure';
import type { RegistrySession } from '../registries/RegistrySession';
import { cutMiddle } from '../terminal/printable';
import type { CommandContext } from './CommandContext';
import { parseReference } from './imageArguments';
import { sayError } from './messages';
import {
  addRegistryOptions,
  openRegistries,
  type RegistryOptionValues,
} from './registryOptions';

const maxReferenceWidth = 200;

interface DiffOptions extends RegistryOptionValues {
  platform?: PlatformText;
  files?: boolean;
  format: 'text' | 'json';
}

/** One side of what is compared. */
interface Side {
  typed: string;
  images: FoundImage[];
}

/** A failure, and what it is about. */
interface FailedSide {
  typed: string;
  failure: RegistryFailure;
}

/** Adds `diff`: what changed between two images. */
export function addDiffCommand(program: Command, context: CommandContext) {
  const command = program
    .command('diff')
    .summary('say what changed between two images')
    .description(
      'Reads two images from their registries, without a disk, and says what changed:\nthe distribution, the symbol versions that libraries provide, packages,\nconfiguration and files. Layers that both share are read once.',
    )
    .argument('<from>', 'an image reference, by tag or digest')
    .argument('<to>', 'another one')
    .option(
      '--platform <os/arch>',
      "platform to compare; those of Lambda's two that both have, unless given",
      withPlatform,
    )
    .option('--files', 'list every file that changed')
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
  lambda-compat diff arm64v8/amazonlinux:2023.6.20250317.2 arm64v8/amazonlinux:latest

Exit codes: 0 compared, changed or not · 1 a registry knows no such image or platform · 3 wrong usage, nothing was asked · 4 an image could not be read`,
    )
    .action(async (from: string, to: string, options: DiffOptions) => {
      await diff([from, to], options, context);
    });
}

async function diff(
  typed: readonly [string, string],
  options: DiffOptions,
  context: CommandContext,
): Promise<void> {
  const { io, stdoutStyle } = context;
  const images = typed.map(text => namedImage(parseReference(text)));
  const session = openRegistries(options, context);
  const comparisons: ImageComparison[] = [];
  const failed: FailedSide[] = [];
  try {
    const sides: Side[] = [];
    for (const [index, image] of images.entries()) {
      const answer = await findImages(session, image);
      if (answer.ok) {
        sides.push({ typed: typed[index], images: answer.value });
      } else {
        failed.push({ typed: typed[index], failure: answer.failure });
      }
    }
    if (sides.length === 2) {
      const [from, to] = sides;
      const pairs = choosePairs(from, to, options.platform);
      failed.push(...pairs.failed);
      for (const pair of pairs.found) {
        const compared = await compare(session, [from, to], pair);
        if ('failure' in compared) {
          failed.push(compared);
        } else {
          comparisons.push(compared);
        }
      }
    }
  } finally {
    await session.close();
  }

  if (options.format === 'json') {
    io.stdout.write(diffDocument(typed, comparisons, failed));
  } else {
    const blocks = comparisons.map(comparison =>
      formatComparison(comparison, {
        style: stdoutStyle,
        files: options.files ?? false,
      }),
    );
    io.stdout.write(blocks.join('\n'));
  }
  for (const { typed: name, failure } of failed) {
    sayError(
      `${cutMiddle(name, maxReferenceWidth)}: ${failure.sentence} (${
        failure.code
      })`,
      context,
    );
  }
  context.finish(exitCodeOf(failed));
}

/** The same platform of both sides. */
function choosePairs(
  from: Side,
  to: Side,
  wanted: PlatformText | undefined,
): { found: Array<[FoundImage, FoundImage]>; failed: FailedSide[] } {
  const has = (side: Side, platform: PlatformText) =>
    side.images.find(image => image.platform === platform);
  if (wanted !== undefined) {
    const missing = [from, to].filter(side => !has(side, wanted));
    if (missing.length > 0) {
      return {
        found: [],
        failed: missing.map(side => ({
          typed: side.typed,
          failure: noPlatform(side, wanted),
        })),
      };
    }
    return { found: [[has(from, wanted)!, has(to, wanted)!]], failed: [] };
  }
  const found = lambdaPlatforms.flatMap(
    (platform): Array<[FoundImage, FoundImage]> => {
      const [one, other] = [has(from, platform), has(to, platform)];
      return one && other ? [[one, other]] : [];
    },
  );
  return found.length > 0
    ? { found, failed: [] }
    : {
        found,
        failed: [
          {
            typed: to.typed,
            failure: noPlatform(to, `a platform of Lambda that the first has`),
          },
        ],
      };
}

function noPlatform({ images }: Side, wanted: string): RegistryFailure {
  const has = images.map(({ platform }) => platform).join(', ');
  return registryFailure(
    'platform-missing',
    `There is no image for ${wanted} in it; it has ${
      has === '' ? 'none' : has
    }.`,
  );
}

async function compare(
  session: RegistrySession,
  [from, to]: readonly [Side, Side],
  pair: readonly [FoundImage, FoundImage],
): Promise<ImageComparison | FailedSide> {
  const reader = new ImagesOfCommand(session);
  const [before, after] = await Promise.all(
    pair.map(async image => reader.read(image)),
  );
  if (!before.ok) {
    return { typed: from.typed, failure: before.failure };
  }
  if (!after.ok) {
    return { typed: to.typed, failure: after.failure };
  }
  return compareImages(before.value, after.value);
}

function exitCodeOf(failed: readonly FailedSide[]): ExitCode {
  if (failed.length === 0) {
    return exitCodes.ok;
  }
  return failed.every(({ failure }) => failure.absent)
    ? exitCodes.refused
    : exitCodes.infrastructure;
}

function withPlatform(value: string): PlatformText {
  try {
    return parsePlatform(value);
  } catch {
    throw new InvalidArgumentError(
      'Write os/architecture, for example linux/arm64.',
    );
  }
}
