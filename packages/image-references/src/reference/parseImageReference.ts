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

import type { NormalizedReference } from '../types';
import { familiarize, parseNormalizedNamed, tagNameOnly } from './normalize';
import { formatParsedReference, ParsedReference } from './parseReference';

/** @public */
export type ParseImageReferenceResult =
  | { ok: true; reference: NormalizedReference }
  | { ok: false; error: string };

/**
 * Takes an image reference apart and completes it as a builder does: Docker
 * Hub where no registry is written, `library/` where no namespace is, the tag
 * `latest` where neither tag nor digest is. Both tag and digest are kept where
 * both are written; builders then pull the digest.
 *
 * The grammar is that of github.com/distribution/reference. Never throws; the
 * time is proportional to the length of the text.
 *
 * @param text - a reference such as `arm64v8/amazonlinux:2023`
 * @returns the reference, or the builder's own sentence why it is none
 * @public
 */
export function parseImageReference(text: string): ParseImageReferenceResult {
  const result = parseNormalizedNamed(text);
  if (!result.ok) {
    return { ok: false, error: result.error };
  }
  const { domain, path, tag, digest } = tagNameOnly(result.reference);
  return {
    ok: true,
    reference: { registry: domain, repository: path, tag, digest },
  };
}

function parsed(reference: NormalizedReference): ParsedReference {
  const { registry, repository, tag, digest } = reference;
  return { domain: registry, path: repository, tag, digest };
}

/**
 * The shortest text that means the same to a builder: without Docker Hub,
 * without `library/`, without `:latest`. A digest stays. This is the form in
 * which `--build-context` names an image.
 *
 * @public
 */
export function familiarName(reference: NormalizedReference): string {
  const familiar = familiarize(parsed(reference));
  return formatParsedReference({
    ...familiar,
    tag: familiar.tag === 'latest' ? null : familiar.tag,
  });
}

/**
 * The reference in full, for example `docker.io/library/python:3.13`.
 *
 * @public
 */
export function formatImageReference(reference: NormalizedReference): string {
  return formatParsedReference(parsed(reference));
}
