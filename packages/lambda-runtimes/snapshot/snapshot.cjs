#!/usr/bin/env node
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

'use strict';

// Measures the Lambda runtime it runs in: which libraries the loader finds, and
// which versions they define. Prints one JSON document, a runtime profile of
// lambda-compat. Reads only the folders in which the loader looks; writes and
// sends nothing. One file, no dependencies, Node.js 10 or later; see README.md.

const fs = require('fs');
const path = require('path');

const ARCHITECTURES = { 62: 'x86_64', 183: 'arm64' };
const WITH_SYMBOLS = [
  'libc.so.6',
  'libm.so.6',
  'libstdc++.so.6',
  'libgcc_s.so.1',
];
// Versions with more symbols are old ones, of which every release has all.
const MAX_SYMBOLS = 300;
const LOADERS = [
  '/lib64/ld-linux-x86-64.so.2',
  '/lib64/ld-lsb-x86-64.so.3',
  '/lib/ld-linux-aarch64.so.1',
  '/lib/ld-linux.so.2',
  '/lib/ld-musl-x86_64.so.1',
  '/lib/ld-musl-aarch64.so.1',
];
const DEFAULT_FOLDERS = [
  '/lib64',
  '/usr/lib64',
  '/lib',
  '/usr/lib',
  '/lib/x86_64-linux-gnu',
  '/usr/lib/x86_64-linux-gnu',
  '/lib/aarch64-linux-gnu',
  '/usr/lib/aarch64-linux-gnu',
];

