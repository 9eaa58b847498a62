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

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './servers';

const START_MS = 15_000;
const STOP_MS = 5_000;
const ATTEMPTS = 3;

/** The one user of a registry with Basic authentication. */
export const BASIC_USER = { username: 'reader', password: 'open sesame' };
/** That password by bcrypt, which Node.js has not and the registry wants. */
const BASIC_HASH =
  '$2y$05$abcdefghijklmnopqrstuupx2xBUC4954936wVIjyyPHmUBFu0wCW';

/** What a real registry is set up with. */
export interface DockerRegistryOptions {
  auth?:
    | 'basic'
    | {
        /** Address of the token service. */
        realm: string;
        issuer: string;
        service: string;
        /** PEM of who signs. */
        certificate: string;
      };
  /** Origin whose images it hands on: it is a pull-through mirror then. */
  mirrorOf?: string;
  /** Origin that blobs are redirected to. */
  redirectBlobsTo?: string;
  /** Address that is told of pushes. */
  notify?: string;
  /** Folder with what it holds; by default an empty one of its own. */
  storage?: string;
}

/**
 * Debian's docker-registry (CNCF distribution) as a process on a free port of
 * loopback, with files below the system's temporary folder.
 */
export class DockerRegistry {
  readonly origin: string;
  readonly storage: string;
  readonly #folder: string;
  readonly #process: ChildProcess;
  readonly #kill = () => {
    this.#process.kill('SIGKILL');
  };

  static async start(
    options: DockerRegistryOptions = {},
  ): Promise<DockerRegistry> {
    for (let attempt = 1; ; attempt += 1) {
      const registry = new DockerRegistry(options, await freePort());
      try {
        await registry.#untilReady();
        return registry;
      } catch (error) {
        await registry.stop();
        // Somebody else may have taken the port in between.
        if (attempt === ATTEMPTS) {
          throw error;
        }
      }
    }
  }

  private constructor(options: DockerRegistryOptions, port: number) {
    this.#folder = fs.mkdtempSync(
      path.join(os.tmpdir(), 'lambda-compat-registry-'),
    );
    this.storage = options.storage ?? path.join(this.#folder, 'storage');
    this.origin = `http://127.0.0.1:${port}`;
    const file = path.join(this.#folder, 'config.yml');
    // JSON is YAML, too.
    fs.writeFileSync(file, JSON.stringify(this.#configuration(options, port)));
    this.#process = spawn('docker-registry', ['serve', file], {
      stdio: 'ignore',
    });
    // Where it is not installed, `untilReady` fails.
    this.#process.on('error', () => {});
    process.once('exit', this.#kill);
  }

  /** As in references. */
  get host(): string {
    return new URL(this.origin).host;
  }

  /** It stays connected and says nothing more, like a machine that hangs. */
  freeze(): void {
    this.#process.kill('SIGSTOP');
  }

  thaw(): void {
    this.#process.kill('SIGCONT');
  }

  async stop(): Promise<void> {
    const child = this.#process;
    const runs = child.exitCode === null && child.signalCode === null;
    if (child.pid !== undefined && runs) {
      const exited = once(child, 'exit');
      child.kill('SIGCONT');
      child.kill('SIGTERM');
      const late = setTimeout(this.#kill, STOP_MS);
      await exited;
      clearTimeout(late);
    }
    process.removeListener('exit', this.#kill);
    fs.rmSync(this.#folder, { recursive: true, force: true });
  }

  #configuration(options: DockerRegistryOptions, port: number) {
    const { auth, mirrorOf, notify, redirectBlobsTo } = options;
    const password = path.join(this.#folder, 'htpasswd');
    const bundle = path.join(this.#folder, 'issuer.pem');
    if (auth === 'basic') {
      fs.writeFileSync(password, `${BASIC_USER.username}:${BASIC_HASH}\n`);
    } else if (auth) {
      fs.writeFileSync(bundle, auth.certificate);
    }
    return {
      version: 0.1,
      // `fatal` is no level of it; it would end without a word.
      log: { level: 'error' },
      storage: {
        filesystem: { rootdirectory: this.storage },
        delete: { enabled: true },
        redirect: { disable: redirectBlobsTo === undefined },
      },
      http: { addr: `127.0.0.1:${port}` },
      ...(auth === 'basic' && {
        auth: { htpasswd: { realm: 'lambda-compat', path: password } },
      }),
      ...(typeof auth === 'object' && {
        auth: {
          token: {
            realm: auth.realm,
            issuer: auth.issuer,
            service: auth.service,
            rootcertbundle: bundle,
          },
        },
      }),
      ...(mirrorOf && { proxy: { remoteurl: mirrorOf } }),
      ...(redirectBlobsTo && {
        middleware: {
          storage: [
            { name: 'redirect', options: { baseurl: `${redirectBlobsTo}/` } },
          ],
        },
      }),
      ...(notify && {
        notifications: {
          endpoints: [
            {
              name: 'test',
              url: notify,
              timeout: '2s',
              threshold: 5,
              backoff: '1s',
            },
          ],
        },
      }),
    };
  }

  async #untilReady(): Promise<void> {
    const end = Date.now() + START_MS;
    while (Date.now() < end) {
      if (this.#process.exitCode !== null || this.#process.pid === undefined) {
        break;
      }
      try {
        const { status } = await fetch(`${this.origin}/v2/`, {
          signal: AbortSignal.timeout(2_000),
        });
        if (status === 200 || status === 401) {
          return;
        }
      } catch {
        // It does not listen yet.
      }
      await sleep(50);
    }
    throw new Error('docker-registry does not start');
  }
}
