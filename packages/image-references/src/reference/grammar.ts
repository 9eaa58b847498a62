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

/*
 * The grammar of github.com/distribution/reference (regexp.go), which BuildKit
 * and Docker use, as scanners that read each character once. A regular
 * expression engine that backtracks would need memory in proportion to a
 * hostile input; these need none.
 */

const ZERO = 48;
const NINE = 57;
const UPPER_A = 65;
const UPPER_F = 70;
const UPPER_Z = 90;
const LOWER_A = 97;
const LOWER_F = 102;
const LOWER_Z = 122;
const MAX_TAG_LENGTH = 128;
const MIN_DIGEST_HEX_LENGTH = 32;

function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE;
}

function isLower(code: number): boolean {
  return code >= LOWER_A && code <= LOWER_Z;
}

function isLetter(code: number): boolean {
  return isLower(code) || (code >= UPPER_A && code <= UPPER_Z);
}

function isAlphanumeric(code: number): boolean {
  return isLetter(code) || isDigit(code);
}

function isPathCharacter(code: number): boolean {
  return isLower(code) || isDigit(code);
}

function isHex(code: number): boolean {
  return (
    isDigit(code) ||
    (code >= LOWER_A && code <= LOWER_F) ||
    (code >= UPPER_A && code <= UPPER_F)
  );
}

function every(
  text: string,
  start: number,
  end: number,
  accepts: (code: number) => boolean,
): boolean {
  for (let i = start; i < end; i++) {
    if (!accepts(text.charCodeAt(i))) {
      return false;
    }
  }
  return true;
}

/** One dot, one or two underscores, or any number of dashes. */
function isPathSeparator(text: string, start: number, end: number): boolean {
  const first = text[start];
  if (first === '-') {
    return every(text, start, end, code => code === 45);
  }
  if (first === '_') {
    return end - start === 1 || (end - start === 2 && text[start + 1] === '_');
  }
  return first === '.' && end - start === 1;
}

function isPathComponent(text: string, start: number, end: number): boolean {
  let at = start;
  while (at < end) {
    const wordStart = at;
    while (at < end && isPathCharacter(text.charCodeAt(at))) {
      at++;
    }
    if (at === wordStart) {
      return false;
    }
    if (at === end) {
      return true;
    }
    const separatorStart = at;
    while (at < end && !isPathCharacter(text.charCodeAt(at))) {
      at++;
    }
    if (!isPathSeparator(text, separatorStart, at)) {
      return false;
    }
  }
  return false;
}

/**
 * Whether the text is a repository path: components separated by slashes.
 *
 * @internal
 */
export function isRemoteName(text: string): boolean {
  let start = 0;
  for (;;) {
    const slash = text.indexOf('/', start);
    const end = slash < 0 ? text.length : slash;
    if (!isPathComponent(text, start, end)) {
      return false;
    }
    if (slash < 0) {
      return true;
    }
    start = slash + 1;
  }
}

function isDomainComponent(text: string, start: number, end: number): boolean {
  return (
    end > start &&
    isAlphanumeric(text.charCodeAt(start)) &&
    isAlphanumeric(text.charCodeAt(end - 1)) &&
    every(text, start, end, code => isAlphanumeric(code) || code === 45)
  );
}

function isDomainName(text: string, end: number): boolean {
  let start = 0;
  for (;;) {
    const dot = text.indexOf('.', start);
    const componentEnd = dot < 0 || dot > end ? end : dot;
    if (!isDomainComponent(text, start, componentEnd)) {
      return false;
    }
    if (componentEnd === end) {
      return true;
    }
    start = componentEnd + 1;
  }
}

/**
 * Whether the text is a registry: a host name, an IPv4 address or an IPv6
 * address in brackets, with an optional port.
 *
 * @internal
 */
export function isDomain(text: string): boolean {
  let hostEnd = text.length;
  if (text.startsWith('[')) {
    const bracket = text.indexOf(']');
    if (
      bracket < 2 ||
      !every(text, 1, bracket, code => isHex(code) || code === 58)
    ) {
      return false;
    }
    hostEnd = bracket + 1;
  } else {
    const colon = text.indexOf(':');
    hostEnd = colon < 0 ? text.length : colon;
    if (!isDomainName(text, hostEnd)) {
      return false;
    }
  }
  if (hostEnd === text.length) {
    return true;
  }
  return (
    text[hostEnd] === ':' &&
    hostEnd + 1 < text.length &&
    every(text, hostEnd + 1, text.length, isDigit)
  );
}

/**
 * Whether the text is a tag: a word character, then up to 127 word characters,
 * dots and dashes.
 *
 * @internal
 */
export function isTag(text: string): boolean {
  return (
    text.length > 0 &&
    text.length <= MAX_TAG_LENGTH &&
    text[0] !== '.' &&
    text[0] !== '-' &&
    every(
      text,
      0,
      text.length,
      code => isAlphanumeric(code) || code === 95 || code === 46 || code === 45,
    )
  );
}

function isDigestAlgorithm(text: string, end: number): boolean {
  let atComponentStart = true;
  for (let i = 0; i < end; i++) {
    const code = text.charCodeAt(i);
    if (atComponentStart) {
      if (!isLetter(code)) {
        return false;
      }
      atComponentStart = false;
    } else if (code === 43 || code === 45 || code === 46 || code === 95) {
      atComponentStart = true;
    } else if (!isAlphanumeric(code)) {
      return false;
    }
  }
  return !atComponentStart;
}

/**
 * Whether the text has the form of a digest. The algorithm is not looked up
 * and the length not checked against it: see `digestProblem`.
 *
 * @internal
 */
export function hasDigestForm(text: string): boolean {
  const colon = text.indexOf(':');
  return (
    colon > 0 &&
    isDigestAlgorithm(text, colon) &&
    text.length - colon - 1 >= MIN_DIGEST_HEX_LENGTH &&
    every(text, colon + 1, text.length, isHex)
  );
}

/**
 * Whether the text is 64 lower-case hexadecimal digits, which Docker keeps for
 * image identifiers and refuses as a repository name.
 *
 * @internal
 */
export function isIdentifier(text: string): boolean {
  return (
    text.length === 64 &&
    every(
      text,
      0,
      64,
      code => isDigit(code) || (code >= LOWER_A && code <= LOWER_F),
    )
  );
}

/**
 * A name with its registry, where it has one. Null where the text is no name.
 *
 * @internal
 */
export function splitName(
  name: string,
): { domain: string; path: string } | null {
  const slash = name.indexOf('/');
  if (slash > 0 && isDomain(name.slice(0, slash))) {
    const path = name.slice(slash + 1);
    return isRemoteName(path) ? { domain: name.slice(0, slash), path } : null;
  }
  return isRemoteName(name) ? { domain: '', path: name } : null;
}
