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

import type { ArtifactLink } from './types';

/** As the kernel: a chain of more links is a circle (ELOOP). */
const MAX_LINKS = 40;
/** As the kernel: a longer path is none (PATH_MAX). */
export const MAX_TARGET_LENGTH = 4096;
/**
 * What all links of an artifact may cost to follow: each part of a path costs
 * its own and the characters up to there. That takes half a second; an
 * image with 30,000 links needs half of it.
 */
const MAX_WORK = 64 * 1024 * 1024;
const PART_COST = 64;
const TOO_MUCH = { problem: 'too many links would have to be followed' };

/** A link as it stands in the artifact. */
interface RawLink {
  path: string;
  kind: 'symbolic' | 'hard';
  target: string;
}

/** Where a link leads, or a sentence why it leads nowhere. */
type Resolution = { path: string } | { problem: string };

/**
 * Follows the links of an artifact by their names, without any file system.
 *
 * @internal
 */
export class LinkResolver {
  readonly #links: Map<string, RawLink>;
  /** All paths, sorted: what lies in a folder stands together. */
  readonly #paths: string[];
  readonly #absoluteFromRoot: boolean;
  #work = 0;

  /**
   * @param paths - the paths of all entries that are no links
   * @param absoluteFromRoot - whether an absolute target starts at the root of
   *   the artifact, instead of leading out of it
   */
  constructor(
    links: RawLink[],
    paths: Iterable<string>,
    absoluteFromRoot: boolean,
  ) {
    this.#links = new Map(links.map(link => [link.path, link]));
    this.#paths =
      links.length > 0 ? [...paths, ...this.#links.keys()].sort() : [];
    this.#absoluteFromRoot = absoluteFromRoot;
  }

  /** The link with where it leads, and a sentence if that is nowhere. */
  resolve(link: RawLink): { link: ArtifactLink; problem: string | undefined } {
    const found = this.#follow(link);
    return 'path' in found
      ? { link: { ...link, resolved: found.path }, problem: undefined }
      : { link: { ...link, resolved: null }, problem: found.problem };
  }

  #follow(link: RawLink): Resolution {
    const outside = {
      problem: `it leads out of the artifact, to ${JSON.stringify(
        link.target.slice(0, 256),
      )}`,
    };
    // A link in an archive that lies in the artifact stays in that archive.
    const bang = link.path.lastIndexOf('!/');
    const root = bang < 0 ? '' : link.path.slice(0, bang + 2);
    const inner = link.path.slice(root.length);
    if (link.kind === 'symbolic' && this.#isOutside(link.target)) {
      return outside;
    }
    if (this.#work > MAX_WORK) {
      return TOO_MUCH;
    }
    // A symbolic link starts in its folder, a hard link at the root. What is
    // still to be gone stands reversed: its next part is the last one.
    const rest = link.target.split('/').reverse();
    if (link.kind === 'symbolic' && !link.target.startsWith('/')) {
      rest.push(...inner.split('/').slice(0, -1).reverse());
    }
    let path = '';
    let followed = 1;
    for (let part = rest.pop(); part !== undefined; part = rest.pop()) {
      this.#work += PART_COST + root.length + path.length;
      if (this.#work > MAX_WORK) {
        return TOO_MUCH;
      }
      if (part === '..') {
        if (path === '') {
          // Above the root of a file system is the root.
          if (this.#absoluteFromRoot) {
            continue;
          }
          return outside;
        }
        path = parentOf(path);
      } else if (part !== '' && part !== '.') {
        path = path === '' ? part : `${path}/${part}`;
        if (path.length > MAX_TARGET_LENGTH) {
          return { problem: 'its target is too long' };
        }
        const next = this.#links.get(root + path);
        if (next?.kind === 'symbolic') {
          followed += 1;
          if (followed > MAX_LINKS) {
            return { problem: 'it leads in a circle' };
          }
          if (this.#isOutside(next.target)) {
            return outside;
          }
          path = next.target.startsWith('/') ? '' : parentOf(path);
          rest.push(...next.target.split('/').reverse());
        }
      }
    }
    return path === '' || this.#exists(root + path)
      ? { path: root + path }
      : { problem: `its target ${JSON.stringify(root + path)} is not there` };
  }

  #isOutside(target: string): boolean {
    return target.startsWith('/') && !this.#absoluteFromRoot;
  }

  /** Whether the path is an entry, or the folder of one. */
  #exists(path: string): boolean {
    return (
      this.#paths[this.#firstFrom(path)] === path ||
      this.#paths[this.#firstFrom(`${path}/`)]?.startsWith(`${path}/`) === true
    );
  }

  /** The index of the first path that does not stand before this one. */
  #firstFrom(path: string): number {
    let low = 0;
    let high = this.#paths.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#paths[middle] < path) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
