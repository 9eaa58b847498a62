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

import { digestProblem } from './digest';
import { isIdentifier } from './grammar';
import {
  formatParsedReference,
  ParsedReference,
  ParseReferenceOptions,
  ParseReferenceResult,
  parseReference,
  referenceError,
} from './parseReference';

const DEFAULT_DOMAIN = 'docker.io';
const LEGACY_DEFAULT_DOMAIN = 'index.docker.io';
const OFFICIAL_PREFIX = 'library/';
const DEFAULT_TAG = 'latest';
// Of a hostile name only the beginning is repeated in the message.
const MAX_QUOTED_LENGTH = 100;

function quoted(text: string): string {
  return text.length > MAX_QUOTED_LENGTH
    ? `${text.slice(0, MAX_QUOTED_LENGTH)}…`
    : text;
}

/**
 * The registry and the rest. The first component is a registry where it has a
 * dot, a colon or an upper-case letter, or is `localhost`.
 */
function splitDockerDomain(text: string): { domain: string; rest: string } {
  const slash = text.indexOf('/');
  if (slash < 0) {
    return { domain: DEFAULT_DOMAIN, rest: `${OFFICIAL_PREFIX}${text}` };
  }
  const first = text.slice(0, slash);
  const isDomain =
    first === 'localhost' ||
    first.includes('.') ||
    first.includes(':') ||
    first !== first.toLowerCase();
  const domain = isDomain ? first : DEFAULT_DOMAIN;
  const rest = isDomain ? text.slice(slash + 1) : text;
  if (domain !== DEFAULT_DOMAIN && domain !== LEGACY_DEFAULT_DOMAIN) {
    return { domain, rest };
  }
  return {
    domain: DEFAULT_DOMAIN,
    rest: rest.includes('/') ? rest : `${OFFICIAL_PREFIX}${rest}`,
  };
}

/**
 * Takes a reference apart as Docker and BuildKit do: without a registry it is
 * Docker Hub's, there without a namespace `library/`. No tag is filled in.
 *
 * @internal
 */
export function parseNormalizedNamed(
  text: string,
  options: ParseReferenceOptions = {},
): ParseReferenceResult {
  if (isIdentifier(text)) {
    return referenceError(
      'name-is-identifier',
      `invalid repository name (${text}), cannot specify 64-byte hexadecimal strings`,
    );
  }
  const { domain, rest } = splitDockerDomain(text);
  const colon = rest.indexOf(':');
  const remote = colon < 0 ? rest : rest.slice(0, colon);
  if (remote !== remote.toLowerCase()) {
    return referenceError(
      'name-uppercase',
      `invalid reference format: repository name (${quoted(
        remote,
      )}) must be lowercase`,
    );
  }
  return parseReference(`${domain}/${rest}`, options);
}

/**
 * The reference with the tag `latest` where it has neither tag nor digest.
 *
 * @internal
 */
export function tagNameOnly(reference: ParsedReference): ParsedReference {
  return reference.tag === null && reference.digest === null
    ? { ...reference, tag: DEFAULT_TAG }
    : reference;
}

/**
 * A reference that has to be written in full, registry and namespace
 * included.
 *
 * @internal
 */
export function parseNamed(
  text: string,
  options: ParseReferenceOptions = {},
): ParseReferenceResult {
  const result = parseNormalizedNamed(text, options);
  return result.ok && formatParsedReference(result.reference) !== text
    ? referenceError('name-not-canonical')
    : result;
}

/**
 * A reference by Docker's convention, tagged or with a digest: where both are
 * written the tag is dropped, as it is when pulling.
 *
 * @internal
 */
export function parseDockerRef(
  text: string,
  options: ParseReferenceOptions = {},
): ParseReferenceResult {
  const result = parseNormalizedNamed(text, options);
  if (!result.ok) {
    return result;
  }
  const reference =
    result.reference.digest === null
      ? tagNameOnly(result.reference)
      : { ...result.reference, tag: null };
  return { ok: true, reference };
}

/**
 * An image identifier, a digest or a name; an identifier becomes a digest.
 *
 * @internal
 */
export function parseAnyReference(
  text: string,
  options: ParseReferenceOptions = {},
): ParseReferenceResult {
  const digest = isIdentifier(text) ? `sha256:${text}` : text;
  if (digestProblem(digest, options.digestAlgorithms) === null) {
    return {
      ok: true,
      reference: { domain: '', path: '', tag: null, digest },
    };
  }
  return parseNormalizedNamed(text, options);
}

/**
 * The reference without what Docker fills in by itself: Docker Hub and its
 * `library/` namespace.
 *
 * @internal
 */
export function familiarize(reference: ParsedReference): ParsedReference {
  if (reference.domain !== DEFAULT_DOMAIN) {
    return reference;
  }
  const rest = reference.path.startsWith(OFFICIAL_PREFIX)
    ? reference.path.slice(OFFICIAL_PREFIX.length)
    : reference.path;
  return {
    ...reference,
    domain: '',
    path: rest.includes('/') ? reference.path : rest,
  };
}
