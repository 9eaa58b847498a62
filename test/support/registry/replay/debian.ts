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

import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import zlib from 'node:zlib';
import { EnvHttpProxyAgent, ProxyAgent, request } from 'undici';
import { cacheFolder, sha256, writeWhole } from './cache';

export type Architecture = 'amd64' | 'arm64';
export type Suite = 'bullseye' | 'bookworm' | 'trixie' | 'sid';

/** A package of Debian that has been fetched. */
export interface DebianPackage {
  name: string;
  version: string;
  /** Of the .deb, in hexadecimal. */
  sha256: string;
  file: string;
}

interface IndexEntry {
  name: string;
  version: string;
  filename: string;
  sha256: string;
}

const DEFAULT_MIRROR = 'http://deb.debian.org/debian';
/** How long what a suite holds is believed; point releases come every two months. */
const INDEX_KEPT_MS = 7 * 24 * 3600_000;
const REQUEST_MS = 60_000;
const ATTEMPTS = 3;

/**
 * Fetches packages of a suite, for an architecture that need not be the
 * machine's. A second call reads them from the cache.
 *
 * @throws Error where the mirror cannot be reached or has them not
 */
export async function fetchPackages(
  suite: Suite,
  architecture: Architecture,
  names: readonly string[],
): Promise<DebianPackage[]> {
  const entries = await readIndex(suite, architecture, names);
  const folder = cacheFolder('packages');
  return Promise.all(
    entries.map(async entry => {
      const { name, sha256: expected, version } = entry;
      const file = path.join(folder, `${expected}.deb`);
      if (!fs.existsSync(file)) {
        const bytes = await persist(() =>
          fetchBytes(`${mirror()}/${entry.filename}`),
        );
        if (sha256(bytes) !== expected) {
          throw new Error(`${entry.filename} is not what the index says`);
        }
        writeWhole(file, bytes);
      }
      return { name, version, sha256: expected, file };
    }),
  );
}

async function readIndex(
  suite: Suite,
  architecture: Architecture,
  names: readonly string[],
): Promise<IndexEntry[]> {
  const key = sha256([mirror(), ...names].join('\n')).slice(0, 16);
  const file = path.join(
    cacheFolder('indexes'),
    `${suite}-${architecture}-${key}.json`,
  );
  const { mtimeMs } = fs.statSync(file, { throwIfNoEntry: false }) ?? {};
  if (mtimeMs !== undefined && Date.now() - mtimeMs < INDEX_KEPT_MS) {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  }
  const url = `${mirror()}/dists/${suite}/main/binary-${architecture}/Packages.gz`;
  const found = await persist(() => findInIndex(url, new Set(names)));
  const entries = names.map(name => {
    const entry = found.get(name);
    if (!entry) {
      throw new Error(`Debian ${suite} ${architecture} has no ${name}`);
    }
    return entry;
  });
  writeWhole(file, JSON.stringify(entries));
  return entries;
}

/**
 * Names of all packages of a suite with one of these priorities, sorted.
 *
 * @throws Error where the mirror cannot be reached
 */
export async function listPackages(
  suite: Suite,
  architecture: Architecture,
  priorities: readonly string[],
): Promise<string[]> {
  const key = sha256([mirror(), ...priorities].join('\n')).slice(0, 16);
  const file = path.join(
    cacheFolder('indexes'),
    `${suite}-${architecture}-priorities-${key}.json`,
  );
  const { mtimeMs } = fs.statSync(file, { throwIfNoEntry: false }) ?? {};
  if (mtimeMs !== undefined && Date.now() - mtimeMs < INDEX_KEPT_MS) {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  }
  const url = `${mirror()}/dists/${suite}/main/binary-${architecture}/Packages.gz`;
  const names = await persist(async () => {
    const found: string[] = [];
    let name = '';
    const text = (await open(url)).pipe(zlib.createGunzip());
    for await (const line of readline.createInterface({ input: text })) {
      if (line.startsWith('Package: ')) {
        name = line.slice('Package: '.length);
      } else if (priorities.some(one => line === `Priority: ${one}`)) {
        found.push(name);
      }
    }
    return found.sort();
  });
  writeWhole(file, JSON.stringify(names));
  return names;
}

/** Reads an index only as far as it takes: they have 13 MB, and are sorted. */
async function findInIndex(
  url: string,
  wanted: ReadonlySet<string>,
): Promise<Map<string, IndexEntry>> {
  const found = new Map<string, IndexEntry>();
  const body = await open(url);
  const text = body.pipe(zlib.createGunzip());
  let read = false;
  body.on('error', error => {
    if (!read) {
      text.destroy(error);
    }
  });
  let fields: Record<string, string> = {};
  for await (const line of readline.createInterface({ input: text })) {
    if (line !== '') {
      const [, field, value] = /^(\S+): (.*)$/.exec(line) ?? [];
      if (field) {
        fields[field] = value;
      }
      continue;
    }
    if (wanted.has(fields.Package)) {
      found.set(fields.Package, {
        name: fields.Package,
        version: fields.Version,
        filename: fields.Filename,
        sha256: fields.SHA256,
      });
    }
    if (found.size === wanted.size) {
      break;
    }
    fields = {};
  }
  read = true;
  body.destroy();
  return found;
}

let mirrorOfMachine: string | undefined;

/** The mirror that the machine's apt uses, where that is one of Debian. */
function mirror(): string {
  mirrorOfMachine ??= findMirror();
  return mirrorOfMachine;
}

function findMirror(): string {
  const { stdout } = spawnSync(
    'apt-get',
    ['indextargets', '--format', '$(ORIGIN)|$(LABEL)|$(REPO_URI)'],
    { encoding: 'utf8' },
  );
  const line = (stdout ?? '')
    .split('\n')
    .find(text => /^Debian\|Debian\|http/.test(text));
  return (line?.split('|')[2] ?? DEFAULT_MIRROR).replace(/\/$/, '');
}

/** The proxy of apt, else those of the environment. */
function createDispatcher() {
  const { stdout } = spawnSync(
    'apt-config',
    ['shell', 'PROXY', 'Acquire::http::Proxy'],
    { encoding: 'utf8' },
  );
  const proxy = /^PROXY='(http[^']+)'/.exec(stdout ?? '')?.[1];
  return proxy ? new ProxyAgent(proxy) : new EnvHttpProxyAgent();
}

let dispatcher: ReturnType<typeof createDispatcher> | undefined;

async function open(url: string): Promise<Readable> {
  dispatcher ??= createDispatcher();
  const { body, statusCode } = await request(url, {
    dispatcher,
    headersTimeout: REQUEST_MS,
    bodyTimeout: REQUEST_MS,
  });
  if (statusCode !== 200) {
    body.on('error', () => {});
    body.destroy();
    throw new Error(`${url}: ${statusCode}`);
  }
  return body;
}

async function fetchBytes(url: string): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of await open(url)) {
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/** Mirrors cut connections now and then. */
async function persist<T>(fetchOnce: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await fetchOnce();
    } catch (error) {
      if (attempt === ATTEMPTS) {
        throw error;
      }
      await sleep(500 * attempt);
    }
  }
}
