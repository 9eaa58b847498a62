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

import { execFile } from 'node:child_process';
import crypto from 'node:crypto';
import { promisify } from 'node:util';

const run = promisify(execFile);
const TIME_MS = 120_000;
const MAX_OUTPUT = 16 * 1024 * 1024;

/** User and password of a registry. */
export interface SkopeoCredentials {
  username: string;
  password: string;
}

function credentialsOf(
  option: string,
  credentials: SkopeoCredentials | undefined,
): string[] {
  return credentials
    ? [`--${option}=${credentials.username}:${credentials.password}`]
    : [];
}

/**
 * Copies an image into a registry without TLS, as it is.
 *
 * @param source - with its transport: `oci:/folder:name`
 * @param target - as in references
 * @param more - further options of `skopeo copy`
 */
export async function pushImage(
  source: string,
  target: string,
  options: { credentials?: SkopeoCredentials; more?: string[] } = {},
): Promise<void> {
  await run(
    'skopeo',
    [
      '--insecure-policy',
      'copy',
      '--quiet',
      '--dest-tls-verify=false',
      ...credentialsOf('dest-creds', options.credentials),
      ...(options.more ?? ['--all', '--preserve-digests']),
      source,
      `docker://${target}`,
    ],
    { timeout: TIME_MS },
  );
}

/** What skopeo, which knows nothing of us, finds a tag to point to. */
export async function digestBySkopeo(
  reference: string,
  credentials?: SkopeoCredentials,
): Promise<string> {
  const { stdout } = await run(
    'skopeo',
    [
      'inspect',
      '--raw',
      '--tls-verify=false',
      ...credentialsOf('creds', credentials),
      `docker://${reference}`,
    ],
    { encoding: 'buffer', maxBuffer: MAX_OUTPUT, timeout: TIME_MS },
  );
  const hash = crypto.createHash('sha256').update(stdout).digest('hex');
  return `sha256:${hash}`;
}

/** Deletes the manifest of a tag, and with it all tags of that digest. */
export async function deleteImage(
  reference: string,
  credentials?: SkopeoCredentials,
): Promise<void> {
  await run(
    'skopeo',
    [
      'delete',
      '--tls-verify=false',
      ...credentialsOf('creds', credentials),
      `docker://${reference}`,
    ],
    { timeout: TIME_MS },
  );
}
