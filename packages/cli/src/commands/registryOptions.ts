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

import type { RegistrySettings } from '@lambda-compat/oci-registry';
import { type Command, InvalidArgumentError } from 'commander';
import { registryHost } from '../registries/registryNames';
import { RegistrySession } from '../registries/RegistrySession';
import type { CommandContext } from './CommandContext';
import { sayNote } from './messages';

/** Options that say which registries are asked in another way than usual. */
export interface RegistryOptionValues {
  insecureRegistry?: readonly string[];
  allowPrivate?: readonly string[];
}

/** Adds the options that all commands share which ask registries. */
export function addRegistryOptions(command: Command): Command {
  return command
    .option(
      '--insecure-registry <host>',
      'registry that is asked over HTTP, at a private address too (repeatable)',
      collectHosts,
    )
    .option(
      '--allow-private <host>',
      'host that may have a private or loopback address (repeatable)',
      collectHosts,
    );
}

function collectHosts(
  value: string,
  previous: readonly string[] | undefined,
): readonly string[] {
  const host = registryHost(value);
  if (host === undefined) {
    throw new InvalidArgumentError(
      'Write the host as image references have it, such as registry.example.com:5000.',
    );
  }
  return [...(previous ?? []), host];
}

/** Opens what a command asks through. */
export function openRegistries(
  options: RegistryOptionValues,
  context: CommandContext,
): RegistrySession {
  const { env, cwd } = context.io;
  return RegistrySession.open({
    registries: settingsOf(options),
    env,
    cwd,
    note: sentence => sayNote(sentence, context),
  });
}

function settingsOf({
  insecureRegistry = [],
  allowPrivate = [],
}: RegistryOptionValues): RegistrySettings[] {
  const insecure = new Set(insecureRegistry);
  const hosts = new Set([...insecureRegistry, ...allowPrivate]);
  return [...hosts].map(host => ({
    host,
    allowPrivateAddresses: true,
    // What it redirects to, and where its tokens come from, is allowed when it
    // is named as well.
    redirectHosts: [...hosts],
    ...(insecure.has(host) && { endpoint: `http://${host}` }),
  }));
}
