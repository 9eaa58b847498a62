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
  familiarName,
  NormalizedReference,
  parseImageReference,
} from '@lambda-compat/image-references';
import { InvalidArgumentError } from 'commander';

const digestPattern = /^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/;

/** A `--digest`: which reference gets which digest. */
export interface GivenDigest {
  /** The reference as it was typed. */
  typed: string;
  digest: string;
}

/**
 * Digests by the reference they belong to. Spellings of the same reference are
 * one: `python:3.12` and `docker.io/library/python:3.12`.
 */
export class GivenDigests {
  readonly #byName: ReadonlyMap<string, GivenDigest>;

  private constructor(byName: ReadonlyMap<string, GivenDigest>) {
    this.#byName = byName;
  }

  static none(): GivenDigests {
    return new GivenDigests(new Map());
  }

  /** Adds one `reference=digest`, as the parser of a repeatable option. */
  with(option: string): GivenDigests {
    const equals = option.lastIndexOf('=');
    const typed = option.slice(0, Math.max(0, equals));
    const digest = option.slice(equals + 1);
    if (typed === '') {
      throw new InvalidArgumentError(
        'Write reference=digest, for example python:3.13=sha256:<64 hex digits>.',
      );
    }
    if (!digestPattern.test(digest)) {
      throw new InvalidArgumentError(
        'A digest is sha256: and 64 hex digits in lower case, or sha512: and 128.',
      );
    }
    const parsed = parseImageReference(typed);
    if (!parsed.ok) {
      throw new InvalidArgumentError(
        `This is not an image reference: ${parsed.error}.`,
      );
    }
    if (parsed.reference.digest !== null) {
      throw new InvalidArgumentError(
        'The reference has a digest already; name it by its tag.',
      );
    }
    const name = tagName(parsed.reference);
    const other = this.#byName.get(name);
    if (other && other.digest !== digest) {
      throw new InvalidArgumentError(
        `Another digest was given for ${other.typed}, which is the same reference.`,
      );
    }
    return new GivenDigests(new Map(this.#byName).set(name, { typed, digest }));
  }

  /** The digest for a reference, whether or not it has one by now. */
  for(reference: NormalizedReference): GivenDigest | undefined {
    return this.#byName.get(tagName(reference));
  }

  all(): GivenDigest[] {
    return [...this.#byName.values()];
  }
}

/**
 * The tag that a reference names, the same for all its spellings. What has a
 * digest keeps its tag; `alpine@sha256:…` has lost it by being pinned, and was
 * `alpine`.
 */
export function tagName(reference: NormalizedReference): string {
  return familiarName({
    ...reference,
    tag: reference.tag ?? 'latest',
    digest: null,
  });
}
