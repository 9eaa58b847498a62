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

import { DIGEST_ALGORITHMS, DigestProblem, digestProblem } from './digest';
import { hasDigestForm, isTag, splitName } from './grammar';

/**
 * A reference taken apart but not completed: `domain` is empty where none is
 * written, `path` where the reference is a bare digest.
 *
 * @internal
 */
export interface ParsedReference {
  domain: string;
  path: string;
  tag: string | null;
  digest: string | null;
}

/**
 * What is wrong with a text that is no reference; the kinds are those of
 * github.com/distribution/reference.
 *
 * @internal
 */
export type ReferenceErrorKind =
  | 'name-empty'
  | 'name-too-long'
  | 'name-uppercase'
  | 'name-not-canonical'
  | 'name-is-identifier'
  | 'invalid-format'
  | 'invalid-tag'
  | 'invalid-digest'
  | 'invalid-digest-length'
  | 'unsupported-digest';

/** @internal */
export type ParseReferenceResult =
  | { ok: true; reference: ParsedReference }
  | { ok: false; kind: ReferenceErrorKind; error: string };

/** @internal */
export interface ParseReferenceOptions {
  /**
   * Digest algorithms that are available, with the number of hexadecimal
   * digits of each. Default sha256, sha384 and sha512, which BuildKit has.
   */
  digestAlgorithms?: Readonly<Record<string, number>>;
}

const MAX_PATH_LENGTH = 255;

const MESSAGES: Record<ReferenceErrorKind, string> = {
  'name-empty': 'repository name must have at least one component',
  'name-too-long': `repository name must not be more than ${MAX_PATH_LENGTH} characters`,
  'name-uppercase': 'repository name must be lowercase',
  'name-not-canonical': 'repository name must be canonical',
  'name-is-identifier':
    'invalid repository name, cannot specify 64-byte hexadecimal strings',
  'invalid-format': 'invalid reference format',
  'invalid-tag': 'invalid tag format',
  'invalid-digest': 'invalid checksum digest format',
  'invalid-digest-length': 'invalid checksum digest length',
  'unsupported-digest': 'unsupported digest algorithm',
};

const DIGEST_KINDS: Record<DigestProblem, ReferenceErrorKind> = {
  format: 'invalid-digest',
  length: 'invalid-digest-length',
  unsupported: 'unsupported-digest',
};

/**
 * A failed result of the given kind.
 *
 * @internal
 */
export function referenceError(
  kind: ReferenceErrorKind,
  error: string = MESSAGES[kind],
): { ok: false; kind: ReferenceErrorKind; error: string } {
  return { ok: false, kind, error };
}

/**
 * Splits by the only characters that can separate the three parts: `@` occurs
 * in none of them, and a colon after the last slash in no name.
 */
function matchReference(text: string): ParsedReference | null {
  const at = text.indexOf('@');
  const named = at < 0 ? text : text.slice(0, at);
  const digest = at < 0 ? null : text.slice(at + 1);
  if (digest !== null && !hasDigestForm(digest)) {
    return null;
  }
  const colon = named.indexOf(':', named.lastIndexOf('/') + 1);
  const tag = colon < 0 ? null : named.slice(colon + 1);
  if (tag !== null && !isTag(tag)) {
    return null;
  }
  const name = splitName(colon < 0 ? named : named.slice(0, colon));
  return name && { ...name, tag, digest };
}

/**
 * Takes a reference apart by the grammar alone: no registry, namespace or tag
 * is filled in, and `a/b` has the domain `a`. Reads the text once.
 *
 * @internal
 */
export function parseReference(
  text: string,
  options: ParseReferenceOptions = {},
): ParseReferenceResult {
  if (text === '') {
    return referenceError('name-empty');
  }
  const reference = matchReference(text);
  if (!reference) {
    const lower = text.toLowerCase();
    return lower !== text && matchReference(lower)
      ? referenceError('name-uppercase')
      : referenceError('invalid-format');
  }
  if (reference.path.length > MAX_PATH_LENGTH) {
    return referenceError('name-too-long');
  }
  if (reference.digest !== null) {
    const problem = digestProblem(
      reference.digest,
      options.digestAlgorithms ?? DIGEST_ALGORITHMS,
    );
    if (problem) {
      return referenceError(DIGEST_KINDS[problem]);
    }
  }
  return { ok: true, reference };
}

/**
 * A reference from a name that has neither tag nor digest.
 *
 * @internal
 */
export function withName(name: string): ParseReferenceResult {
  const parts = splitName(name);
  if (!parts) {
    return referenceError('invalid-format');
  }
  return parts.path.length > MAX_PATH_LENGTH
    ? referenceError('name-too-long')
    : { ok: true, reference: { ...parts, tag: null, digest: null } };
}

/**
 * The reference with this tag; a digest stays.
 *
 * @internal
 */
export function withTag(
  reference: ParsedReference,
  tag: string,
): ParseReferenceResult {
  return isTag(tag)
    ? { ok: true, reference: { ...reference, tag } }
    : referenceError('invalid-tag');
}

/**
 * The reference with this digest; a tag stays. Only the form is checked, not
 * the length that the algorithm needs.
 *
 * @internal
 */
export function withDigest(
  reference: ParsedReference,
  digest: string,
): ParseReferenceResult {
  return hasDigestForm(digest)
    ? { ok: true, reference: { ...reference, digest } }
    : referenceError('invalid-digest');
}

/**
 * The text of a reference.
 *
 * @internal
 */
export function formatParsedReference(reference: ParsedReference): string {
  const { domain, path, tag, digest } = reference;
  if (path === '') {
    return digest ?? '';
  }
  const name = domain === '' ? path : `${domain}/${path}`;
  return `${name}${tag === null ? '' : `:${tag}`}${
    digest === null ? '' : `@${digest}`
  }`;
}
