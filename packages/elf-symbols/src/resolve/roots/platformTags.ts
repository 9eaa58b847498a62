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
  DISTRIBUTIONS,
  LIBCS,
  MACHINES,
  MACHINES_BESIDE_OS,
  OS,
  RUNTIMES,
} from './platformNames';

/**
 * What the names in a path say about the platform a prebuilt file is for.
 *
 * @internal
 */
export interface PlatformTags {
  /** `linux`, `android`, `freebsd`, `other`; null where nothing says. */
  os: string | null;
  /**
   * As `uname -m`, one list for each place that names some: several in one
   * (`darwin-x64+arm64`) are alternatives, all lists must agree.
   */
  machines: string[][];
  libc: 'glibc' | 'musl' | null;
  /** What loads a `.node` file: `node`, `electron`, `node-webkit`. */
  runtime: string | null;
  /** Version of the binary interface of Node.js, such as `115`. */
  abi: string | null;
  /** Built with Node-API, which does not depend on the version of Node.js. */
  napi: boolean;
  /** What imports a Python module, such as `cpython-312` or `abi3`. */
  python: string | null;
  /** A Linux distribution by name, as in the RID `ubuntu.18.04-x64`. */
  distribution: string | null;
  /** How many tags there are. */
  count: number;
}

/** A path, split into what names a platform and what does not. */
export interface TaggedPath {
  tags: PlatformTags;
  /** The path without its tags: the same for all members of a set. */
  key: string;
  /** The key up to the first part with a tag, as for a whole package. */
  group: string;
}

/** Stands for a tag; no path holds it. */
const TAKEN = '\0';

/** Longer paths have their tags in the part that is looked at, or none. */
const MAX_PARTS = 256;

/**
 * Reads the platform that a path names, in whatever convention: folders
 * (`prebuilds/linux-x64`, `native/Linux/x86_64`, `runtimes/linux-x64`), package
 * names (`@img/sharp-linuxmusl-x64`), file names (`x.linux-x64-gnu.node`,
 * `x.cpython-312-aarch64-linux-gnu.so`) and the tags of node-gyp-build
 * (`node.abi115.glibc.node`).
 *
 * @internal
 */
export function readPlatformTags(path: string): TaggedPath {
  const tags: PlatformTags = {
    os: null,
    machines: [],
    libc: null,
    runtime: null,
    abi: null,
    napi: false,
    python: null,
    distribution: null,
    count: 0,
  };
  const words = splitWords(path);
  const isAddon = path.endsWith('.node');
  const isModule = path.endsWith('.so');
  const lastSlash = words.findLastIndex(({ text }) => text === '/');
  const kept: string[] = [];
  words.forEach((word, index) => {
    const inName = index > lastSlash;
    const taken =
      word.isWord &&
      (takePlatform(tags, word.text.toLowerCase(), words, index) ||
        (isAddon &&
          index < words.length - 1 &&
          (takeNodeVersion(tags, words, index) ||
            (inName && takeAddonTag(tags, word.text.toLowerCase())))) ||
        (isModule && inName && takePythonTag(tags, words, index)));
    if (taken) {
      tags.count += 1;
      kept.push(TAKEN);
    } else {
      kept.push(word.text);
    }
  });
  const marked = kept.join('');
  const slash = marked.indexOf('/', marked.indexOf(TAKEN));
  return {
    tags,
    key: withoutMarks(marked),
    group: withoutMarks(slash < 0 ? marked : marked.slice(0, slash)).replace(
      /\/$/,
      '',
    ),
  };
}

interface Word {
  text: string;
  /** A separator otherwise. */
  isWord: boolean;
}

function splitWords(path: string): Word[] {
  return path
    .split(/(x86[_-]64|aarch_64|aarch-64|[-./+_@!])/i)
    .filter(text => text !== '')
    .slice(-MAX_PARTS)
    .map(text => {
      const named = /^(?:x86[_-]64|aarch[_-]64)$/i.test(text);
      return {
        text: named ? text.replace(/[_-]/, '_').toLowerCase() : text,
        isWord: named || !/^[-./+_@!]$/.test(text),
      };
    })
    .map(({ text, isWord }) => ({
      text: text === 'aarch_64' ? 'aarch64' : text,
      isWord,
    }));
}

