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

import type { Stage } from './types';

/** Stages by name. A name that is given twice is the later stage's. */
export class StageNames {
  readonly #buildah: boolean;
  readonly #indices = new Map<string, number>();

  static create(options: { buildah: boolean }): StageNames {
    return new StageNames(options.buildah);
  }

  private constructor(buildah: boolean) {
    this.#buildah = buildah;
  }

  add(stage: Stage): void {
    if (stage.name !== null) {
      this.#indices.set(stage.name, stage.index);
    } else if (this.#buildah) {
      // Buildah names a stage without a name after its index.
      this.#indices.set(String(stage.index), stage.index);
    }
  }

  /** As FROM looks names up: in lower case only. */
  findExact(name: string): number | undefined {
    return this.#indices.get(name);
  }

  /** As COPY --from and mounts look names up: whatever the case. */
  find(name: string): number | undefined {
    return this.#indices.get(name.toLowerCase());
  }
}

export function isStageIndex(text: string): boolean {
  return /^\d{1,9}$/.test(text);
}
