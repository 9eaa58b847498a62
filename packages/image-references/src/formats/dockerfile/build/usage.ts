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

import type { ArgDeclaration } from '../instructions/types';
import type { BuildResolution, TrackedExpansion } from './buildState';
import type { SiteResolution } from './types';

/** What the value of an ARG default is used for. */
interface DeclarationUse {
  /** Whether the use is its whole value at the end of the text. */
  atEnd: boolean;
  resolution: SiteResolution | null;
  declaration: ArgDeclaration | null;
}

/**
 * Where each ARG default is used, to tell whether a digest at its end would
 * break anything.
 */
export class DeclarationUsage {
  readonly #uses = new Map<ArgDeclaration, DeclarationUse[]>();
  readonly #usedInStages: ReadonlySet<string>;
  /** The image that all uses end in; null where they differ. */
  readonly #images = new Map<ArgDeclaration, string | null>();
  /** The same, uses in stages left aside. */
  readonly #references = new Map<ArgDeclaration, string | null>();

  constructor(resolution: BuildResolution, usedInStages: ReadonlySet<string>) {
    this.#usedInStages = usedInStages;
    for (const tracked of resolution.expansions) {
      this.#collect(tracked, resolution);
    }
    // A default is used by later ones, so the last one comes first.
    const declarations = [...this.#uses.keys()].sort(
      (a, b) => positionOf(b) - positionOf(a),
    );
    for (const declaration of declarations) {
      const uses = this.#uses.get(declaration) ?? [];
      this.#references.set(declaration, commonImage(uses, this.#references));
      this.#images.set(
        declaration,
        this.#usedInStages.has(declaration.name)
          ? null
          : commonImage(uses, this.#images),
      );
    }
  }

  /** Whether the default may get a digest without breaking anything. */
  canEndInDigest(declaration: ArgDeclaration): boolean {
    return (this.#images.get(declaration) ?? null) !== null;
  }

  /** Whether the digest in the default may change. */
  canChangeDigest(declaration: ArgDeclaration): boolean {
    return (this.#references.get(declaration) ?? null) !== null;
  }

  #collect(tracked: TrackedExpansion, resolution: BuildResolution): void {
    const { expansion, site, declaration } = tracked;
    const last = expansion.parts[expansion.parts.length - 1];
    for (const use of expansion.uses) {
      const used = use.variable?.declaration;
      if (used) {
        const list = this.#uses.get(used) ?? [];
        list.push({
          atEnd:
            last?.kind === 'variable' &&
            last.start === use.start &&
            last.variable === use.variable,
          resolution: site ? resolution.sites[site.index] : null,
          declaration,
        });
        this.#uses.set(used, list);
      }
    }
  }
}

function commonImage(
  uses: readonly DeclarationUse[],
  images: ReadonlyMap<ArgDeclaration, string | null>,
): string | null {
  let common: string | null | undefined;
  for (const use of uses) {
    const image = imageOfUse(use, images);
    if (common === undefined) {
      common = image;
    } else if (image !== common) {
      common = null;
    }
  }
  return common ?? null;
}

function imageOfUse(
  use: DeclarationUse,
  images: ReadonlyMap<ArgDeclaration, string | null>,
): string | null {
  if (!use.atEnd) {
    return null;
  }
  if (use.declaration) {
    return images.get(use.declaration) ?? null;
  }
  const normalized = use.resolution?.normalized;
  return normalized
    ? `${normalized.registry}/${normalized.repository}:${
        normalized.tag ?? ''
      }@${normalized.digest ?? ''}`
    : null;
}

function positionOf({ node, value }: ArgDeclaration): number {
  return node.line.offset + (value?.start ?? 0);
}
