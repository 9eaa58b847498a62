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
  type FunctionFacts,
  imageWhatIf,
  type ImageWhatIfResult,
  whatIf,
  type WhatIfResult,
} from '@lambda-compat/compatibility';
import { demangle } from '@lambda-compat/elf-symbols';
import type { ImageContents } from '@lambda-compat/image-contents';
import type { Architecture } from '@lambda-compat/lambda-runtimes';
import { type Command, Option } from 'commander';
import {
  architectureOfMachine,
  parseArchitecture,
} from '../artifacts/architectures';
import { profileFromFile, shippedProfile } from '../checking/chooseProfile';
import type { CheckedPart } from '../checking/parts';
import { factsOf, scanParts } from '../checking/scanParts';
import { namedImage } from '../digests/resolveImage';
import { type ExitCode, exitCodes } from '../exitCodes';
import { provides } from '../images/askCandidate';
import { readPlatform } from '../images/ImagesOfCommand';
import {
  formatImageWhatIf,
  imageWhatIfDocument,
} from '../output/check/imageWhatIfText';
import { formatWhatIf, whatIfDocument } from '../output/check/whatIfText';
import type { RegistryAnswer } from '../registries/RegistrySession';
import { parsePath } from './artifactOptions';
import type { CommandContext } from './CommandContext';
import {
  addFunctionOptions,
  type FunctionOptionValues,
  parseDay,
  today,
} from './functionOptions';
import { parseReference } from './imageArguments';
import { InfrastructureError } from './InfrastructureError';
import {
  addRegistryOptions,
  openRegistries,
  type RegistryOptionValues,
} from './registryOptions';
import { UsageError } from './UsageError';

interface WhatIfOptions extends FunctionOptionValues, RegistryOptionValues {
  from: string;
  fromArch?: Architecture;
  asOf?: string;
  profile?: string;
  libraryPath?: string;
  image?: string;
  format: 'text' | 'json';
}

const codes: Readonly<Record<WhatIfResult['outcome'], ExitCode>> = {
  works: exitCodes.ok,
  breaks: exitCodes.refused,
  unknown: exitCodes.undecided,
};

const imageCodes: Readonly<Record<ImageWhatIfResult['outcome'], ExitCode>> = {
  works: exitCodes.ok,
  'not-affected': exitCodes.ok,
  'can-break': exitCodes.refused,
  unknown: exitCodes.undecided,
};

