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

import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type {
  CredentialsProvider,
  RegistryCredentials,
} from '@lambda-compat/oci-registry';
import { InfrastructureError } from '../commands/InfrastructureError';
import { readJsonFile } from '../files/readJsonFile';
import { systemErrorCode } from '../files/systemErrors';
import { askCredentialHelper } from './askCredentialHelper';
import { ConfiguredCredentials, DockerConfig } from './DockerConfig';

export interface LocalCredentialsOptions {
  env: Readonly<Record<string, string | undefined>>;
  /** Relative paths in the environment start here. */
  cwd: string;
  /** Told why something that is configured is not used. */
  note: (sentence: string) => void;
}

/**
 * The credentials that the machine's container tools have: Podman's and
 * Docker's configuration files, and the credential helpers named in them.
 * Read once, and only when a registry asks for credentials.
 */
export class LocalCredentials implements CredentialsProvider {
  readonly name = 'local';
  readonly #options: LocalCredentialsOptions;
  #files: Promise<{ path: string; config: DockerConfig }[]> | undefined;

  private constructor(options: LocalCredentialsOptions) {
    this.#options = options;
  }

  static create(options: LocalCredentialsOptions): LocalCredentials {
    return new LocalCredentials(options);
  }

  async getCredentials(
    registry: string,
    { signal }: { signal: AbortSignal },
  ): Promise<RegistryCredentials | undefined> {
    this.#files ??= this.#readFiles();
    for (const { path, config } of await this.#files) {
      for (const configured of config.credentialsOf(registry)) {
        const credentials = await this.#take(
          `${path}: ${registry}`,
          configured,
          signal,
        );
        if (credentials) {
          return credentials;
        }
      }
    }
    return undefined;
  }

  async #take(
    place: string,
    configured: ConfiguredCredentials,
    signal: AbortSignal,
  ): Promise<RegistryCredentials | undefined> {
    switch (configured.type) {
      case 'password': {
        const { username, password } = configured;
        return { username, password };
      }
      case 'unusable':
        this.#options.note(`${place}: ${configured.reason}; it is not used.`);
        return undefined;
      default: {
        const { helper, server } = configured;
        const { env } = this.#options;
        const answer = await askCredentialHelper(helper, server, {
          env,
          signal,
        });
        if (answer.type === 'failed') {
          this.#options.note(
            `${place}: docker-credential-${helper}: ${answer.reason}; it is not used.`,
          );
        }
        return answer.type === 'credentials' ? answer.credentials : undefined;
      }
    }
  }

  async #readFiles(): Promise<{ path: string; config: DockerConfig }[]> {
    const files: { path: string; config: DockerConfig }[] = [];
    for (const path of credentialFiles(this.#options.env)) {
      const config = await this.#readFile(path);
      if (config) {
        files.push({ path, config });
      }
    }
    return files;
  }

  async #readFile(path: string): Promise<DockerConfig | undefined> {
    const { cwd, note } = this.#options;
    if (await isMissing(resolve(cwd, path))) {
      return undefined;
    }
    try {
      const config = DockerConfig.from(await readJsonFile(path, cwd));
      if (!config) {
        note(`${path}: This is not a credentials file. It is not used.`);
      }
      return config;
    } catch (error) {
      if (error instanceof InfrastructureError) {
        note(`${error.message} It is not used.`);
        return undefined;
      }
      throw error;
    }
  }
}

async function isMissing(location: string): Promise<boolean> {
  try {
    await stat(location);
    return false;
  } catch (error) {
    const code = systemErrorCode(error);
    return code === 'ENOENT' || code === 'ENOTDIR';
  }
}

/** Where Podman keeps credentials, then where Docker does. */
function credentialFiles(
  env: Readonly<Record<string, string | undefined>>,
): string[] {
  const { REGISTRY_AUTH_FILE, XDG_RUNTIME_DIR, DOCKER_CONFIG } = env;
  const home = env.HOME ?? env.USERPROFILE;
  const files: (string | undefined)[] = [
    REGISTRY_AUTH_FILE ||
      (XDG_RUNTIME_DIR && join(XDG_RUNTIME_DIR, 'containers', 'auth.json')),
    DOCKER_CONFIG
      ? join(DOCKER_CONFIG, 'config.json')
      : home && join(home, '.docker', 'config.json'),
  ];
  return files.filter(file => file !== undefined && file !== '') as string[];
}