function takePlatform(
  tags: PlatformTags,
  word: string,
  words: Word[],
  index: number,
): boolean {
  const os = ownValue(OS, word);
  if (os !== undefined) {
    // Android comes as `linux-android` too.
    tags.os = tags.os === null || tags.os === 'linux' ? os : tags.os;
    if (word === 'linuxmusl') {
      tags.libc = 'musl';
    } else if (word === 'linuxglibc') {
      tags.libc = 'glibc';
    } else if (word === 'linux64') {
      tags.machines.push(['x86_64']);
    } else if (word === 'linux32') {
      tags.machines.push(['i386']);
    }
    return true;
  }
  const machine = ownValue(MACHINES, word);
  if (machine !== undefined) {
    const joined = words[index - 1]?.text === '+' && tags.machines.at(-1);
    if (joined) {
      joined.push(machine);
    } else {
      tags.machines.push([machine]);
    }
    return true;
  }
  const beside = besidePlatform(words, index);
  const weakMachine = ownValue(MACHINES_BESIDE_OS, word);
  if (weakMachine !== undefined && beside) {
    tags.machines.push([weakMachine]);
    return true;
  }
  const libc = ownValue(LIBCS, word);
  if (libc !== undefined && beside) {
    tags.libc = libc;
    return true;
  }
  if (isDistributionVersion(words, index)) {
    return true;
  }
  if (DISTRIBUTIONS.has(word) && beside) {
    tags.distribution = word;
    tags.os ??= 'linux';
    tags.libc ??= word === 'alpine' ? 'musl' : 'glibc';
    return true;
  }
  return false;
}

/** The numbers after a distribution, as in `ubuntu.18.04-x64`. */
function isDistributionVersion(words: Word[], index: number): boolean {
  let at = index;
  while (at >= 0 && /^(?:\d{1,4}|[.-])$/.test(words[at].text)) {
    at -= 1;
  }
  return (
    at < index &&
    words[index].isWord &&
    DISTRIBUTIONS.has(words[at]?.text.toLowerCase() ?? '')
  );
}

/** Tags in the name of an addon; `node` alone is one only beside others. */
function takeAddonTag(tags: PlatformTags, word: string): boolean {
  if (RUNTIMES.has(word)) {
    tags.runtime = word;
    return true;
  }
  if (word === 'napi') {
    tags.napi = true;
    return true;
  }
  if (word === 'glibc' || word === 'musl') {
    tags.libc = word;
    return true;
  }
  const numbered = /^(abi|uv|napi)(\d{1,4})$/.exec(word);
  if (numbered) {
    if (numbered[1] === 'abi') {
      tags.abi = numbered[2];
    } else if (numbered[1] === 'napi') {
      tags.napi = true;
    }
    return true;
  }
  return false;
}

/**
 * The version of the binary interface of Node.js, as in the folder
 * `node-v115-linux-x64` or the name `x-linux-x64-glibc-115.node`.
 */
function takeNodeVersion(
  tags: PlatformTags,
  words: Word[],
  index: number,
): boolean {
  const version = /^v?(\d{2,3})$/.exec(words[index].text)?.[1];
  const before = wordBefore(words, index);
  if (version === undefined || Number(version) < 46) {
    return false;
  }
  if (before === 'node' || before === 'electron') {
    tags.abi = version;
    tags.runtime ??= before;
    return true;
  }
  const named =
    ownValue(MACHINES, before) ??
    ownValue(LIBCS, before) ??
    ownValue(OS, before);
  if (named === undefined) {
    return false;
  }
  tags.abi = version;
  return true;
}

/** `cpython-312` and `abi3` in the name of a Python module. */
function takePythonTag(
  tags: PlatformTags,
  words: Word[],
  index: number,
): boolean {
  const { text } = words[index];
  if (text === 'abi3' || text === 'cpython') {
    tags.python = text;
    return true;
  }
  if (/^3\d{1,2}[dt]?$/.test(text) && wordBefore(words, index) === 'cpython') {
    tags.python = `cpython-${text}`;
    return true;
  }
  if (/^pypy\d{2,3}$/.test(text)) {
    tags.python = text;
    return true;
  }
  return false;
}

function wordBefore(words: Word[], index: number): string {
  for (let at = index - 1; at >= 0 && words[at].text !== '/'; at -= 1) {
    if (words[at].isWord) {
      return words[at].text.toLowerCase();
    }
  }
  return '';
}

/** Whether a word within two of it names a system, a machine or a C library. */
function besidePlatform(words: Word[], index: number): boolean {
  const near = (step: number) => {
    let seen = 0;
    for (let at = index + step; seen < 3 && words[at]; at += step) {
      if (words[at].isWord) {
        seen += 1;
        const word = words[at].text.toLowerCase();
        if (
          ownValue(OS, word) !== undefined ||
          ownValue(MACHINES, word) !== undefined
        ) {
          return true;
        }
      }
    }
    return false;
  };
  return near(-1) || near(1);
}

/** Never a name that every object inherits. */
function ownValue<T>(table: Record<string, T>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** A tag goes with the separator before it. */
function withoutMarks(marked: string): string {
  return marked.replace(/[-.+_]?\0/g, '').replace(/\/{2,64}/g, '/');
}