function readText(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** What is there and cannot be read: then nothing is known to be absent. */
const unreadable = [];

function note(error, file) {
  // What is not there, or is no folder, the loader passes over too.
  if (!['ENOENT', 'ENOTDIR', 'ELOOP'].includes(error.code)) {
    unreadable.push(file);
  }
}

function list(folder) {
  try {
    return fs.readdirSync(folder).sort();
  } catch (error) {
    note(error, folder);
    return [];
  }
}

/** Folders of /etc/ld.so.conf and of the files it includes. */
function configuredFolders(file, depth) {
  const folders = [];
  for (const line of readText(file).split('\n')) {
    const words = line
      .split('#')[0]
      .trim()
      .split(/[\s:,]+/);
    if (words[0] === 'include') {
      for (const pattern of words.slice(1)) {
        const folder = path.resolve('/etc', path.dirname(pattern));
        const matches = path.basename(pattern) === '*.conf' && depth > 0;
        for (const name of matches ? list(folder) : []) {
          if (name.endsWith('.conf')) {
            folders.push.apply(
              folders,
              configuredFolders(path.join(folder, name), depth - 1),
            );
          }
        }
      }
    } else if (words[0] !== 'hwcap') {
      folders.push.apply(
        folders,
        words.filter(word => word[0] === '/'),
      );
    }
  }
  return folders;
}

/** Which Amazon Linux it is, by /etc/os-release. */
function readSystem() {
  const text = readText('/etc/os-release');
  const id = /^ID="?amzn"?$/m.test(text);
  const version = /^VERSION_ID="?(\d+)/m.exec(text);
  const system = version && `al${version[1] === '2018' ? 1 : version[1]}`;
  return id && ['al1', 'al2', 'al2023', 'al2027'].includes(system)
    ? system
    : null;
}

/** The program headers and dynamic section of a 64 bit little-endian library. */
function readDynamic(bytes) {
  const at = offset => bytes.readUInt32LE(offset);
  const long = offset => at(offset) + at(offset + 4) * 0x100000000;
  const segments = [];
  const size = bytes.readUInt16LE(54);
  for (let i = 0; i < bytes.readUInt16LE(56); i++) {
    const header = long(32) + i * size;
    segments.push({
      type: at(header),
      offset: long(header + 8),
      address: long(header + 16),
      size: long(header + 32),
    });
  }
  const offsetOf = address => {
    const segment = segments.find(
      s => s.type === 1 && address >= s.address && address < s.address + s.size,
    );
    if (!segment) {
      throw new Error('an address that no segment has');
    }
    return segment.offset + address - segment.address;
  };
  const tags = {};
  const dynamic = segments.find(segment => segment.type === 2);
  for (let entry = dynamic ? dynamic.offset : -1; entry >= 0; entry += 16) {
    const tag = at(entry);
    if (tag === 0) {
      break;
    }
    tags[tag] = long(entry + 8);
  }
  return { at, tags, offsetOf };
}

/** Names of the versions that a library defines, by their index. */
function readVersions(bytes, dynamic, text) {
  const { at, tags, offsetOf } = dynamic;
  const versions = {};
  let offset = tags[0x6ffffffc] === undefined ? -1 : offsetOf(tags[0x6ffffffc]);
  for (let i = 0; offset >= 0 && i < tags[0x6ffffffd]; i++) {
    // VER_FLG_BASE names the library itself.
    if ((bytes.readUInt16LE(offset + 2) & 1) === 0) {
      versions[bytes.readUInt16LE(offset + 4)] = text(
        at(offset + at(offset + 12)),
      );
    }
    offset = at(offset + 16) === 0 ? -1 : offset + at(offset + 16);
  }
  return versions;
}

/** Number of dynamic symbols, by the GNU hash table. */
function countSymbols(dynamic) {
  const { at, tags, offsetOf } = dynamic;
  if (tags[0x6ffffef5] === undefined) {
    return tags[4] === undefined ? 0 : at(offsetOf(tags[4]) + 4);
  }
  const table = offsetOf(tags[0x6ffffef5]);
  const first = at(table + 4);
  const buckets = table + 16 + at(table + 8) * 8;
  const chains = buckets + at(table) * 4;
  let last = 0;
  for (let i = 0; i < at(table); i++) {
    last = Math.max(last, at(buckets + i * 4));
  }
  if (last < first) {
    return first;
  }
  while ((at(chains + (last - first) * 4) & 1) === 0) {
    last++;
  }
  return last + 1;
}

function readSymbols(bytes, dynamic, text, versions) {
  const { at, tags, offsetOf } = dynamic;
  const symbols = {};
  const table = offsetOf(tags[6]);
  const indexes = offsetOf(tags[0x6ffffff0]);
  for (let i = 1; i < countSymbols(dynamic); i++) {
    const symbol = table + i * 24;
    const version = versions[bytes.readUInt16LE(indexes + i * 2) & 0x7fff];
    const name = text(at(symbol));
    const defined = bytes.readUInt16LE(symbol + 6) !== 0;
    // Local symbols, and the names of the versions, are none that a program
    // can need.
    const offered = bytes[symbol + 4] >> 4 !== 0 && name !== version;
    const visible = (bytes[symbol + 5] & 3) % 3 === 0;
    if (
      version &&
      defined &&
      offered &&
      visible &&
      !/_PRIVATE$/.test(version)
    ) {
      (symbols[version] = symbols[version] || []).push(name);
    }
  }
  const result = {};
  for (const version of Object.keys(symbols)) {
    if (symbols[version].length <= MAX_SYMBOLS) {
      result[version] = { names: symbols[version].sort(), complete: true };
    }
  }
  return result;
}

/** What a library is for, and what it provides; null for another machine. */
function measureLibrary(file, name) {
  const bytes = fs.readFileSync(file);
  const library = {
    present: 'no',
    path: file,
    versions: [],
    otherVersions: 'no',
    source: 'measured',
  };
  if (bytes.length < 64 || bytes.readUInt32BE(0) !== 0x7f454c46) {
    return { architecture: null, library };
  }
  const machine = ARCHITECTURES[bytes.readUInt16LE(18)];
  if (bytes[4] !== 2 || bytes[5] !== 1 || !machine) {
    return null;
  }
  library.present = 'yes';
  try {
    const dynamic = readDynamic(bytes);
    const strings = dynamic.offsetOf(dynamic.tags[5]);
    const text = offset =>
      bytes.toString(
        'utf8',
        strings + offset,
        bytes.indexOf(0, strings + offset),
      );
    const versions = readVersions(bytes, dynamic, text);
    library.versions = Object.keys(versions).map(index => versions[index]);
    if (WITH_SYMBOLS.indexOf(name) >= 0) {
      library.symbols = readSymbols(bytes, dynamic, text, versions);
    }
  } catch {
    library.otherVersions = 'unknown';
  }
  return { architecture: machine, library };
}

function snapshot() {
  const architecture = process.arch === 'arm64' ? 'arm64' : 'x86_64';
  const libraryPath = (process.env.LD_LIBRARY_PATH || '')
    .split(':')
    .filter(Boolean);
  const folders = Array.from(
    new Set(
      libraryPath
        .concat(configuredFolders('/etc/ld.so.conf', 4), DEFAULT_FOLDERS)
        .filter(
          folder =>
            folder[0] === '/' && !/^\/(?:var\/task|opt)(?:\/|$)/.test(folder),
        )
        .map(folder => folder.replace(/(.)\/+$/, '$1')),
    ),
  );
  const libraries = {};
  const interpreters = LOADERS.concat(
    LOADERS.map(loader => `/usr${loader}`),
  ).filter(loader => fs.existsSync(loader));
  for (const folder of folders) {
    for (const name of list(folder)) {
      const file = `${folder}/${name}`;
      if (/\.so(?:\.|$)/.test(name) && !libraries[name]) {
        try {
          const found = fs.statSync(file).isFile()
            ? measureLibrary(file, name)
            : null;
          // The loader passes over libraries of another machine.
          if (found && (found.architecture || architecture) === architecture) {
            libraries[name] = found.library;
          }
        } catch (error) {
          note(error, file);
        }
      }
    }
  }
  // Runtimes without a language do not say what they are.
  const runtime = (
    process.env.LAMBDA_COMPAT_RUNTIME ||
    process.env.AWS_EXECUTION_ENV ||
    ''
  ).replace(/^AWS_Lambda_/, '');
  const day = new Date().toISOString().slice(0, 10);
  const region = process.env.AWS_REGION || '';
  const where = `${runtime || process.env.HOSTNAME || 'this system'}${
    region ? ` in ${region}` : ''
  }`;
  return {
    schema: 'lambda-compat/runtime-profile/v1',
    id: `snapshot:${runtime || 'system'}/${architecture}@${day}`,
    name: `${where}, ${architecture}, snapshot of ${day}`,
    origin: 'snapshot',
    runtime: runtime && /^[a-z0-9.-]+$/.test(runtime) ? runtime : null,
    operatingSystem: readSystem(),
    architecture,
    packageType: process.env.LAMBDA_COMPAT_PACKAGE_TYPE || 'zip',
    asOf: day,
    libraryPath,
    states: [
      {
        id: 'measured',
        name: where,
        from: null,
        until: null,
        arrival: null,
        libraries,
        otherLibraries:
          unreadable.length === 0
            ? { present: 'no', source: 'measured' }
            : {
                present: 'unknown',
                source: 'measured',
                undecided: `whether ${where} has it: ${unreadable[0]} could not be read`,
              },
        interpreters,
        otherInterpreters: 'unknown',
        folders: unreadable.length === 0 ? folders : [],
        interpreterSource: 'measured',
      },
    ],
    undecided: null,
    sources: {
      measured: {
        text: `measured inside of ${where} by snapshot.cjs`,
        asOf: day,
        grade: 'measured',
      },
    },
  };
}

/** The handler of a function with a Node.js runtime: `snapshot.handler`. */
exports.handler = async () => snapshot();

if (require.main === module) {
  // Lines, because a log has a limit for each.
  process.stdout.write(`${JSON.stringify(snapshot(), null, 1)}\n`);
}