/** Adds `what-if`: a function on another runtime or architecture. */
export function addWhatIfCommand(program: Command, context: CommandContext) {
  const command = program
    .command('what-if')
    .summary('say what comes of a function on another runtime')
    .description(
      'Judges a function as if it ran on another runtime or architecture, and says\nwhat would break there that does not break now. With --image it says whether\nbuilds on that image can ask for more than the runtime has.',
    );
  addFunctionOptions(
    command,
    'runtime to move to; the present one unless given',
  )
    .requiredOption('--from <id>', 'runtime that the function has now')
    .option(
      '--from-arch <architecture>',
      'architecture that it has now; that of its files unless given',
      parseArchitecture,
    )
    .addOption(
      new Option(
        '--as-of <day>',
        'day to speak of, such as 2025-03-15, or today',
      ).argParser(parseDay),
    )
    .addOption(
      new Option('--profile <file>', 'measured profile of what to move to')
        .argParser(parsePath)
        .conflicts('asOf'),
    )
    .option(
      '--library-path <folders>',
      'LD_LIBRARY_PATH that the function sets itself',
    )
    .addOption(
      new Option(
        '--image <ref>',
        'image to build on instead, asked from its registry',
      ).conflicts(['runtime', 'profile']),
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
  lambda-compat what-if function.zip --from provided.al2 --runtime provided.al2023 --as-of today
  lambda-compat what-if function.zip --from provided.al2023 --image amazonlinux:2027

Exit codes: 0 works · 1 breaks, or can break · 2 undecided · 3 wrong usage · 4 something could not be read`,
    )
    .action(async (path: string, options: WhatIfOptions) => {
      await ask(path, options, context);
    });
}

async function ask(
  path: string,
  options: WhatIfOptions,
  context: CommandContext,
): Promise<void> {
  const { cwd } = context.io;
  const { from, asOf, packageType, profile: profilePath } = options;
  if (
    options.runtime === undefined &&
    options.arch === undefined &&
    options.image === undefined &&
    profilePath === undefined
  ) {
    throw new UsageError(
      'Say with --runtime, --arch or --image what to move to.',
    );
  }
  const measured =
    profilePath === undefined ? null : await profileFromFile(profilePath, cwd);
  const { parts, unread } = await scanParts(path, options.layer ?? [], {
    cwd,
    image: packageType === 'image',
  });
  const fromArchitecture =
    options.fromArch ?? architectureOf(parts) ?? options.arch;
  if (fromArchitecture === undefined) {
    throw new UsageError(
      'The files do not tell one architecture; say with --from-arch which one the function has now.',
    );
  }
  const architecture = options.arch ?? fromArchitecture;
  const runtime = options.runtime ?? measured?.runtime ?? from;
  if (measured && measured.architecture !== architecture) {
    throw new UsageError(
      `The profile was measured on ${measured.architecture}, and the function is to run on ${architecture}.`,
    );
  }
  const present = shippedProfile({
    runtime: from,
    architecture: fromArchitecture,
    packageType,
    asOf,
  });
  const facts: FunctionFacts = {
    runtime: from,
    architecture: fromArchitecture,
    packageType,
    // A whole image has its own system, which is read from it.
    profile: parts[0].mount === 'image' ? null : present,
    artifacts: factsOf(parts),
    unread,
    libraryPath: options.libraryPath ?? null,
    image: null,
    evidence: 'build',
    outdated: null,
    today: today(),
  };
  if (options.image !== undefined) {
    await askImage(options.image, facts, options, context);
    return;
  }
  const result = whatIf(
    facts,
    {
      runtime,
      architecture,
      profile:
        measured ??
        shippedProfile({ runtime, architecture, packageType, asOf }),
    },
    {},
    { demangle },
  );
  context.io.stdout.write(
    options.format === 'json'
      ? whatIfDocument(result)
      : formatWhatIf(path, result, context.stdoutStyle),
  );
  context.finish(codes[result.outcome]);
}

/** Whether builds on an image can ask for more than the function runs on. */
async function askImage(
  typed: string,
  facts: FunctionFacts,
  options: WhatIfOptions,
  context: CommandContext,
): Promise<void> {
  const image = namedImage(parseReference(typed));
  const platform =
    facts.architecture === 'arm64' ? 'linux/arm64' : 'linux/amd64';
  const session = openRegistries(options, context);
  let contents: RegistryAnswer<ImageContents>;
  try {
    contents = await readPlatform(session, image, platform);
  } finally {
    await session.close();
  }
  if (!contents.ok) {
    const { code, sentence } = contents.failure;
    throw new InfrastructureError(`${typed}: ${sentence} (${code})`);
  }
  const result = imageWhatIf(facts, provides(contents.value), facts.profile);
  context.io.stdout.write(
    options.format === 'json'
      ? imageWhatIfDocument(result, contents.value)
      : formatImageWhatIf(typed, result, contents.value, context.stdoutStyle),
  );
  context.finish(imageCodes[result.outcome]);
}

/** The architecture of all native files, where they have one. */
function architectureOf(
  parts: readonly CheckedPart[],
): Architecture | undefined {
  const machines = new Set(
    parts.flatMap(({ report }) =>
      report.files.flatMap(file => file.report?.machine ?? []),
    ),
  );
  const [machine] = machines;
  return machines.size === 1 ? architectureOfMachine(machine) : undefined;
}
