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

import type { ReportedReference } from '@lambda-compat/backstage-plugin-lambda-compat-common';

/** As many hexadecimal digits as container tools print. */
const SHORT_DIGEST = 12;

/** @returns the text with every SHA-256 digest cut to its first digits */
export function shortenDigests(text: string): string {
  return text.replace(
    /sha256:([0-9a-f]{64})/g,
    (_, hex: string) => `sha256:${hex.slice(0, SHORT_DIGEST)}…`,
  );
}

/**
 * What the reader looks for in the file: the value where it is known, the
 * written text where a variable is open or the text is no reference.
 */
export function referenceText(reference: ReportedReference): string {
  const { pinClass, raw, resolved } = reference;
  return pinClass === 'unresolved' || pinClass === 'invalid'
    ? raw || resolved
    : resolved || raw;
}

/** `Dockerfile:12`. */
export function placeText(reference: ReportedReference): string {
  return `${reference.place.file}:${reference.place.startLine}`;
}

/** The complete name, as a registry would be asked for it. */
export function completeName(reference: ReportedReference): string | null {
  const { normalized } = reference;
  if (!normalized) {
    return null;
  }
  const { registry, repository, tag, digest } = normalized;
  return [
    `${registry}/${repository}`,
    tag ? `:${tag}` : '',
    digest ? `@${digest}` : '',
  ].join('');
}

/**
 * What a reference may consist of. A command is built only from such text: a
 * Dockerfile is written by others, and a reader pastes the command in a shell.
 */
const SHELL_NEUTRAL = /^[A-Za-z0-9][A-Za-z0-9._:/-]{0,511}$/;

/** @returns null where no command can be built from the reference */
export function digestCommand(reference: ReportedReference): string | null {
  const { normalized } = reference;
  if (!normalized?.tag) {
    return null;
  }
  const name = `${normalized.registry}/${normalized.repository}:${normalized.tag}`;
  return SHELL_NEUTRAL.test(name)
    ? `docker buildx imagetools inspect ${name} --format '{{.Manifest.Digest}}'`
    : null;
}
