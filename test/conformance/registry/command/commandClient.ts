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

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type {
  Answer,
  ClientSettings,
  ClientUnderTest,
  Question,
  StartedClient,
} from '../client';
import { DEFAULT_PATIENCE } from '../runCase';
import { digestOf } from '../server/digest';

/**
 * The program for each kind of question, with places to be filled in:
 * `{reference}` (host/repository:tag, or host/repository@digest),
 * `{repository}` (host/repository), `{digest}` and `{platform}`.
 */
export type CommandTemplates = Partial<
  Record<'digest' | 'manifest' | 'platform' | 'blob' | 'tags', string>
>;

const TIME_LIMIT_MS = 60_000;
const LOOPBACK = /^(127\.0\.0\.1|localhost):/;
const MAX_OUTPUT = 64 * 1024 * 1024;

interface Outcome {
  code: number | null;
  stdout: Buffer;
  stderr: string;
}

class StartedCommand implements StartedClient {
  readonly #templates: CommandTemplates;
  readonly #settings: ClientSettings;
  readonly #home = fs.mkdtempSync(path.join(os.tmpdir(), 'registry-client-'));

  constructor(templates: CommandTemplates, settings: ClientSettings) {
    this.#templates = templates;
    this.#settings = settings;
    const auths = Object.fromEntries(
      settings.registries.flatMap(({ credentials, host }) => {
        const { username, password } = credentials ?? {};
        const auth = Buffer.from(`${username}:${password}`).toString('base64');
        return credentials ? [[host, { auth }]] : [];
      }),
    );
    this.#write('config.json', JSON.stringify({ auths }));
    this.#write(
      'ca.pem',
      settings.registries.map(({ ca }) => ca ?? '').join('\n'),
    );
  }

  async ask(question: Question): Promise<Answer> {
    const missing = this.#whyNot(question);
    if (missing !== undefined) {
      return { cannot: missing };
    }
    const { code, stdout, stderr } = await this.#run(this.#words(question));
    if (code !== 0) {
      return {
        failure: 'unknown',
        message: stderr.trim().split('\n').at(-1) ?? `exit code ${code}`,
      };
    }
    switch (question.ask) {
      case 'manifest':
      case 'blob':
      case 'config': {
        const sha512 = wantedDigest(question)?.startsWith('sha512:');
        return { digest: digestOf(stdout, sha512 ? 'sha512' : 'sha256') };
      }
      case 'tags':
        return {
          tags: stdout
            .toString()
            .split('\n')
            .filter(line => line !== ''),
        };
      default: {
        const said = stdout.toString();
        return { digest: /sha\d+:[0-9a-fA-F]+/.exec(said)?.[0] ?? said.trim() };
      }
    }
  }

  async close(): Promise<void> {
    fs.rmSync(this.#home, { recursive: true, force: true });
  }

  /** What of a case a program cannot be told. */
  #whyNot(question: Question): string | undefined {
    const { names, patience, registries } = this.#settings;
    if (!this.#template(question)) {
      return `no command for the question ${question.ask}`;
    }
    if (Object.keys(names).length > 0) {
      return 'a program resolves names by itself';
    }
    if (
      registries.some(({ allowPrivateAddresses }) => !allowPrivateAddresses)
    ) {
      return 'a program cannot be told which addresses are allowed';
    }
    if (registries.some(({ host }) => !LOOPBACK.test(host))) {
      return 'whether a program asked an address elsewhere cannot be seen';
    }
    if (registries.some(registry => registry.requestsPerSecond !== undefined)) {
      return 'a program cannot be told a rate';
    }
    return isDeepStrictEqual(patience, DEFAULT_PATIENCE)
      ? undefined
      : 'a program cannot be told how long to wait';
  }

  #template(question: Question): string | undefined {
    switch (question.ask) {
      case 'config':
        return this.#templates.blob;
      case 'platforms':
      case 'quota':
        return undefined;
      default:
        return this.#templates[question.ask];
    }
  }

  #words(question: Question): string[] {
    const { registry, repository, tag } = question.image;
    const name = `${registry}/${repository}`;
    const digest = wantedDigest(question);
    const places: Record<string, string> = {
      reference: digest ? `${name}@${digest}` : `${name}:${tag}`,
      repository: name,
      digest: digest ?? '',
      platform: question.ask === 'platform' ? question.platform : '',
    };
    return this.#template(question)!
      .split(/\s+/)
      .filter(word => word !== '')
      .map(word =>
        word.replace(/\{(\w+)\}/g, (whole, key) => places[key] ?? whole),
      );
  }

  async #run([program, ...args]: string[]): Promise<Outcome> {
    const child = spawn(program, args, {
      env: {
        ...process.env,
        HOME: this.#home,
        DOCKER_CONFIG: this.#home,
        REGISTRY_AUTH_FILE: path.join(this.#home, 'config.json'),
        SSL_CERT_FILE: path.join(this.#home, 'ca.pem'),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: TIME_LIMIT_MS,
      killSignal: 'SIGKILL',
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    let size = 0;
    child.stdout.on('data', (piece: Buffer) => {
      size += piece.length;
      if (size > MAX_OUTPUT) {
        child.kill('SIGKILL');
      } else {
        stdout.push(piece);
      }
    });
    child.stderr.on('data', (piece: Buffer) => {
      if (stderr.length < 1000) {
        stderr.push(piece);
      }
    });
    const [code] = await once(child, 'close');
    return {
      code,
      stdout: Buffer.concat(stdout),
      stderr: Buffer.concat(stderr).toString(),
    };
  }

  #write(name: string, text: string): void {
    fs.writeFileSync(path.join(this.#home, name), text);
  }
}

/**
 * A program that is started anew for every question and says its answer on
 * standard output, and by its exit code whether it has one.
 */
export function commandClient(templates: CommandTemplates): ClientUnderTest {
  return {
    name: Object.values(templates).join('; '),
    forgets: true,
    start: async settings => new StartedCommand(templates, settings),
  };
}

function wantedDigest(question: Question): string | undefined {
  switch (question.ask) {
    case 'manifest':
      return question.digest;
    case 'blob':
      return question.blob.digest;
    case 'config':
      return question.config.digest;
    default:
      return undefined;
  }
}
