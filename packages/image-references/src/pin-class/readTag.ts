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

import { hasBuildStamp } from './buildStamp';
import { operatingSystemParts } from './operatingSystems';

/**
 * What a tag says.
 *
 * @internal
 */
export interface TagParts {
  /** The stamp of one build: a date, a commit, a running number. */
  stamped: boolean;
  /** Whether the release of an operating system is named. */
  operatingSystem: boolean;
  /** The version as written, without `v` and pre-release; null without one. */
  version: string | null;
  /** How many numbers the version has. */
  components: number;
  /** A pre-release or build with its number: `rc1`, `ea-30`, `b08`. */
  numbered: boolean;
  /** A word for what moves on: `rc` without number, `nightly`, `main`. */
  moving: boolean;
  /** What is left: variants such as `slim`, companions such as `jdk17`. */
  words: string[];
}

const ARCHITECTURES = new Set(
  (
    'amd64 x86_64 x64 arm64 aarch64 arm64v8 arm32v5 arm32v6 arm32v7 armv6 ' +
    'armv7 armhf arm i386 386 ppc64le s390x riscv64 mips64le linux multiarch'
  ).split(' '),
);

// Words that say a name follows a line of development. Without a number behind
// them the tag moves with every step of it.
const MOVING_WORDS = new Set(
  (
    'alpha beta canary dev develop ea edge head insiders latest main master ' +
    'milestone next nightly pre preview rc snapshot testing tip trunk unstable'
  ).split(' '),
);

const NUMBERED_WORD =
  /^(?:a|alpha|b|beta|build|cr|dev|ea|m|milestone|p|pre|preview|r|rc)\.?\d+(?:\.\d+)*$/;
const PLAIN_NUMBER = /^\d+$/;
// 3.13.6, v1.2, 8u302, 17_35, 11.0.14.1_1, 1.18beta1, 8.0.0RC1, 1.1.1w
const VERSION = /^v?(\d+(?:\.\d+)*(?:u\d+)?(?:_\d+)?)(?:\.?([a-z]+)\.?(\d*))?$/;
// Behind the digits of a version; other letters make it a word: `32bit`.
const VERSION_ENDS = new Set(
  'a alpha b beta c cr dev ea final ga m p post pre preview r rc release sp'.split(
    ' ',
  ),
);
const NAMED_VERSION = /^[a-z]+(\d+(?:\.\d+)*)(?:\.x)?$/;
const STARTS_WITH_DIGIT = /^v?\d/;

interface Version {
  text: string;
  components: number;
  numbered: boolean;
  moving: boolean;
}

function readVersion(part: string): Version | null {
  const match = VERSION.exec(part);
  if (!match) {
    return null;
  }
  const [, text, letters = '', number = ''] = match;
  const isEnd =
    letters === '' ||
    VERSION_ENDS.has(letters) ||
    (letters.length === 1 && number === '');
  return isEnd
    ? {
        text,
        components: text.split(/[._u]/).length,
        numbered: letters !== '' && number !== '',
        moving: MOVING_WORDS.has(letters) && number === '',
      }
    : null;
}

/** `jdk17`, `nodejs10.x` and `8.al2` say which line it is, where nothing else does. */
function fallbackVersion(words: readonly string[]): Version | null {
  for (const word of words) {
    const named = NAMED_VERSION.exec(word);
    const text = named?.[1] ?? (STARTS_WITH_DIGIT.test(word) ? word : null);
    if (text !== null) {
      const components = named ? text.split('.').length : 1;
      return { text, components, numbered: false, moving: false };
    }
  }
  return null;
}

/**
 * Takes a tag apart.
 *
 * @param namesRelease - false for images of an operating system, where a code
 * name is the tag's own subject
 * @internal
 */
export function readTag(tag: string, namesRelease: boolean = true): TagParts {
  const parts = tag
    .toLowerCase()
    .split('-')
    .filter(part => part !== '' && !ARCHITECTURES.has(part));
  const rest: string[] = [];
  let operatingSystem = false;
  for (let i = 0; i < parts.length; i++) {
    const taken = namesRelease ? operatingSystemParts(parts, i) : 0;
    if (taken > 0) {
      operatingSystem = true;
      i += taken - 1;
    } else {
      rest.push(parts[i]);
    }
  }

  const versionAt = rest.findIndex(part => readVersion(part) !== null);
  let numbered = false;
  let moving = false;
  const words: string[] = [];
  rest.forEach((part, index) => {
    if (index === versionAt) {
      return;
    }
    if (NUMBERED_WORD.test(part)) {
      numbered = true;
      return;
    }
    if (MOVING_WORDS.has(part)) {
      const hasNumber = PLAIN_NUMBER.test(rest[index + 1] ?? '');
      numbered ||= hasNumber;
      moving ||= !hasNumber;
    }
    words.push(part);
  });

  const version =
    versionAt < 0 ? fallbackVersion(words) : readVersion(rest[versionAt]);
  return {
    stamped: hasBuildStamp(parts),
    operatingSystem,
    version: version?.text ?? null,
    components: version?.components ?? 0,
    numbered: numbered || Boolean(version?.numbered),
    moving: moving || Boolean(version?.moving),
    words,
  };
}
