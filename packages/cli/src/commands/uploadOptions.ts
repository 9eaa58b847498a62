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

import { type Command, InvalidArgumentError } from 'commander';
import { parseEntityRef } from '../upload/entityRef';
import { uploadAddress } from '../upload/uploadAddress';
import type { UploadTarget } from '../upload/uploadFunction';
import { UsageError } from './UsageError';

/** Options that say what a report belongs to. */
export interface UploadOptionValues {
  entity?: string;
  function?: string;
  commit?: string;
  buildUrl?: string;
  buildNumber?: string;
}

/** Adds the options that say what a report belongs to. */
export function addBuildOptions(command: Command): Command {
  return command
    .option(
      '--entity <ref>',
      'entity that the function belongs to, such as component:default/orders',
      parseEntityRef,
    )
    .option(
      '--function <name>',
      'name of the function, if the entity has more',
      matching(
        /^[A-Za-z0-9_.-]{1,140}$/,
        'Write up to 140 letters, digits, hyphens, dots and underscores.',
      ),
    )
    .option(
      '--commit <id>',
      'commit that was built',
      matching(/^[0-9a-fA-F]{7,64}$/, 'Write 7 to 64 hexadecimal digits.'),
    )
    .option('--build-url <url>', 'page of the build')
    .option(
      '--build-number <number>',
      'number of the build',
      matching(/^[^\p{Cc}\p{Cs}]{1,100}$/u, 'Write up to 100 characters.'),
    );
}

/** What the portal would refuse is refused before anything is scanned. */
function matching(pattern: RegExp, sentence: string) {
  return (value: string): string => {
    if (!pattern.test(value)) {
      throw new InvalidArgumentError(sentence);
    }
    return value;
  };
}

/**
 * Where a report goes. The token comes from the environment only: arguments
 * are seen by every process of a machine, and stand in logs.
 */
export function uploadTargetOf(
  options: UploadOptionValues & { url: string },
  env: Readonly<Record<string, string | undefined>>,
  dryRun: boolean = false,
): UploadTarget {
  const { entity, buildUrl } = options;
  const address = uploadAddress(options.url);
  if (entity === undefined) {
    throw new UsageError(
      'Say with --entity what the function belongs to, such as component:default/orders.',
    );
  }
  const token = env.LAMBDA_COMPAT_TOKEN ?? '';
  if (token === '' && !dryRun) {
    throw new UsageError(
      'The environment has no LAMBDA_COMPAT_TOKEN; it holds the token of a service that may upload reports.',
    );
  }
  if (!dryRun && !/^[\x21-\x7e]{1,8192}$/.test(token)) {
    throw new UsageError(
      'LAMBDA_COMPAT_TOKEN holds something that no token has, such as a blank or a line end.',
    );
  }
  if (
    buildUrl !== undefined &&
    !['http:', 'https:'].includes(URL.parse(buildUrl)?.protocol ?? '')
  ) {
    throw new UsageError('--build-url is no address.');
  }
  return {
    address,
    token,
    entityRef: entity,
    function: options.function,
    build: {
      url: buildUrl,
      commit: options.commit,
      number: options.buildNumber,
    },
  };
}
